import { Command, CommanderError } from "commander";
import { packageVersion } from "../pipeline/version.js";
import { EXIT } from "./exit.js";
import type { Terminal } from "./terminal.js";
import { VERBS } from "./verbs.js";

/**
 * Runs the `graphwright` command.
 *
 * @param args - The arguments after the command's name.
 * @returns The exit code: 0 when all is well, 1 for problems in the schemas or with the output, 2 for a command line that makes no sense,
 * 70 for a fault of graphwright's own.
 */
export async function command(args: readonly string[], terminal: Terminal): Promise<number> {
  let code: number = EXIT.fine;
  const program = new Command("graphwright")
    .description("Compiles JSON Schemas into a typed, checked TypeScript SDK for LangGraph.")
    .version(packageVersion())
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.stdout.write(text),
      writeErr: (text) => terminal.stderr.write(text),
    });
  for (const { name, describe, run } of VERBS) {
    const verb = program.command(name);
    describe(verb).action(async () => {
      code = await run(verb, terminal);
    });
  }

  try {
    await program.parseAsync([...args], { from: "user" });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.fine : EXIT.misuse;
    terminal.stderr.write(bugReport(error));
    return EXIT.bug;
  }
}

function bugReport(error: unknown): string {
  const details = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `This is a bug in graphwright, not in your schemas. Nothing more was done. Please report it with the text below.\n${details}\n`;
}
