import type { RunnableConfig } from "@langchain/core/runnables";
import type { BaseChannel, BaseStore, PregelNode, PregelOptions, RunControl } from "@langchain/langgraph";

type LangGraphOptions = PregelOptions<Record<string, PregelNode>, Record<string, BaseChannel>>;

/** LangGraph's cache of node results (LangGraph itself exports no name for it). */
export type NodeCache = NonNullable<LangGraphOptions["cache"]>;

/** When checkpoints are written (LangGraph itself exports no name for it). */
export type Durability = NonNullable<LangGraphOptions["durability"]>;

/** The options of `invoke` and `stream` besides the context: LangGraph's `PregelOptions`. */
export interface CallOptions extends RunnableConfig {
  /** Read these fields from the checkpoint that a run goes on from; LangGraph finds out by itself. */
  inputKeys?: string | string[];
  /** Return these fields only. */
  outputKeys?: string | string[];
  /** Stop before these nodes. */
  interruptBefore?: "*" | string[];
  /** Stop after these nodes. */
  interruptAfter?: "*" | string[];
  /** Print what happens, step by step. */
  debug?: boolean;
  /** @deprecated Use `durability`: `true` is "async", `false` is "exit". */
  checkpointDuring?: boolean;
  /** When checkpoints are written: before the next step, beside it (the default), or when the run ends. */
  durability?: Durability;
  /** The store of this run, instead of the compiled graph's. */
  store?: BaseStore;
  /** The node cache of this run, instead of the compiled graph's. */
  cache?: NodeCache;
  /** Lets another part of the program ask the run to stop at the next superstep. */
  control?: RunControl;
}

/** Call options that must carry a context. */
export interface WithContext<Context> extends CallOptions {
  /** The run's static context; checked before the run starts. */
  context: Context;
}

/** Call options that may carry a context. */
export interface WithOptionalContext<Context> extends CallOptions {
  /** The run's static context; checked before the run starts. */
  context?: Context;
}
