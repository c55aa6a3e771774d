import type { Command } from "commander";
import type { Terminal } from "./terminal.js";

/** One of the things that `graphwright` does. What it needs for that is loaded when it runs. */
export interface Verb {
  readonly name: string;
  /** Adds the description, the arguments and the options. */
  describe(verb: Command): Command;
  /** Whole command lines and what each is for, as the help shows them. */
  readonly examples: readonly (readonly [line: string, what: string])[];
  /** @returns The exit code. */
  run(verb: Command, terminal: Terminal): Promise<number>;
}
