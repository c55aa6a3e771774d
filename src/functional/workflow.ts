import type { IterableReadableStream } from "@langchain/core/utils/stream";
import type { Pregel } from "@langchain/langgraph/pregel";
import type { Contract } from "../contract/contract.js";
import type { GraphTypes } from "../contract/graph-types.js";
import type { WithContext, WithOptionalContext } from "../graph/call-options.js";
import type { ContractStateSnapshot } from "../graph/contract-graph.js";
import type { RunCommand } from "../graph/run-command.js";
import type {
  StreamChunks,
  StreamModes,
  StreamOutput,
  StreamSelection,
  UpdatesExtra,
} from "../graph/stream-output.js";

/** LangGraph's workflow, whatever its types; a contract's are declared by the methods of {@link Workflow}. */
// biome-ignore lint/suspicious/noExplicitAny: only `any` is compatible with every use that LangGraph makes of a workflow.
export type AnyPregel = Pregel<any, any, any, any, any, any, any>;

/** What of LangGraph's workflow needs no types of the contract. */
type Untyped = Omit<AnyPregel, "invoke" | "stream" | "withConfig" | "getState">;

/** What each stream mode of a workflow yields; `updates`, of which there is one at the end, are its output by the workflow's name. */
export interface WorkflowChunks<Types extends GraphTypes>
  extends Omit<StreamChunks<Types, string>, "values" | "updates"> {
  values: Types["Output"] | Types["Interrupted"];
  updates: { readonly [name: string]: Types["Output"] } & UpdatesExtra<Types["Asked"]>;
}

/**
 * A function as a workflow, made by a contract's entrypoint factory. It is what LangGraph's `entrypoint` makes, and checks its context,
 * its input and its output.
 */
export interface Workflow<Types extends GraphTypes> extends Untyped {
  readonly contract: Contract<Types>;
  /** This workflow, for code that asks for LangGraph's `Pregel` by its class. */
  readonly langgraph: AnyPregel;

  /**
   * Runs the function to its end or to its next interrupt.
   *
   * @param input - The input of the function, a `Command` to resume with, or `null` to continue from the last checkpoint.
   * @returns The output of the function.
   * @throws ContractError if the context, the input or the output does not fit the contract; for context and input before anything is written.
   */
  invoke(
    input: Types["Input"] | RunCommand<Types> | null,
    options?: WithOptionalContext<Types["ContextInput"]>,
  ): Promise<Types["Result"]>;

  /**
   * Runs the function and yields chunks while it runs (LangGraph.js, Streaming).
   *
   * @throws ContractError, from the iteration, if a value does not fit the contract.
   */
  stream<const Mode extends StreamModes = "updates", Subgraphs extends boolean = false>(
    input: Types["Input"] | RunCommand<Types> | null,
    options?: WithOptionalContext<Types["ContextInput"]> & StreamSelection<Mode, Subgraphs>,
  ): Promise<IterableReadableStream<StreamOutput<WorkflowChunks<Types>, Mode, Subgraphs>>>;

  /** Returns a copy of the workflow with these options bound. If they have a `context`, calls don't need one. */
  withConfig(config: WithOptionalContext<Types["ContextInput"]>): Workflow<Types>;

  /** Returns the state of a thread; its values are what the last run returned. */
  getState(
    ...parameters: Parameters<AnyPregel["getState"]>
  ): Promise<ContractStateSnapshot<Types["Output"], Types["Asked"]>>;
}

/** A workflow whose calls must give a context, because its contract requires something of it. `withConfig({ context })` binds one. */
export interface WorkflowWithContext<Types extends GraphTypes> extends Workflow<Types> {
  invoke(
    input: Types["Input"] | RunCommand<Types> | null,
    options: WithContext<Types["ContextInput"]>,
  ): Promise<Types["Result"]>;

  stream<const Mode extends StreamModes = "updates", Subgraphs extends boolean = false>(
    input: Types["Input"] | RunCommand<Types> | null,
    options: WithContext<Types["ContextInput"]> & StreamSelection<Mode, Subgraphs>,
  ): Promise<IterableReadableStream<StreamOutput<WorkflowChunks<Types>, Mode, Subgraphs>>>;
}
