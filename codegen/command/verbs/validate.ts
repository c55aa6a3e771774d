import { Option } from "commander";
import { formatProblem, GenerateError } from "../../problems/problem.js";
import { DOCUMENT_FORMATS, type DocumentFormat } from "../../validate/document-format.js";
import { EXIT } from "../exit.js";
import type { Terminal } from "../terminal.js";
import type { Verb } from "../verb.js";

export const validateVerb: Verb = {
  name: "validate",
  describe: (verb) =>
    verb
      .description("check documents against a member of a contract")
      .argument("<graph>", "the contract's name")
      .argument(
        "<member>",
        "a member such as state or update, or a part of one: store/users, interrupts/approve/resume, tools/search/input",
      )
      .argument("<file...>", "JSON, YAML or JSON Lines; - is standard input")
      .option("--schemas <dir>", "the folder with a folder for each graph", "schemas")
      .addOption(
        new Option(
          "--input <format>",
          "how the documents are written (default: as the file's name ends, or as the first line looks)",
        ).choices(DOCUMENT_FORMATS),
      )
      .addOption(
        new Option("--format <format>", "how to report").choices(["text", "json", "github"]).default("text"),
      ),
  examples: [
    ["graphwright validate greeting context request.json", "one document"],
    ["graphwright validate greeting state threads.jsonl --format github", "a value a line, in CI"],
    ["cat item.yaml | graphwright validate greeting store/users - --input yaml", "standard input"],
  ],
  run: (verb, terminal) => {
    const [graph = "", member = "", ...files] = verb.args;
    return runValidate({ graph, member, files, ...verb.opts<ValidateFlags>() }, terminal);
  },
};

interface ValidateFlags {
  readonly schemas: string;
  readonly input?: DocumentFormat;
  readonly format: "text" | "json" | "github";
}

interface ValidateArguments extends ValidateFlags {
  readonly graph: string;
  readonly member: string;
  readonly files: readonly string[];
}

async function runValidate(
  { input, format, ...options }: ValidateArguments,
  { cwd, stdin, stdout, stderr }: Terminal,
): Promise<number> {
  const [{ validate }, { validateReport }] = await Promise.all([
    import("../../validate/validate.js"),
    import("../../validate/report.js"),
  ]);
  const report = validateReport(format, (text) => stdout.write(text));
  try {
    const result = await validate({
      ...options,
      cwd,
      onFault: report.fault,
      ...(input === undefined ? {} : { format: input }),
      ...(stdin === undefined ? {} : { stdin }),
    });
    report.end(result);
    return result.valid ? EXIT.fine : EXIT.problems;
  } catch (error) {
    if (!(error instanceof GenerateError)) throw error;
    stderr.write(`${error.problems.map(formatProblem).join("\n")}\nNothing was checked.\n`);
    return EXIT.misuse;
  }
}
