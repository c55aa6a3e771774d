// Runs the runtime's tests, and type-checks it, on published versions of LangGraph: the oldest that the peer range allows with the oldest LangChain core, the
// last of each minor, and the newest, each with the newest core. Tests of timeouts are tried again, for busy machines. Prints a line for each, and what is to be changed where a newer one has been published.
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { TESTED_VERSIONS } from "../src/langgraph/facts.js";
import { must, run } from "./support/run.js";

const root = join(import.meta.dirname, "..");
const LANGGRAPH = "@langchain/langgraph";
const CORE = "@langchain/core";

interface Manifest {
  readonly peerDependencies: { readonly [name: string]: string };
  readonly devDependencies: { readonly [name: string]: string };
}
const manifest: Manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

/** What the tests and their helpers need of the repository. */
const PARTS = [
  "src",
  "codegen",
  "generated",
  "schemas",
  "test",
  "package.json",
  "tsconfig.json",
  "vitest.config.ts",
];
const TESTS = ["test/runtime", "test/tools", "test/functional"];

/** One version of LangGraph, with the version of LangChain core that it is tested with. */
interface Pair {
  readonly langgraph: string;
  readonly core: string;
}

const pairs = await pairsToTest();
let hasFailed = false;
for (const pair of pairs) {
  const problems = await problemsOn(pair);
  hasFailed ||= problems !== "";
  console.log(`${problems === "" ? "ok    " : "failed"} langgraph ${pair.langgraph}, core ${pair.core}`);
  if (problems !== "") console.log(problems);
}
const [oldest, newest] = [pairs[0]?.langgraph, pairs.at(-1)?.langgraph];
if (TESTED_VERSIONS.from !== oldest || TESTED_VERSIONS.to !== newest) {
  console.log(`Tested from ${oldest} to ${newest}: say so in TESTED_VERSIONS (src/langgraph/facts.ts).`);
}
console.log(`${pairs.length} versions of LangGraph tested: ${hasFailed ? "not all work" : "all work"}`);
if (hasFailed) process.exitCode = 1;

async function pairsToTest(): Promise<Pair[]> {
  const [langgraphs, cores] = await Promise.all([publishedInRange(LANGGRAPH), publishedInRange(CORE)]);
  const [oldestCore, newestCore] = [cores[0], cores.at(-1)];
  const [first] = langgraphs;
  if (first === undefined || oldestCore === undefined || newestCore === undefined) {
    throw new Error("The registry lists no version in the peer range.");
  }
  const lastOfMinor = new Map(
    langgraphs.map((version) => [version.split(".").slice(0, 2).join("."), version]),
  );
  return [
    { langgraph: first, core: oldestCore },
    ...[...lastOfMinor.values()].map((langgraph) => ({ langgraph, core: newestCore })),
  ];
}

/** The versions that the peer range allows, oldest first, without those that come before a release. */
async function publishedInRange(name: string): Promise<string[]> {
  const [, lowest = "", major = ""] = /^>=(\S+) <(\d+)$/.exec(manifest.peerDependencies[name] ?? "") ?? [];
  const versions: string[] = JSON.parse(await must("npm", ["view", name, "versions", "--json"], root));
  return versions
    .filter((version) => /^\d+\.\d+\.\d+$/.test(version))
    .filter((version) => compare(version, lowest) >= 0 && compare(version, `${major}.0.0`) < 0)
    .toSorted(compare);
}

function compare(one: string, other: string): number {
  const [left, right] = [one, other].map((version) => version.split(".").map(Number));
  const index = left?.findIndex((part, place) => part !== right?.[place]) ?? -1;
  return index < 0 ? 0 : (left?.[index] ?? 0) - (right?.[index] ?? 0);
}

/** What the tests say of a version; empty where all is well. */
async function problemsOn(pair: Pair): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "graphwright-langgraph-"));
  try {
    await install(folder, pair);
    const bin = join(root, "node_modules/.bin");
    const types = await run(join(bin, "tsc"), ["-p", "tsconfig.versions.json"], folder);
    const tests = await run(
      join(bin, "vitest"),
      ["run", "--typecheck.enabled=false", "--retry=2", "--reporter=dot", "--silent=true", ...TESTS],
      folder,
    );
    return [types, tests].flatMap(({ code, output }) => (code === 0 ? [] : [output])).join("\n");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A copy of the repository's parts with other versions of LangGraph and LangChain core, and all else that the repository has installed. */
async function install(folder: string, { langgraph, core }: Pair): Promise<void> {
  const modules = join(folder, "node_modules");
  const dependencies = {
    [LANGGRAPH]: langgraph,
    [CORE]: core,
    langchain: manifest.devDependencies.langchain,
  };
  mkdirSync(modules);
  writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, dependencies }));
  await must("npm", ["install", "--no-audit", "--no-fund", "--prefer-offline"], folder);
  const installed = JSON.parse(readFileSync(join(modules, LANGGRAPH, "package.json"), "utf8")) as {
    version: string;
  };
  if (installed.version !== langgraph)
    throw new Error(`${langgraph} was asked for, and ${installed.version} came.`);
  for (const name of ["", ...scopes()]) {
    mkdirSync(join(modules, name), { recursive: true });
    const present = new Set(readdirSync(join(modules, name)));
    for (const entry of readdirSync(join(root, "node_modules", name))) {
      const isOwn = present.has(entry) || entry === ".cache" || (name === "" && entry.startsWith("@"));
      if (!isOwn) symlinkSync(join(root, "node_modules", name, entry), join(modules, name, entry));
    }
  }
  for (const part of PARTS) cpSync(join(root, part), join(folder, part), { recursive: true });
  const include = ["src", "generated", "test/types", "test/runtime"];
  writeFileSync(
    join(folder, "tsconfig.versions.json"),
    JSON.stringify({ extends: "./tsconfig.json", include, exclude: [] }),
  );
}

function scopes(): string[] {
  return readdirSync(join(root, "node_modules")).filter((entry) => entry.startsWith("@"));
}
