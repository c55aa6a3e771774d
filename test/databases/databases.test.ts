// `npm run databases` starts the servers and runs this.
import { describe } from "vitest";
import { describeConnection } from "../support/persistence/connection.js";
import type { Database } from "../support/persistence/database.js";
import { describeMemory } from "../support/persistence/memory.js";
import { describeThreads } from "../support/persistence/threads.js";

const databases: readonly Database[] = JSON.parse(process.env.GRAPHWRIGHT_DATABASES ?? "[]");
if (databases.length === 0) throw new Error("There is no database: run `npm run databases`.");

const SERVERS: readonly Database["kind"][] = ["postgres", "mongodb", "redis"];
const STORES: readonly Database["kind"][] = ["postgres", "mongodb"];

for (const database of databases) {
  describe(database.kind, () => {
    describeThreads(database, { processes: 4, threads: 200 });
    if (SERVERS.includes(database.kind)) describeConnection(database);
    if (STORES.includes(database.kind)) describeMemory(database);
  });
}
