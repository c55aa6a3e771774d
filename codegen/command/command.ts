import { Command, CommanderError } from "commander";
import { packageVersion } from "../pipeline/version.js";
import { UseError } from "../problems/use-error.js";
import { EXIT } from "./exit.js";
import { printStatus } from "./print-status.js";
import type { Terminal } from "./terminal.js";
import type { Verb } from "./verb.js";
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
  const program = createProgram(terminal, (done) => {
    code = done;
  });
  try {
    // Without a verb, the options are those of the project's status.
    if (args.every((arg) => arg === VERBOSE))
      return await printStatus(terminal, () => program.helpInformation());
    await program.parseAsync([...args], { from: "user" });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.fine : EXIT.misuse;
    if (error instanceof UseError) {
      terminal.stderr.write(useErrorText(error));
      return EXIT.misuse;
    }
    terminal.stderr.write(bugReport(error, wantsStack(args, terminal)));
    return EXIT.bug;
  }
}

/** The command line as commander knows it. */
export function createProgram(terminal: Terminal, onDone: (code: number) => void): Command {
  const program = new Command("graphwright")
    .description(
      "Compiles JSON Schemas into a typed, checked TypeScript SDK for LangGraph. Without a command, it says where the project stands.",
    )
    .version(packageVersion())
    .exitOverride()
    .showHelpAfterError("Run `graphwright --help` to see what there is.")
    .configureOutput({
      writeOut: (text) => terminal.stdout.write(text),
      writeErr: (text) => terminal.stderr.write(text),
    });
  for (const verb of VERBS) {
    const { name, describe, run } = verb;
    const described = describe(program.command(name)).option(
      VERBOSE,
      "print the stack trace of a fault of graphwright's own",
    );
    described.showHelpAfterError(`Run \`graphwright ${name} --help\` to see what it takes.`);
    described.addHelpText("after", examplesText(verb));
    described.action(async () => onDone(await run(described, terminal)));
  }
  return program;
}

const VERBOSE = "--verbose";

function examplesText({ examples }: Verb): string {
  const width = Math.max(0, ...examples.map(([line]) => line.length));
  return `\nExamples:\n${examples.map(([line, what]) => `  $ ${line.padEnd(width)}  # ${what}\n`).join("")}`;
}

function useErrorText({ message, remedy }: UseError): string {
  return `error: ${message}\n  fix: ${remedy}\n`;
}

function wantsStack(args: readonly string[], { env = {} }: Terminal): boolean {
  return args.includes(VERBOSE) || (env.DEBUG !== undefined && env.DEBUG !== "");
}

function bugReport(error: unknown, withStack: boolean): string {
  const message = error instanceof Error ? error.message : String(error);
  const details = withStack && error instanceof Error ? (error.stack ?? message) : message;
  const more = withStack ? "" : `Run it again with ${VERBOSE} for the details that a report needs.\n`;
  return `This is a bug in graphwright, not in your schemas. Nothing more was done. Please report it with the text below.\n${details}\n${more}`;
}
