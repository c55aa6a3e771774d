import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { readDiagnostics } from "../../bench/support/diagnostics.js";
import { type Builder, TSCONFIG, twoNodeGraphs } from "../../bench/support/two-node-graphs.js";
import { generate } from "../../codegen/index.js";
import { folder, put } from "../support/folder.js";

const REPOSITORY = fileURLToPath(new URL("../../", import.meta.url));
/** What is installed that the programs import. */
const INSTALLED = ["@langchain", "@types", "zod"];

/** How many types the compiler instantiates for a program of two-node graphs. */
async function instantiations(builder: Builder, count: number): Promise<number> {
  const place = folder(Object.fromEntries(twoNodeGraphs(builder, count)));
  const { compilerOptions, ...rest } = TSCONFIG;
  // The sources stand in for the package, so that what is counted is what they say now.
  const customConditions = ["@graphwright/source"];
  put(place, { "tsconfig.json": { compilerOptions: { ...compilerOptions, customConditions }, ...rest } });
  put(place, { "package.json": { type: "module" } });
  for (const name of INSTALLED)
    link(join(REPOSITORY, "node_modules", name), join(place, "node_modules", name));
  link(REPOSITORY, join(place, "node_modules", "graphwright"));
  if (builder === "ours") await generate({ cwd: place });
  const tsc = join(REPOSITORY, "node_modules", "typescript", "bin", "tsc");
  const args = [tsc, "-p", place, "--extendedDiagnostics", "--singleThreaded"];
  return readDiagnostics(execFileSync(process.execPath, args, { encoding: "utf8" })).instantiations;
}

function link(target: string, path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  symlinkSync(target, path);
}

/** What one more two-node graph of ours costs. */
const OURS = 120;

/** What one more two-node graph costs. */
async function costOf(builder: Builder): Promise<number> {
  return ((await instantiations(builder, 12)) - (await instantiations(builder, 6))) / 6;
}

// The counts are the compiler's, the same on every machine. Should one change: find out why, and write down the new one if it is worth it.
it("a two-node graph costs the type checker this many instantiations", async () => {
  expect(await costOf("ours")).toBe(OURS);
});

it("a two-node graph of LangGraph's own builders costs it several times more", async () => {
  const peers = { annotation: await costOf("annotation"), zod: await costOf("zod") };
  // The peers' counts change with their releases, so they are printed and not pinned.
  console.log("instantiations per two-node graph:", peers);
  expect(Math.min(peers.annotation, peers.zod)).toBeGreaterThan(5 * OURS);
});
