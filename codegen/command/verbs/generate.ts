import { Option } from "commander";
import type { GenerateOptions, GenerateResult } from "../../pipeline/generate.js";
import { IMPORT_EXTENSIONS, type ImportExtension } from "../../print/module-specifier.js";
import { GenerateError, hasErrors } from "../../problems/problem.js";
import { UseError } from "../../problems/use-error.js";
import { count } from "../count.js";
import { duration } from "../duration.js";
import { EXIT } from "../exit.js";
import { printProblems } from "../print-problems.js";
import type { Terminal } from "../terminal.js";
import type { Verb } from "../verb.js";

export const generateVerb: Verb = {
  name: "generate",
  describe: (verb) =>
    verb
      .description("compile the contracts in a folder of schemas")
      .option("--schemas <dir>", "the folder with a folder for each graph", "schemas")
      .option("--out <dir>", "the folder to generate into", "generated")
      .option("--python <dir>", "generate Python too, into this folder")
      .option("--watch", "generate again after each change, until Ctrl-C")
      .option("--check", "write nothing; if the output is out of date, fail and name the files")
      .option("--force", "compile even if neither the schemas nor the output have changed")
      .option("--fail-on-warnings", "fail and write nothing if there are warnings")
      .option(
        "--untrusted",
        "refuse `tsType`, because its text becomes code; for schemas from people you don't trust",
      )
      .option(
        "--all-definitions",
        "export all definitions of shared files, not only those that contracts use",
      )
      .addOption(
        new Option(
          "--import-extension <extension>",
          "how generated modules import each other (default: as recorded in the output folder, or as tsconfig.json asks)",
        ).choices(IMPORT_EXTENSIONS),
      )
      .addOption(
        new Option("--format <format>", "how to report problems").choices(["text", "json"]).default("text"),
      )
      .option("--json", "the same as --format json"),
  examples: [
    ["graphwright generate", "schemas/ to generated/"],
    ["graphwright generate --watch", "again after each change"],
    ["graphwright generate --check", "in CI: is the committed output in step?"],
    ["graphwright generate --schemas contracts --out src/sdk", "other folders"],
  ],
  run: (verb, terminal) => runGenerate(verb.opts<GenerateFlags>(), terminal),
};

interface GenerateFlags {
  readonly schemas: string;
  readonly out: string;
  readonly python?: string;
  readonly watch?: boolean;
  readonly check?: boolean;
  readonly force?: boolean;
  readonly failOnWarnings?: boolean;
  readonly untrusted?: boolean;
  readonly allDefinitions?: boolean;
  readonly importExtension?: ImportExtension;
  readonly format: "text" | "json";
  readonly json?: boolean;
}

async function runGenerate(
  { format, json = format === "json", ...flags }: GenerateFlags,
  terminal: Terminal,
): Promise<number> {
  const options: GenerateOptions = { ...flags, cwd: terminal.cwd };
  if (flags.watch === true) {
    if (flags.check === true)
      throw new UseError("--watch writes, and --check writes nothing", "leave one of them out");
    return (await import("../run-watch.js")).runWatch(options, { json }, terminal);
  }
  const { generate } = await import("../../pipeline/generate.js");
  const start = performance.now();
  try {
    const result = await generate(options);
    if (json) printJson(terminal, result);
    else printText(terminal, result, { ...flags, took: performance.now() - start });
    return result.outOfStep.length === 0 ? EXIT.fine : EXIT.problems;
  } catch (error) {
    if (!(error instanceof GenerateError)) throw error;
    if (json) printJson(terminal, { ...NOTHING, problems: error.problems });
    else {
      const why = hasErrors(error.problems) ? "" : ": with --fail-on-warnings, warnings are enough";
      printProblems(error.problems, terminal);
      terminal.stderr.write(`Nothing was written${why}.\n`);
    }
    return EXIT.problems;
  }
}

const NOTHING: GenerateResult = { written: [], removed: [], unchanged: [], outOfStep: [], problems: [] };

function printJson(terminal: Terminal, result: GenerateResult): void {
  terminal.stdout.write(`${JSON.stringify(result, undefined, 2)}\n`);
}

function printText(
  terminal: Terminal,
  result: GenerateResult,
  { check = false, took }: Pick<GenerateFlags, "check"> & { readonly took: number },
): void {
  const { written, removed, unchanged, outOfStep, problems } = result;
  printProblems(problems, terminal);
  if (outOfStep.length > 0) {
    const lines = outOfStep.map(({ file, reason }) => `${file}: ${REASONS[reason]}`);
    terminal.stderr.write(`${lines.join("\n")}\n`);
    terminal.stderr.write("The output is out of date.\n  fix: run `graphwright generate`\n");
    return;
  }
  for (const file of written) terminal.stdout.write(`wrote ${file}\n`);
  for (const file of removed) terminal.stdout.write(`removed ${file}\n`);
  const done = written.length + removed.length;
  if (check) terminal.stdout.write(`Up to date: ${count(unchanged.length, "file")}.\n`);
  else if (done === 0)
    terminal.stdout.write(`Nothing to do: ${count(unchanged.length, "file")} up to date.\n`);
  else if (unchanged.length > 0)
    terminal.stdout.write(`${count(unchanged.length, "file")} already up to date.\n`);
  // How long it took differs from run to run, so it is for people only.
  if (terminal.stdout.isTTY === true && done > 0) terminal.stdout.write(`Done in ${duration(took)}.\n`);
}

const REASONS = {
  missing: "is missing",
  different: "differs from what the schemas generate",
  stale: "is no longer generated",
  leftover: "was left behind by a run that was killed",
} as const;
