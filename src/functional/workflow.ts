import type { StreamEvent } from "@langchain/core/tracers/log_stream";
import type { IterableReadableStream } from "@langchain/core/utils/stream";
import type { GraphRunStream, InferExtensions } from "@langchain/langgraph";
import type { Pregel } from "@langchain/langgraph/pregel";
import type { Contract } from "../contract/contract.js";
import type { GraphTypes } from "../contract/graph-types.js";
import type { WithContext, WithOptionalContext } from "../graph/call-options.js";
import type { ContractStateSnapshot } from "../graph/contract-graph.js";
import type { RunCommand } from "../graph/run-command.js";
import type {
  BatchOptions,
  EncodedEvents,
  EventFilter,
  EventsV2,
  EventsV3,
  StreamTransformers,
} from "../graph/stream-events.js";
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
type Untyped = Omit<
  AnyPregel,
  "invoke" | "stream" | "streamEvents" | "batch" | "withConfig" | "getState" | "getStateHistory"
>;

/** What a workflow is called with: the input of its function, a `Command` to resume with, or `null` to continue from the last checkpoint. */
type WorkflowInput<Types extends GraphTypes> = Types["Input"] | RunCommand<Types> | null;

/** A run as `streamEvents` of version v3 yields it. Its values, and its output, are outputs: where it stops at questions, the last of them is the interrupts. */
type WorkflowRun<Types extends GraphTypes, Transformers extends StreamTransformers> = GraphRunStream<
  Types["Output"] | Types["Interrupted"],
  InferExtensions<Transformers>
>;

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
    input: WorkflowInput<Types>,
    options?: WithOptionalContext<Types["ContextInput"]>,
  ): Promise<Types["Result"]>;

  /**
   * Runs the function and yields chunks while it runs (LangGraph.js, Streaming).
   *
   * @throws ContractError, from the iteration, if a value does not fit the contract.
   */
  stream<const Mode extends StreamModes = "updates", Subgraphs extends boolean = false>(
    input: WorkflowInput<Types>,
    options?: WithOptionalContext<Types["ContextInput"]> & StreamSelection<Mode, Subgraphs>,
  ): Promise<IterableReadableStream<StreamOutput<WorkflowChunks<Types>, Mode, Subgraphs>>>;

  /**
   * Runs the function and yields events while it runs (LangGraph.js, Streaming).
   *
   * @returns With v3, a run whose `values`, `messages` and `output` can be awaited or iterated over.
   */
  streamEvents<const Transformers extends StreamTransformers = []>(
    input: WorkflowInput<Types>,
    options: WithOptionalContext<Types["ContextInput"]> & EventsV3<Transformers>,
  ): Promise<WorkflowRun<Types, Transformers>>;
  streamEvents(
    input: WorkflowInput<Types>,
    options: WithOptionalContext<Types["ContextInput"]> & EventsV2,
    filter?: EventFilter,
  ): IterableReadableStream<StreamEvent>;
  streamEvents(
    input: WorkflowInput<Types>,
    options: WithOptionalContext<Types["ContextInput"]> & EncodedEvents<"v3">,
  ): Promise<IterableReadableStream<Uint8Array>>;
  streamEvents(
    input: WorkflowInput<Types>,
    options: WithOptionalContext<Types["ContextInput"]> & EncodedEvents<"v1" | "v2">,
    filter?: EventFilter,
  ): IterableReadableStream<Uint8Array>;

  /**
   * Runs the function for each input. The options are for all, or a list with those of each.
   *
   * @returns The results in the order of the inputs.
   */
  batch(
    inputs: WorkflowInput<Types>[],
    options?: WithOptionalContext<Types["ContextInput"]> | WithOptionalContext<Types["ContextInput"]>[],
    batchOptions?: BatchOptions<false>,
  ): Promise<Types["Result"][]>;
  batch(
    inputs: WorkflowInput<Types>[],
    options:
      | WithOptionalContext<Types["ContextInput"]>
      | WithOptionalContext<Types["ContextInput"]>[]
      | undefined,
    batchOptions: BatchOptions<boolean>,
  ): Promise<(Types["Result"] | Error)[]>;

  /** Returns a copy of the workflow with these options bound. If they have a `context`, calls don't need one. */
  withConfig(config: WithOptionalContext<Types["ContextInput"]>): Workflow<Types>;

  /** Returns the state of a thread; its values are what the last run returned. */
  getState(
    ...parameters: Parameters<AnyPregel["getState"]>
  ): Promise<ContractStateSnapshot<Types["Output"], Types["Asked"]>>;

  /** Yields the snapshots of a thread, the newest first. */
  getStateHistory(
    ...parameters: Parameters<AnyPregel["getStateHistory"]>
  ): AsyncIterableIterator<ContractStateSnapshot<Types["Output"], Types["Asked"]>>;
}

/** A workflow whose calls must give a context, because its contract requires something of it. `withConfig({ context })` binds one. */
export interface WorkflowWithContext<Types extends GraphTypes> extends Workflow<Types> {
  invoke(input: WorkflowInput<Types>, options: WithContext<Types["ContextInput"]>): Promise<Types["Result"]>;

  stream<const Mode extends StreamModes = "updates", Subgraphs extends boolean = false>(
    input: WorkflowInput<Types>,
    options: WithContext<Types["ContextInput"]> & StreamSelection<Mode, Subgraphs>,
  ): Promise<IterableReadableStream<StreamOutput<WorkflowChunks<Types>, Mode, Subgraphs>>>;

  streamEvents<const Transformers extends StreamTransformers = []>(
    input: WorkflowInput<Types>,
    options: WithContext<Types["ContextInput"]> & EventsV3<Transformers>,
  ): Promise<WorkflowRun<Types, Transformers>>;
  streamEvents(
    input: WorkflowInput<Types>,
    options: WithContext<Types["ContextInput"]> & EventsV2,
    filter?: EventFilter,
  ): IterableReadableStream<StreamEvent>;
  streamEvents(
    input: WorkflowInput<Types>,
    options: WithContext<Types["ContextInput"]> & EncodedEvents<"v3">,
  ): Promise<IterableReadableStream<Uint8Array>>;
  streamEvents(
    input: WorkflowInput<Types>,
    options: WithContext<Types["ContextInput"]> & EncodedEvents<"v1" | "v2">,
    filter?: EventFilter,
  ): IterableReadableStream<Uint8Array>;

  batch(
    inputs: WorkflowInput<Types>[],
    options: WithContext<Types["ContextInput"]> | WithContext<Types["ContextInput"]>[],
    batchOptions?: BatchOptions<false>,
  ): Promise<Types["Result"][]>;
  batch(
    inputs: WorkflowInput<Types>[],
    options: WithContext<Types["ContextInput"]> | WithContext<Types["ContextInput"]>[],
    batchOptions: BatchOptions<boolean>,
  ): Promise<(Types["Result"] | Error)[]>;
}
