// Shows that generated code compiles in everyone's project: on every minor of TypeScript from 5.4 on, under the flags that its `tsc --init`
// sets and under the strictest, however modules are resolved, with declarations emitted; and that what it emits runs without making code
// from strings. LangGraph's own declarations have faults, so `skipLibCheck` is on, but for one pass over graphwright's and the emitted ones.
import { cpSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { inParallel, must, run } from "./support/run.js";
import { type Compiler, installCompilers, type TypeScriptMinor } from "./typescript-versions/compilers.js";
import {
  type Options,
  RESOLUTIONS,
  type Resolution,
  strictOptions,
} from "./typescript-versions/flag-sets.js";
import { generateIn, put, strangersProject } from "./typescript-versions/stranger.js";

const root = join(import.meta.dirname, "..");
const fixtures = join(root, "test/fixtures/typescript-versions");

/** One thing to show, and where it goes in the table. */
interface Check {
  readonly row: string;
  readonly column: string;
  /** What is wrong; empty where all is well. */
  readonly problems: () => Promise<string>;
}

/** As many lines of what is wrong are printed for each check. */
const LINES_SHOWN = 20;
const DECLARATIONS = "declarations";
const RUN = "run";
const COLUMNS = [
  "init, as it is",
  "init, nodenext",
  "init, bundler",
  "strict, nodenext",
  "strict, bundler",
  DECLARATIONS,
  RUN,
];

const project = await strangersProject(root);
try {
  const compilers = await installCompilers(root);
  await generateIn(project, [
    join(root, "schemas"),
    join(root, "test/contracts/schemas"),
    join(fixtures, "schemas"),
  ]);
  cpSync(join(fixtures, "programs"), join(project, "programs"), { recursive: true });
  for (const compiler of compilers) await initialize(compiler);

  const emitted = compilers.flatMap(compilations);
  const results = [...(await settle(emitted)), ...(await settle(compilers.flatMap(afterwards)))];
  report(
    compilers.map(({ minor }) => minor),
    results,
  );
} finally {
  rmSync(project, { recursive: true, force: true });
}

/** Runs `tsc --init` of a version; what it writes is what the version's users start from. */
async function initialize({ minor, tsc }: Compiler): Promise<void> {
  const folder = join(project, "init", minor);
  mkdirSync(folder, { recursive: true });
  await must(process.execPath, [tsc, "--init"], folder);
}

/** Every set of flags with every resolution. */
function compilations(compiler: Compiler): Check[] {
  const { minor } = compiler;
  const init = { extends: `./init/${minor}/tsconfig.json`, include: ["generated", "programs"] };
  const strict = {
    compilerOptions: strictOptions(minor),
    include: init.include,
    // What isn't typed by hand has no place under `isolatedDeclarations`.
    exclude: ["programs/inferred.ts"],
  };
  const settings: [flags: string, resolution: Resolution, config: Config][] = [
    ["init", "as it is", init],
    ["init", "bundler", init],
    ["strict", "nodenext", strict],
    ["strict", "bundler", strict],
  ];
  if (!isNodeNext(minor)) settings.push(["init", "nodenext", init]);
  return settings.map(([flags, resolution, config]) => ({
    row: minor,
    column: `${flags}, ${resolution}`,
    problems: () => {
      const name = nameOf(minor, flags, resolution);
      return compile(compiler, name, {
        ...config,
        compilerOptions: {
          ...config.compilerOptions,
          ...RESOLUTIONS[resolution],
          rootDir: ".",
          outDir: `out/${name}`,
          declaration: true,
        },
      });
    },
  }));
}

/** What needs the output of the compilations. */
function afterwards(compiler: Compiler, index: number, { length }: readonly Compiler[]): Check[] {
  const { minor } = compiler;
  const own = nameOf(minor, "init", isNodeNext(minor) ? "as it is" : "nodenext");
  const checks: Check[] = [
    { row: minor, column: DECLARATIONS, problems: () => checkDeclarations(compiler, own) },
  ];
  // The oldest as CommonJS, where it says so itself, the newest as ES modules.
  if (index === 0) checks.push(runCheck(minor, nameOf(minor, "init", "as it is"), "commonjs"));
  if (index === length - 1) checks.push(runCheck(minor, nameOf(minor, "strict", "nodenext"), "module"));
  return checks;
}

/** The emitted declarations and graphwright's own, without `skipLibCheck`. */
async function checkDeclarations(compiler: Compiler, emitted: string): Promise<string> {
  const output = await compile(compiler, `${compiler.minor}-declarations`, {
    compilerOptions: {
      ...RESOLUTIONS.nodenext,
      target: "es2022",
      strict: true,
      exactOptionalPropertyTypes: true,
      types: [],
      noEmit: true,
    },
    include: [`out/${emitted}/**/*.d.ts`, "node_modules/graphwright/dist/**/*.d.ts"],
    exclude: [],
  });
  return withoutOthers(output);
}

/** Drops errors in other packages' files, with the lines that explain them. */
function withoutOthers(output: string): string {
  let isOurs = true;
  const lines = output.split("\n").filter((line) => {
    if (!line.startsWith(" ")) isOurs = !/^node_modules\/(?!graphwright\/)/.test(line);
    return isOurs;
  });
  return lines.join("\n").trim();
}

/** Runs what a compilation emitted. */
function runCheck(minor: TypeScriptMinor, emitted: string, type: "module" | "commonjs"): Check {
  return {
    row: minor,
    column: RUN,
    problems: async () => {
      put(project, `out/${emitted}/package.json`, { type });
      const main = `out/${emitted}/programs/main.js`;
      const args = ["--disallow-code-generation-from-strings", main];
      const { code, output } = await run(process.execPath, args, project);
      return code === 0 && output.includes("all programs ran") ? "" : `${main}: ${output.trim()}`;
    },
  };
}

interface Config {
  readonly extends?: string;
  readonly compilerOptions?: Options;
  readonly include: readonly string[];
  readonly exclude?: readonly string[];
}

async function compile({ tsc }: Compiler, name: string, config: Config): Promise<string> {
  put(project, `tsconfig.${name}.json`, config);
  const args = [tsc, "--pretty", "false", "-p", `tsconfig.${name}.json`];
  const { code, output } = await run(process.execPath, args, project);
  return code === 0 ? "" : output.trim() || `tsc exited with ${code}`;
}

function nameOf(minor: TypeScriptMinor, flags: string, resolution: Resolution): string {
  return [minor, flags, resolution].join("-").replaceAll(" ", "-");
}

/** Whether a version's `tsc --init` sets `nodenext` itself. */
function isNodeNext(minor: TypeScriptMinor): boolean {
  const text = readFileSync(join(project, "init", minor, "tsconfig.json"), "utf8");
  return /^\s*"module":\s*"nodenext"/m.test(text);
}

interface Result {
  readonly row: string;
  readonly column: string;
  readonly problems: string;
}

async function settle(checks: readonly Check[]): Promise<Result[]> {
  const results: Result[] = [];
  await inParallel(checks, async ({ row, column, problems }) => {
    results.push({ row, column, problems: await problems() });
  });
  return results;
}

/** Prints the table, what is wrong below it, and the count. */
function report(rows: readonly string[], results: readonly Result[]): void {
  const find = (row: string, column: string): Result | undefined =>
    results.find((result) => result.row === row && result.column === column);
  const cell = (row: string, column: string): string => {
    const result = find(row, column);
    if (result !== undefined) return result.problems === "" ? "ok" : "ERRORS";
    return column === "init, nodenext" ? "as it is" : "";
  };
  const line = (cells: readonly string[]): string =>
    cells
      .map((text, index) => text.padEnd(index === 0 ? 12 : 18))
      .join("")
      .trimEnd();
  console.log(line(["TypeScript", ...COLUMNS]));
  for (const row of rows) console.log(line([row, ...COLUMNS.map((column) => cell(row, column))]));

  const failed = results.filter(({ problems }) => problems !== "");
  for (const { row, column, problems } of failed) {
    const lines = problems.split("\n");
    console.log(`\n== TypeScript ${row}, ${column}\n${lines.slice(0, LINES_SHOWN).join("\n")}`);
    if (lines.length > LINES_SHOWN) console.log(`… and ${lines.length - LINES_SHOWN} more lines`);
  }
  console.log(`\n${results.length - failed.length} passed, ${failed.length} failed`);
  if (failed.length > 0) process.exitCode = 1;
}
