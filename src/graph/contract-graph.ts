import type { RunnableConfig } from "@langchain/core/runnables";
import type { StreamEvent } from "@langchain/core/tracers/log_stream";
import type { IterableReadableStream } from "@langchain/core/utils/stream";
import type { CompiledStateGraph, END, START, StateSnapshot } from "@langchain/langgraph";
import type { Contract } from "../contract/contract.js";
import type { GraphTypes } from "../contract/graph-types.js";
import type { JsonSchema } from "../schema/json.js";
import type { WithContext, WithOptionalContext } from "./call-options.js";
import type { Checks } from "./checks.js";
import type { CommandTo, RunCommand } from "./run-command.js";
import type {
  BatchOptions,
  EncodedEvents,
  EventFilter,
  EventsV2,
  EventsV3,
  RunStream,
  StreamTransformers,
} from "./stream-events.js";
import type {
  ContractTask,
  StreamChunks,
  StreamModes,
  StreamOutput,
  StreamSelection,
} from "./stream-output.js";
import type { UpdateCommand } from "./update-command.js";

/**
 * LangGraph's compiled graph, whatever its types. LangGraph infers them from schemas of its own making; a contract's are declared by
 * the methods of {@link ContractGraph}.
 */
// biome-ignore lint/suspicious/noExplicitAny: only `any` is compatible with every use that LangGraph makes of a graph.
export type AnyCompiledGraph = CompiledStateGraph<any, any, any, any, any, any, any, any, any>;

type Typed =
  | "invoke"
  | "stream"
  | "withConfig"
  | "getState"
  | "getStateHistory"
  | "updateState"
  | "bulkUpdateState"
  | "streamEvents"
  | "batch"
  | "~InputType"
  | "~OutputType"
  | "~RunInput"
  | "~RunOutput"
  | "~NodeReturnType";

/** What of LangGraph's compiled graph needs no types of the contract. */
type Untyped = Omit<AnyCompiledGraph, Typed>;

/** A snapshot of a thread, its values and interrupts typed. */
export interface ContractStateSnapshot<State, Asked = unknown> extends StateSnapshot {
  readonly values: State;
  readonly tasks: ContractTask<Asked>[];
}

/** A thread, as LangGraph's methods want it: `{ configurable: { thread_id } }`, with a checkpoint's id for one in its past. */
export type ThreadConfig = RunnableConfig;

/** Which snapshots of a thread are listed. */
export type HistoryOptions = Parameters<AnyCompiledGraph["getStateHistory"]>[1];

/**
 * A compiled graph of a contract. It is LangGraph's `CompiledStateGraph`, and checks what crosses its border wherever it runs: called, as a
 * subgraph of a plain LangGraph graph, or inside a LangGraph server.
 *
 * The interface names what the contract types and takes the rest from LangGraph; it is flat, because TypeScript pays for each level of a class
 * anew with every graph. The overloads that take `never` can't be called: they make the graph a node for LangGraph, which types contexts as records. The last ones are for
 * commands whose types do not tell what they answer or where they go. What types an answer comes first, because TypeScript looks at a nested
 * `new Command(…)` once.
 * {@link ContractGraph.langgraph} is the same object under LangGraph's own type.
 *
 * @typeParam Types - The graph's generated types.
 * @typeParam Nodes - The names of its nodes.
 */
export interface ContractGraph<Types extends GraphTypes, Nodes extends string> extends Untyped {
  readonly contract: Contract<Types>;
  /** Which boundaries are checked. */
  readonly checks: Checks;
  /** This graph, for code that asks for a `CompiledStateGraph` by its class. */
  readonly langgraph: AnyCompiledGraph;
  // Never set: LangGraph's names of its types, by which the React package of its SDK finds them in `useStream<typeof graph>`.
  readonly "~InputType": Types["Input"];
  readonly "~OutputType": Types["Output"];
  readonly "~RunInput": Types["Update"];
  readonly "~RunOutput": Types["State"];
  readonly "~NodeReturnType": { readonly [node in Nodes]: Types["Update"] };

  /**
   * Runs the graph to its end or to its next interrupt.
   *
   * @param input - The input of the run, a `Command` to resume with, or `null` to continue from the last checkpoint.
   * @param options - The context, the thread (`configurable.thread_id`) and LangGraph's other options.
   * @returns The output, or the interrupts at which the run stopped.
   * @throws ContractError if the context, the input, an update or the output does not fit the contract.
   */
  invoke(
    input: Types["Input"] | RunCommand<Types, Nodes> | null,
    options?: WithOptionalContext<Types["ContextInput"]>,
  ): Promise<Types["Result"]>;
  invoke(input: never, options: never): Promise<Types["Result"]>;
  invoke<Goto extends string = never, Resume = unknown>(
    input: Types["Input"] | CommandTo<Types, Nodes, Goto, Resume> | null,
    options?: WithOptionalContext<Types["ContextInput"]>,
  ): Promise<Types["Result"]>;

  /**
   * Runs the graph and yields chunks while it runs (LangGraph.js, Streaming).
   *
   * @param options - `streamMode` and `subgraphs` select the chunks and their type.
   * @throws ContractError, from the iteration, if a value does not fit the contract.
   */
  stream<const Mode extends StreamModes = "updates", Subgraphs extends boolean = false>(
    input: Types["Input"] | RunCommand<Types, Nodes> | null,
    options?: WithOptionalContext<Types["ContextInput"]> & StreamSelection<Mode, Subgraphs>,
  ): Promise<IterableReadableStream<StreamOutput<StreamChunks<Types, Nodes>, Mode, Subgraphs>>>;
  stream(input: never, options: never): Promise<IterableReadableStream<never>>;
  stream<
    const Mode extends StreamModes = "updates",
    Subgraphs extends boolean = false,
    Goto extends string = never,
    Resume = unknown,
  >(
    input: Types["Input"] | CommandTo<Types, Nodes, Goto, Resume> | null,
    options?: WithOptionalContext<Types["ContextInput"]> & StreamSelection<Mode, Subgraphs>,
  ): Promise<IterableReadableStream<StreamOutput<StreamChunks<Types, Nodes>, Mode, Subgraphs>>>;

  /**
   * Runs the graph and yields all that happens: with version v3 LangGraph's own events, with v2 those of LangChain (LangGraph.js, Streaming).
   *
   * @returns With v3, a run whose `values`, `messages` and `output` can be awaited or iterated over.
   */
  streamEvents<const Transformers extends StreamTransformers = []>(
    input: Types["Input"] | RunCommand<Types, Nodes> | null,
    options: WithOptionalContext<Types["ContextInput"]> & EventsV3<Transformers>,
  ): Promise<RunStream<Types, Transformers>>;
  streamEvents(
    input: Types["Input"] | RunCommand<Types, Nodes> | null,
    options: WithOptionalContext<Types["ContextInput"]> & EventsV2,
    filter?: EventFilter,
  ): IterableReadableStream<StreamEvent>;
  streamEvents(
    input: Types["Input"] | RunCommand<Types, Nodes> | null,
    options: WithOptionalContext<Types["ContextInput"]> & EncodedEvents<"v3">,
  ): Promise<IterableReadableStream<Uint8Array>>;
  streamEvents(
    input: Types["Input"] | RunCommand<Types, Nodes> | null,
    options: WithOptionalContext<Types["ContextInput"]> & EncodedEvents<"v1" | "v2">,
    filter?: EventFilter,
  ): IterableReadableStream<Uint8Array>;
  streamEvents(input: never, options: never, filter: never): never;
  streamEvents<
    const Transformers extends StreamTransformers = [],
    Goto extends string = never,
    Resume = unknown,
  >(
    input: CommandTo<Types, Nodes, Goto, Resume>,
    options: WithOptionalContext<Types["ContextInput"]> & EventsV3<Transformers>,
  ): Promise<RunStream<Types, Transformers>>;
  streamEvents<Goto extends string = never, Resume = unknown>(
    input: CommandTo<Types, Nodes, Goto, Resume>,
    options: WithOptionalContext<Types["ContextInput"]> & EventsV2,
    filter?: EventFilter,
  ): IterableReadableStream<StreamEvent>;

  /**
   * Runs the graph for each input. The options are for all, or a list with those of each.
   *
   * @returns The results in the order of the inputs.
   */
  batch(
    inputs: (Types["Input"] | RunCommand<Types, Nodes> | null)[],
    options?: WithOptionalContext<Types["ContextInput"]> | WithOptionalContext<Types["ContextInput"]>[],
    batchOptions?: BatchOptions<false>,
  ): Promise<Types["Result"][]>;
  batch(
    inputs: (Types["Input"] | RunCommand<Types, Nodes> | null)[],
    options:
      | WithOptionalContext<Types["ContextInput"]>
      | WithOptionalContext<Types["ContextInput"]>[]
      | undefined,
    batchOptions: BatchOptions<boolean>,
  ): Promise<(Types["Result"] | Error)[]>;
  batch(inputs: never, options: never, batchOptions: never): Promise<Types["Result"][]>;

  /** Returns a copy of the graph with these options bound. If they have a `context`, calls don't need one. */
  withConfig(config: WithOptionalContext<Types["ContextInput"]>): ContractGraph<Types, Nodes>;

  /** Returns the state of a thread: that of its last checkpoint, or of the checkpoint in the config (LangGraph.js, Persistence). */
  getState(
    config: ThreadConfig,
    options?: { subgraphs?: boolean },
  ): Promise<ContractStateSnapshot<Types["State"], Types["Asked"]>>;

  /** Yields the snapshots of a thread, the newest first (LangGraph.js, Persistence). */
  getStateHistory(
    config: ThreadConfig,
    options?: HistoryOptions,
  ): AsyncIterableIterator<ContractStateSnapshot<Types["State"], Types["Asked"]>>;

  /**
   * Changes the state of a thread as if a node had returned the update (LangGraph.js, Persistence).
   *
   * @param config - The thread, and the context for the node's router, if it has one: it runs, and says where the thread goes on.
   * @param asNode - The node. By default, LangGraph uses the node that ran last if it is unambiguous.
   * @returns The config of the new checkpoint.
   * @throws ContractError if the update does not fit the contract. Then the thread stays as it was.
   */
  updateState(
    config: ThreadConfig & { readonly context?: Types["ContextInput"] },
    update: Types["Update"] | UpdateCommand<Types["Update"]> | null,
    asNode?: Nodes | typeof START | typeof END,
  ): Promise<RunnableConfig>;

  /**
   * Changes the state of a thread several times, superstep by superstep.
   *
   * @throws ContractError if an update does not fit the contract.
   */
  bulkUpdateState(
    config: ThreadConfig & { readonly context?: Types["ContextInput"] },
    supersteps: {
      updates: {
        values?: Types["Update"] | UpdateCommand<Types["Update"]> | null;
        asNode?: Nodes | typeof START | typeof END;
      }[];
    }[],
  ): Promise<RunnableConfig>;

  /** Returns the contract's schema of the input. */
  getInputJsonSchema(): JsonSchema;
  /** Returns the contract's schema of the output. */
  getOutputJsonSchema(): JsonSchema;
  /** Returns the contract's schema of the context; undefined without a context member. */
  getContextJsonSchema(): JsonSchema | undefined;
}

/**
 * A compiled graph whose calls must give a context, because its contract requires something of it. `withConfig({ context })` binds one.
 */
export interface ContractGraphWithContext<Types extends GraphTypes, Nodes extends string>
  extends ContractGraph<Types, Nodes> {
  invoke(
    input: Types["Input"] | RunCommand<Types, Nodes> | null,
    options: WithContext<Types["ContextInput"]>,
  ): Promise<Types["Result"]>;
  invoke(input: never, options: never): Promise<Types["Result"]>;
  invoke<Goto extends string = never, Resume = unknown>(
    input: Types["Input"] | CommandTo<Types, Nodes, Goto, Resume> | null,
    options: WithContext<Types["ContextInput"]>,
  ): Promise<Types["Result"]>;

  stream<const Mode extends StreamModes = "updates", Subgraphs extends boolean = false>(
    input: Types["Input"] | RunCommand<Types, Nodes> | null,
    options: WithContext<Types["ContextInput"]> & StreamSelection<Mode, Subgraphs>,
  ): Promise<IterableReadableStream<StreamOutput<StreamChunks<Types, Nodes>, Mode, Subgraphs>>>;
  stream(input: never, options: never): Promise<IterableReadableStream<never>>;
  stream<
    const Mode extends StreamModes = "updates",
    Subgraphs extends boolean = false,
    Goto extends string = never,
    Resume = unknown,
  >(
    input: Types["Input"] | CommandTo<Types, Nodes, Goto, Resume> | null,
    options: WithContext<Types["ContextInput"]> & StreamSelection<Mode, Subgraphs>,
  ): Promise<IterableReadableStream<StreamOutput<StreamChunks<Types, Nodes>, Mode, Subgraphs>>>;

  streamEvents<const Transformers extends StreamTransformers = []>(
    input: Types["Input"] | RunCommand<Types, Nodes> | null,
    options: WithContext<Types["ContextInput"]> & EventsV3<Transformers>,
  ): Promise<RunStream<Types, Transformers>>;
  streamEvents(
    input: Types["Input"] | RunCommand<Types, Nodes> | null,
    options: WithContext<Types["ContextInput"]> & EventsV2,
    filter?: EventFilter,
  ): IterableReadableStream<StreamEvent>;
  streamEvents(
    input: Types["Input"] | RunCommand<Types, Nodes> | null,
    options: WithContext<Types["ContextInput"]> & EncodedEvents<"v3">,
  ): Promise<IterableReadableStream<Uint8Array>>;
  streamEvents(
    input: Types["Input"] | RunCommand<Types, Nodes> | null,
    options: WithContext<Types["ContextInput"]> & EncodedEvents<"v1" | "v2">,
    filter?: EventFilter,
  ): IterableReadableStream<Uint8Array>;
  streamEvents(input: never, options: never, filter: never): never;
  streamEvents<
    const Transformers extends StreamTransformers = [],
    Goto extends string = never,
    Resume = unknown,
  >(
    input: CommandTo<Types, Nodes, Goto, Resume>,
    options: WithContext<Types["ContextInput"]> & EventsV3<Transformers>,
  ): Promise<RunStream<Types, Transformers>>;
  streamEvents<Goto extends string = never, Resume = unknown>(
    input: CommandTo<Types, Nodes, Goto, Resume>,
    options: WithContext<Types["ContextInput"]> & EventsV2,
    filter?: EventFilter,
  ): IterableReadableStream<StreamEvent>;

  batch(
    inputs: (Types["Input"] | RunCommand<Types, Nodes> | null)[],
    options: WithContext<Types["ContextInput"]> | WithContext<Types["ContextInput"]>[],
    batchOptions?: BatchOptions<false>,
  ): Promise<Types["Result"][]>;
  batch(
    inputs: (Types["Input"] | RunCommand<Types, Nodes> | null)[],
    options: WithContext<Types["ContextInput"]> | WithContext<Types["ContextInput"]>[],
    batchOptions: BatchOptions<boolean>,
  ): Promise<(Types["Result"] | Error)[]>;
  batch(inputs: never, options: never, batchOptions: never): Promise<Types["Result"][]>;
}

/** The type of the graph that `compile()` returns. */
export type Compiled<Types extends GraphTypes, Nodes extends string> = Types["ContextRequired"] extends true
  ? ContractGraphWithContext<Types, Nodes>
  : ContractGraph<Types, Nodes>;
