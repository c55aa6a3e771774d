import type { BaseMessage } from "@langchain/core/messages";
import type { RunnableConfig } from "@langchain/core/runnables";
import type { Interrupt, StateSnapshot, StreamMode } from "@langchain/langgraph";
import type { GraphTypes } from "./graph-types.js";

/** What `stream` is asked for. */
export interface StreamSelection<Mode, Subgraphs> {
  /** One mode, or several at once; `updates` where not given. */
  streamMode?: Mode;
  /** Whether chunks of subgraphs come too, each with its namespace. */
  subgraphs?: Subgraphs;
}

/** A checkpoint as the stream mode `checkpoints` yields it. */
export interface CheckpointChunk<State, Nodes> {
  values: State;
  next: Nodes[];
  config: RunnableConfig;
  metadata?: StateSnapshot["metadata"];
  parentConfig?: RunnableConfig;
  tasks: StateSnapshot["tasks"];
}

/** A task that starts, as the stream mode `tasks` yields it. */
export interface TaskStartChunk<State, Nodes> {
  id: string;
  name: Nodes;
  input: State;
  triggers: string[];
  interrupts: Interrupt[];
}

/** A task that has ended, as the stream mode `tasks` yields it. */
export interface TaskEndChunk<Nodes> {
  id: string;
  name: Nodes;
  result: [field: string, value: unknown][];
  error?: unknown;
  interrupts: Interrupt[];
}

/** What each stream mode yields. */
export interface StreamChunks<Types extends GraphTypes, Nodes extends string> {
  values: Types["State"];
  updates: { readonly [node in Nodes]?: Types["Update"] };
  custom: Types["Event"];
  messages: [BaseMessage, Record<string, unknown>];
  checkpoints: CheckpointChunk<Types["State"], Nodes>;
  tasks: TaskStartChunk<Types["State"], Nodes> | TaskEndChunk<Nodes>;
  tools: Record<string, unknown>;
  debug: Record<string, unknown>;
}

/** What `stream` yields: the chunk; with several modes `[mode, chunk]`; with subgraphs the namespace first. */
export type StreamOutput<Chunks, Mode, Subgraphs> = Mode extends readonly (infer Each)[]
  ? Each extends keyof Chunks
    ? Subgraphs extends true
      ? [namespace: string[], mode: Each, chunk: Chunks[Each]]
      : [mode: Each, chunk: Chunks[Each]]
    : never
  : Mode extends keyof Chunks
    ? Subgraphs extends true
      ? [namespace: string[], chunk: Chunks[Mode]]
      : Chunks[Mode]
    : never;

/** One mode or a list of them. */
export type StreamModes = StreamMode | readonly StreamMode[];
