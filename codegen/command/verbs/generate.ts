import { Option } from "commander";
import type { GenerateOptions, GenerateResult } from "../../pipeline/generate.js";
import { IMPORT_EXTENSIONS, type ImportExtension } from "../../print/module-specifier.js";
import { formatProblem, GenerateError, type Problem } from "../../problems/problem.js";
import { EXIT } from "../exit.js";
import type { Terminal } from "../terminal.js";
import type { Verb } from "../verb.js";

export const generateVerb: Verb = {
  name: "generate",
  describe: (verb) =>
    verb
      .description("compile the contracts in a folder of schemas")
      .option("--schemas <dir>", "the folder with a folder for each graph", "schemas")
      .option("--out <dir>", "the folder to generate into", "generated")
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
      ),
  run: (verb, terminal) => runGenerate(verb.opts<GenerateFlags>(), terminal),
};

interface GenerateFlags {
  readonly schemas: string;
  readonly out: string;
  readonly check?: boolean;
  readonly force?: boolean;
  readonly failOnWarnings?: boolean;
  readonly untrusted?: boolean;
  readonly allDefinitions?: boolean;
  readonly importExtension?: ImportExtension;
  readonly format: "text" | "json";
}

async function runGenerate({ format, ...flags }: GenerateFlags, terminal: Terminal): Promise<number> {
  const options: GenerateOptions = { ...flags, cwd: terminal.cwd };
  const { generate } = await import("../../pipeline/generate.js");
  try {
    const result = await generate(options);
    if (format === "json") printJson(terminal, result);
    else printText(terminal, result, flags);
    return result.outOfStep.length === 0 ? EXIT.fine : EXIT.problems;
  } catch (error) {
    if (!(error instanceof GenerateError)) throw error;
    if (format === "json") printJson(terminal, { ...NOTHING, problems: error.problems });
    else {
      const isError = error.problems.some(({ severity }) => severity === "error");
      const why = isError ? "" : ": with --fail-on-warnings, warnings are enough";
      terminal.stderr.write(`${printProblems(error.problems)}\nNothing was written${why}.\n`);
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
  { check = false }: Pick<GenerateFlags, "check">,
): void {
  const { written, removed, unchanged, outOfStep, problems } = result;
  if (problems.length > 0) terminal.stderr.write(`${printProblems(problems)}\n`);
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
}

const REASONS = {
  missing: "is missing",
  different: "differs from what the schemas generate",
  stale: "is no longer generated",
  leftover: "was left behind by a run that was killed",
} as const;

/** The problems, and how many there are. */
function printProblems(problems: readonly Problem[]): string {
  const errors = problems.filter(({ severity }) => severity === "error").length;
  const warnings = problems.length - errors;
  const counts = [errors > 0 && count(errors, "error"), warnings > 0 && count(warnings, "warning")].filter(
    Boolean,
  );
  return [...problems.map(formatProblem), `${counts.join(", ")}.`].join("\n");
}

function count(number: number, thing: string): string {
  return `${number} ${thing}${number === 1 ? "" : "s"}`;
}
