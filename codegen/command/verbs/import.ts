import { InvalidArgumentError } from "commander";
import { printable } from "../../problems/problem.js";
import { EXIT } from "../exit.js";
import type { Terminal } from "../terminal.js";
import type { Verb } from "../verb.js";

export const importVerb: Verb = {
  name: "import",
  describe: (verb) =>
    verb
      .description("make a contract from a program, a server, or other schemas")
      .argument(
        "<source>",
        "a program (graph.ts, or graph.ts:State), a JSON or YAML document, or the address of one",
      )
      .option("--name <name>", "what the contract is called (default: as the source calls it)")
      .option("--schemas <dir>", "the folder with a folder for each graph", "schemas")
      .option(
        "--as <member=Schema>",
        "which definition of a document is which member; can be repeated",
        pairs,
        {},
      )
      .option("--json", "print what was done as JSON"),
  examples: [
    ["graphwright import src/graph.ts", "from a LangGraph.js program"],
    ["graphwright import http://localhost:2024/assistants/agent/schemas", "from a LangGraph server"],
    ["graphwright import openapi.yaml --as state=Ticket", "from OpenAPI or Pydantic"],
  ],
  run: (verb, terminal) => {
    const [source = ""] = verb.args;
    return runImport({ source, ...verb.opts<ImportFlags>() }, terminal);
  },
};

interface ImportFlags {
  readonly name?: string;
  readonly schemas: string;
  readonly as: Readonly<Record<string, string>>;
  readonly json?: boolean;
}

function pairs(text: string, before: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const [, member, schema] = /^(\w+)=(.+)$/.exec(text) ?? [];
  if (member === undefined || schema === undefined) {
    throw new InvalidArgumentError("Write it like state=Ticket.");
  }
  return { ...before, [member]: schema };
}

async function runImport(
  { json, ...options }: ImportFlags & { readonly source: string },
  { cwd, stdout }: Terminal,
): Promise<number> {
  const { importContract } = await import("../../import/import-contract.js");
  const result = await importContract({ ...options, cwd });
  if (json === true) {
    stdout.write(`${JSON.stringify(result, undefined, 2)}\n`);
    return EXIT.fine;
  }
  for (const file of result.written) stdout.write(`wrote ${file}\n`);
  for (const { place, message, needsHand } of result.notes) {
    stdout.write(`${needsHand ? "to do" : "note"}: ${printable(`${place}: ${message}`)}\n`);
  }
  const left = result.notes.filter(({ needsHand }) => needsHand).length;
  stdout.write(
    left === 0
      ? "Nothing is left to do by hand. Run `graphwright generate` next.\n"
      : `${left === 1 ? "One thing is" : `${left} things are`} left to do by hand.\n`,
  );
  return EXIT.fine;
}
