import type { SupportAgentApproveRefundResume } from "../../../generated/support-agent/index.js";
import type { Database } from "./database.js";

/** What a process can be asked to do. */
export interface Calls {
  /** Makes tables and indexes. */
  setup: { readonly args: []; readonly result: undefined };
  /** Starts a conversation on each thread, all at once, by asking for a refund. */
  ask: { readonly args: readonly string[]; readonly result: readonly Stop[] };
  /** Answers the open question of each thread, all at once. */
  answer: { readonly args: readonly Answer[]; readonly result: readonly Stop[] };
  /** Lets threads go on from where they stopped. */
  goOn: { readonly args: readonly string[]; readonly result: readonly Stop[] };
  /** Lets go on what hangs. */
  release: { readonly args: []; readonly result: undefined };
  /** Looks at a thread. */
  look: { readonly args: readonly [thread: string]; readonly result: Look };
  /** Everything that the database holds of a thread, as text. */
  dump: { readonly args: readonly [thread: string]; readonly result: string };
  /** Has the contract `notes` write a thread, and stop in the middle. */
  note: { readonly args: readonly [thread: string]; readonly result: undefined };
  /** Has the contract `notes-next` go on with it. */
  noteNext: { readonly args: readonly [thread: string]; readonly result: undefined };
}

/** An answer to the question of a thread. */
export interface Answer {
  readonly thread: string;
  /** Any value, so that wrong ones can be tried. */
  readonly resume: SupportAgentApproveRefundResume | { readonly approved: unknown };
}

/** Where a run has stopped. */
export interface Stop {
  readonly thread: string;
  /** The question that it waits for an answer to. */
  readonly question?: string | undefined;
  /** The orders that were paid back. */
  readonly paid: readonly string[];
}

/** What a thread looks like from outside. */
export interface Look {
  readonly questions: readonly string[];
  readonly next: readonly string[];
  readonly messages: readonly string[];
  /** How often each node was about to run, over the whole history. */
  readonly turns: Readonly<Record<string, number>>;
}

/** What a process is started with. */
export interface Assignment {
  readonly database: Database;
  /** Hangs where the agent looks up orders, until it is released. */
  readonly stalls?: boolean;
}

/** What a process says: the end of a call, or that it hangs. */
export type Message =
  | { readonly call: number; readonly result: unknown }
  | { readonly call: number; readonly error: Failure }
  | { readonly stalled: true };

/** An error, as far as it goes from one process to another. */
export interface Failure {
  readonly name: string;
  readonly message: string;
  readonly boundary?: string | undefined;
}
