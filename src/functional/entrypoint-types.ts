import type {
  BaseCheckpointSaver,
  BaseStore,
  LangGraphRunnableConfig,
  TimeoutPolicy,
} from "@langchain/langgraph";
import type { GraphTypes } from "../contract/graph-types.js";
import type { NodeCache } from "../graph/call-options.js";
import type { EntrypointFinal } from "../langgraph/final.js";
import type { Workflow, WorkflowWithContext } from "./workflow.js";

/** LangGraph's options of an entrypoint. */
export interface EntrypointOptions {
  /** The name of its one node; the contract's name where not given. */
  name?: string;
  /** Keeps threads: what a run returned is what the thread's next run finds as `runtime.previous`. */
  checkpointer?: BaseCheckpointSaver;
  store?: BaseStore;
  cache?: NodeCache;
  /** Milliseconds for a run of the function, or a policy with an idle timeout. */
  timeout?: number | TimeoutPolicy;
}

export type { EntrypointFinal };

/** The runtime of an entrypoint's function. */
export type EntrypointRuntime<Types extends GraphTypes, Saved = Types["Output"]> = Types["Runtime"] & {
  /** What the thread's last run returned, or saved by `entrypoint.final`; undefined in its first, and without a checkpointer. */
  readonly previous: Saved | undefined;
};

/** What an entrypoint's function may return: where its threads keep something else than the output, always an `entrypoint.final`. */
export type EntrypointReturn<Types extends GraphTypes, Returned, Saved> =
  | EntrypointFinal<Returned, Saved>
  | ([Types["Output"]] extends [Saved] ? Returned : never);

/**
 * The function of an entrypoint.
 *
 * @param input - The run's input: checked, defaults applied.
 * @param config - LangGraph's raw config.
 */
export type EntrypointFunction<Types extends GraphTypes, Parsed, Returned, Saved> = (
  input: Parsed,
  runtime: EntrypointRuntime<Types, Saved>,
  config: LangGraphRunnableConfig,
) => EntrypointReturn<Types, Returned, Saved> | Promise<EntrypointReturn<Types, Returned, Saved>>;

/** What an entrypoint factory makes. */
export type Entrypoint<Types extends GraphTypes> = Types["ContextRequired"] extends true
  ? WorkflowWithContext<Types>
  : Workflow<Types>;

/**
 * Makes a workflow of a function.
 *
 * @typeParam Types - The graph's generated types.
 * @typeParam Parsed - What the function gets: the input, defaults applied.
 * @typeParam Returned - What the function returns: the output, without what the defaults add.
 */
export interface EntrypointFactory<
  Types extends GraphTypes,
  Parsed = Types["Input"],
  Returned = Types["Output"],
> {
  /**
   * @typeParam Saved - What a thread keeps for its next run, where that is not the output.
   */
  <Saved = Types["Output"]>(run: EntrypointFunction<Types, Parsed, Returned, Saved>): Entrypoint<Types>;
  <Saved = Types["Output"]>(
    options: EntrypointOptions,
    run: EntrypointFunction<Types, Parsed, Returned, Saved>,
  ): Entrypoint<Types>;
}
