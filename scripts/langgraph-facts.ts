// Shows that no private fact of LangGraph that this package relies on is lost in silence: each is renamed in a copy of LangGraph, and what the runtime promises
// is tried on that. A promise is either kept or ends in the one error that names the fact. Prints a line for each rename, and counts.
import { execFile } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";
import { type Fact, facts } from "../src/langgraph/facts.js";
import { type Edit, harmless, type Rename, renames } from "./langgraph-facts/renames.js";

const root = join(import.meta.dirname, "..");
const scripts = join(root, "scripts/langgraph-facts");
const folder = join(root, "node_modules/.cache/langgraph-facts");
const program = join(folder, "checks.mjs");

/** What became of a promise on a copy of LangGraph. */
interface Outcome {
  readonly name: string;
  /** Why it was not kept. */
  readonly error?: string;
}

/** A rename, the fact that it is about, and what is wrong with what became of it. */
interface Verdict {
  readonly rename: Rename;
  readonly fact: Fact | undefined;
  readonly result: "named" | "no difference" | "lost";
  readonly problems: readonly string[];
}

await bundle();
await requireKept();
const all = [
  ...facts.flatMap((fact) => renames[fact].map((rename) => ({ rename, fact }))),
  ...harmless.map((rename) => ({ rename, fact: undefined })),
];
for (const { rename } of all) requireMatches(rename);
const verdicts = await inParallel(all.map((each) => () => judge(each.rename, each.fact)));
report(verdicts);
rmSync(folder, { recursive: true, force: true });

/** One file of the checks and the runtime, which finds LangGraph where the package has it. */
async function bundle(): Promise<void> {
  mkdirSync(folder, { recursive: true });
  await build({
    entryPoints: [join(scripts, "checks.ts")],
    outfile: program,
    bundle: true,
    format: "esm",
    platform: "node",
    alias: {
      graphwright: join(root, "src/index.ts"),
      "graphwright/validation": join(root, "src/schema/validation/index.ts"),
      "graphwright/client": join(root, "src/client/index.ts"),
    },
    external: ["@langchain/*"],
    logLevel: "warning",
  });
}

/** All promises are kept on LangGraph as it is; else nothing that is seen on a copy says anything. */
async function requireKept(): Promise<void> {
  const broken = (await outcomes({ what: "", edits: [] })).filter(({ error }) => error !== undefined);
  if (broken.length > 0) throw new Error(`Without any rename:\n${broken.map(describe).join("\n")}`);
}

/** A rename that finds nothing to rename shows nothing. */
function requireMatches({ what, edits }: Rename): void {
  for (const edit of edits) {
    const pattern = new RegExp(edit.from, "m");
    if (!filesOf(edit).some((path) => pattern.test(readFileSync(path, "utf8")))) {
      throw new Error(
        `${what}: LangGraph has no ${edit.from}. Has it been renamed? Then correct renames.ts.`,
      );
    }
  }
}

function filesOf({ files, also = [] }: Edit): string[] {
  return ["langgraph", ...also].flatMap((name) => {
    const dist = join(root, "node_modules/@langchain", name, "dist");
    return readdirSync(dist, { recursive: true, encoding: "utf8" })
      .filter((path) => (files === undefined ? path.endsWith(".js") : files.includes(path)))
      .map((path) => join(dist, path));
  });
}

async function outcomes(rename: Rename): Promise<Outcome[]> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["--import", join(scripts, "rename-hook.mjs"), join(scripts, "try-all.mjs"), program],
    { cwd: root, env: { ...process.env, LANGGRAPH_EDITS: JSON.stringify(rename.edits) }, timeout: 60_000 },
  );
  return stdout
    .trim()
    .split("\n")
    .map((line): Outcome => JSON.parse(line));
}

async function judge(rename: Rename, fact: Fact | undefined): Promise<Verdict> {
  let found: Outcome[];
  try {
    found = await outcomes(rename);
  } catch (error) {
    // The import fails, or the program does not end.
    return { rename, fact, result: "lost", problems: [String(error).split("\n").slice(0, 3).join(" ")] };
  }
  const named = fact === undefined ? [] : [fact, ...(rename.or ?? [])];
  const isNamed = ({ error = "" }: Outcome) =>
    error.startsWith("graphwright does not work with this version") &&
    named.some((each) => error.includes(`(${each})`));
  const broken = found.filter(({ error }) => error !== undefined);
  const problems = [...new Set(broken.filter((each) => !isNamed(each)).map(describe))];
  const isUsable = found.some(({ name, error }) => name === "a schema is usable" && error === undefined);
  if (!isUsable) problems.unshift("a schema is not usable");
  if (problems.length > 0) return { rename, fact, result: "lost", problems };
  return { rename, fact, result: broken.length > 0 ? "named" : "no difference", problems };
}

function describe({ name, error }: Outcome): string {
  return `${name}: ${error?.split("\n").slice(0, 2).join(" ").slice(0, 300)}`;
}

async function inParallel<Result>(jobs: readonly (() => Promise<Result>)[]): Promise<Result[]> {
  const results: Result[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    for (let index = next++; index < jobs.length; index = next++) {
      const job = jobs[index];
      if (job !== undefined) results[index] = await job();
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  return results;
}

function report(verdicts: readonly Verdict[]): void {
  for (const { rename, fact, result, problems } of verdicts) {
    console.log(`${result.padEnd(13)} ${(fact ?? "").padEnd(17)} ${rename.what}`);
    for (const problem of problems) console.log(`              - ${problem}`);
  }
  const count = (result: Verdict["result"]): number =>
    verdicts.filter((each) => each.result === result).length;
  console.log(
    `${verdicts.length} renames of ${facts.length} facts: ${count("named")} named in the error, ${count("no difference")} without a difference, ${count("lost")} lost`,
  );
  if (count("lost") > 0) process.exitCode = 1;
}
