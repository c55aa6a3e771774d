import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe } from "vitest";
import { describeThreads } from "../support/persistence/threads.js";

describe("SQLite", () => {
  const folder = mkdtempSync(join(tmpdir(), "graphwright-sqlite-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  describeThreads({ kind: "sqlite", url: join(folder, "threads.db") }, { processes: 2, threads: 20 });
});
