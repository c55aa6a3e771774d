import type { GraphTypes } from "../contract/graph-types.js";
import type { WireMode } from "./wire-chunk.js";

/** The context of a run, as options have it. */
export type ContextOption<Types extends GraphTypes> = Types["ContextRequired"] extends true
  ? { readonly context: Types["ContextInput"] }
  : { readonly context?: Types["ContextInput"] };

/** The context of a run whose assistant has a part of it. */
export interface PartialContextOption<Types extends GraphTypes> {
  readonly context?: Partial<Types["ContextInput"]>;
}

/** Further options of a run: those of LangGraph's SDK. */
export interface RunOptions {
  readonly signal?: AbortSignal;
  readonly metadata?: { readonly [key: string]: unknown };
  readonly config?: {
    readonly tags?: string[];
    readonly recursion_limit?: number;
    readonly configurable?: { readonly [key: string]: unknown };
  };
  /** What happens if the thread has a run already. */
  readonly multitaskStrategy?: "reject" | "interrupt" | "rollback" | "enqueue";
  /** Whether the run goes on if the client is gone. */
  readonly onDisconnect?: "cancel" | "continue";
  readonly durability?: "exit" | "async" | "sync";
}

/** Options of a stream. */
export interface StreamOptions<Mode extends WireMode> extends RunOptions {
  /** What it brings; `values` by default. */
  readonly mode?: Mode | readonly Mode[];
  /** Whether it brings what happens in graphs inside, too. */
  readonly subgraphs?: boolean;
  /** Whether it can be joined again from any event on. */
  readonly resumable?: boolean;
}

/** Options that may be left out if all of them may. */
export type Optional<Options> = object extends Options ? [options?: Options] : [options: Options];

/** The options as the SDK has them. */
export function toPayload({ mode, subgraphs, resumable, ...options }: StreamOptions<WireMode>): object {
  return {
    ...options,
    ...(mode === undefined ? {} : { streamMode: mode }),
    ...(subgraphs === undefined ? {} : { streamSubgraphs: subgraphs }),
    ...(resumable === undefined ? {} : { streamResumable: resumable }),
  };
}
