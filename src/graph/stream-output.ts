import type { BaseMessage } from "@langchain/core/messages";
import type { RunnableConfig } from "@langchain/core/runnables";
import type { StateSnapshot, StreamMode, StreamOutputMap } from "@langchain/langgraph";
import type { GraphTypes } from "../contract/graph-types.js";
import type { AskedInterrupt } from "../interrupts/interrupt-types.js";

/** The options of `stream` that select the chunks. */
export interface StreamSelection<Mode, Subgraphs> {
  /** One mode, or several at once; `updates` where not given. */
  streamMode?: Mode;
  /** Whether chunks of subgraphs come too, each with its namespace. */
  subgraphs?: Subgraphs;
}

/** A task of a thread, its interrupts typed. */
export interface ContractTask<Asked> extends Omit<StateSnapshot["tasks"][number], "interrupts"> {
  readonly interrupts: AskedInterrupt<Asked>[];
}

/** A checkpoint as the stream mode `checkpoints` yields it. */
export interface CheckpointChunk<State, Nodes, Asked = unknown> {
  values: State;
  next: Nodes[];
  config: RunnableConfig;
  metadata?: StateSnapshot["metadata"];
  parentConfig?: RunnableConfig | undefined;
  tasks: ContractTask<Asked>[];
}

/** A task that starts, as the stream mode `tasks` yields it. */
export interface TaskStartChunk<State, Nodes, Asked = unknown> {
  id: string;
  name: Nodes;
  input: State;
  triggers: string[];
  interrupts: AskedInterrupt<Asked>[];
  metadata?: Record<string, unknown>;
}

/** A task that has ended, as the stream mode `tasks` yields it. */
export interface TaskEndChunk<Nodes, Asked = unknown> {
  id: string;
  name: Nodes;
  /** What it wrote, by field; `{ $writes: […] }` where it wrote a field more than once. */
  result: Record<string, unknown>;
  error: unknown;
  /** What it stopped at. */
  interrupts: AskedInterrupt<Asked>[];
}

/** What a tool does, as the stream mode `tools` yields it: LangGraph's own chunk. */
export type ToolChunk = StreamOutputMap<
  "tools",
  false,
  unknown,
  unknown,
  string,
  unknown,
  unknown,
  undefined
>;

/** What comes among the updates besides those of nodes. */
export interface UpdatesExtra<Asked> {
  /** The interrupts that the run stopped at; empty where it stopped before or after a node. */
  readonly __interrupt__?: readonly AskedInterrupt<Asked>[];
  /** Says of an update that it was not made in this run: the node's cache or the thread had it. */
  readonly __metadata__?: { readonly cached: boolean };
}

/**
 * What each stream mode yields. An update comes as the node returned it, less what belongs to no field of the state; where it wrote a field more than
 * once, as a list of updates.
 */
export interface StreamChunks<Types extends GraphTypes, Nodes extends string> {
  values: Types["State"] | Types["Interrupted"];
  updates: { readonly [node in Nodes]?: Types["Update"] } & UpdatesExtra<Types["Asked"]>;
  custom: Types["Event"];
  messages: [BaseMessage, Record<string, unknown>];
  checkpoints: CheckpointChunk<Types["State"], Nodes, Types["Asked"]>;
  tasks: TaskStartChunk<Types["State"], Nodes, Types["Asked"]> | TaskEndChunk<Nodes, Types["Asked"]>;
  tools: ToolChunk;
  debug: Record<string, unknown>;
}

/** What each stream mode yields of a subgraph, which has a contract of its own or none. */
export interface SubgraphChunks {
  values: Record<string, unknown>;
  updates: Record<string, unknown>;
  custom: unknown;
  messages: [BaseMessage, Record<string, unknown>];
  checkpoints: CheckpointChunk<Record<string, unknown>, string, unknown>;
  tasks: TaskStartChunk<unknown, string, unknown> | TaskEndChunk<string, unknown>;
  tools: ToolChunk;
  debug: Record<string, unknown>;
}

/** The namespace of the graph that was called. */
type Own = [];
/** The namespace of a subgraph: the way to it. */
type Below = [node: string, ...nodes: string[]];

/** What `stream` yields: the chunk; with several modes `[mode, chunk]`; with subgraphs the namespace first, which {@link isOwnChunk} looks at. */
export type StreamOutput<Chunks, Mode, Subgraphs> = Mode extends readonly (infer Each)[]
  ? Each extends keyof Chunks & keyof SubgraphChunks
    ? Subgraphs extends true
      ?
          | [namespace: Own, mode: Each, chunk: Chunks[Each]]
          | [namespace: Below, mode: Each, chunk: SubgraphChunks[Each]]
      : [mode: Each, chunk: Chunks[Each]]
    : never
  : Mode extends keyof Chunks & keyof SubgraphChunks
    ? Subgraphs extends true
      ? [namespace: Own, chunk: Chunks[Mode]] | [namespace: Below, chunk: SubgraphChunks[Mode]]
      : Chunks[Mode]
    : never;

/**
 * Whether a chunk of a stream with `subgraphs: true` comes from the graph that was called. Then its type is that of the graph's contract
 * (LangGraph.js, Streaming).
 *
 * @param yielded - The whole chunk, with its namespace first.
 *
 * @example
 * ```ts
 * for await (const yielded of await graph.stream(input, { subgraphs: true, streamMode: "updates" })) {
 *   if (isOwnChunk(yielded)) console.log(yielded[1].plan);
 * }
 * ```
 */
export function isOwnChunk<Yielded extends readonly [readonly string[], ...unknown[]]>(
  yielded: Yielded,
): yielded is Extract<Yielded, readonly [Own, ...unknown[]]> {
  return yielded[0].length === 0;
}

/** One mode or a list of them. */
export type StreamModes = StreamMode | readonly StreamMode[];
