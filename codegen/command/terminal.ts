import type { Readable } from "node:stream";

/** Where a command runs and where it prints. */
export interface Terminal {
  readonly cwd: string;
  /** By default the process's own. */
  readonly stdin?: Readable;
  readonly stdout: Output;
  readonly stderr: Output;
  /** The environment variables; by default none. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Ends a command that would go on for ever, as Ctrl-C does. */
  readonly signal?: AbortSignal;
}

/** A stream for text. */
export interface Output {
  write(text: string): unknown;
  /** Whether a person reads it as it comes. */
  readonly isTTY?: boolean;
}
