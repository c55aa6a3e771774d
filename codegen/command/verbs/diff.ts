import { Option } from "commander";
import type { ReportFormat } from "../../diff/report.js";
import { formatProblem, GenerateError } from "../../problems/problem.js";
import { EXIT } from "../exit.js";
import type { Terminal } from "../terminal.js";
import type { Verb } from "../verb.js";

export const diffVerb: Verb = {
  name: "diff",
  describe: (verb) =>
    verb
      .description("say what a change of the contracts breaks")
      .argument(
        "<old>",
        "the contracts before: a folder, a git revision such as main, a published contract, or npm:PACKAGE@VERSION",
      )
      .argument("[new]", "the contracts after; by default those in the working tree")
      .option("--schemas <dir>", "the schemas folder, also inside of a revision", "schemas")
      .option(
        "--config <file>",
        "severities and accepted breaks (default: graphwright.diff.json, if it is there)",
      )
      .addOption(
        new Option("--format <format>", "how to report")
          .choices(["text", "json", "github", "markdown"] satisfies ReportFormat[])
          .default("text"),
      ),
  examples: [
    ["graphwright diff main", "what the working tree breaks, compared to the branch main"],
    ["graphwright diff v1.0.0 v2.0.0", "what happened between two releases"],
    ["graphwright diff main --format markdown", "the report for a pull request"],
  ],
  run: (verb, terminal) => {
    const [old = "", now] = verb.args;
    return runDiff(old, now, verb.opts<DiffFlags>(), terminal);
  },
};

interface DiffFlags {
  readonly schemas: string;
  readonly config?: string;
  readonly format: ReportFormat;
}

async function runDiff(
  old: string,
  now: string | undefined,
  { schemas, config, format }: DiffFlags,
  terminal: Terminal,
): Promise<number> {
  const [{ diff }, { formatDiff }, { readSettings }, { SourceError }] = await Promise.all([
    import("../../diff/diff.js"),
    import("../../diff/report.js"),
    import("../../diff/settings.js"),
    import("../../diff/sources/source.js"),
  ]);
  const { cwd, stdout, stderr } = terminal;
  try {
    const settings = readSettings(config, cwd);
    const result = await diff({ old, ...(now === undefined ? {} : { new: now }), schemas, cwd, settings });
    stdout.write(formatDiff(result, format));
    return result.breaks ? EXIT.problems : EXIT.fine;
  } catch (error) {
    if (error instanceof SourceError) stderr.write(`${error.message}\n  fix: ${error.remedy}\n`);
    else if (error instanceof GenerateError)
      stderr.write(`${error.problems.map(formatProblem).join("\n")}\nNothing was compared.\n`);
    else throw error;
    return EXIT.misuse;
  }
}
