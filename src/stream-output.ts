import type { BaseMessage } from "@langchain/core/messages";
import type { StreamMode } from "@langchain/langgraph";
import type { GraphTypes } from "./graph-types.js";

/** What `stream` is asked for. */
export interface StreamSelection<Mode, Subgraphs> {
  /** One mode, or several at once; `updates` where not given. */
  streamMode?: Mode;
  /** Whether chunks of subgraphs come too, each with its namespace. */
  subgraphs?: Subgraphs;
}

/** What each stream mode yields. */
export interface StreamChunks<Types extends GraphTypes, Nodes extends string> {
  values: Types["State"];
  updates: { readonly [node in Nodes]?: Types["Update"] };
  custom: Types["Event"];
  messages: [BaseMessage, Record<string, unknown>];
  checkpoints: Record<string, unknown>;
  tasks: Record<string, unknown>;
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

/** The arguments of `stream` after its input: those of `invoke`, and the selection. */
export type StreamArguments<Arguments, Mode, Subgraphs> = Arguments extends readonly [infer Options]
  ? [options: Options & StreamSelection<Mode, Subgraphs>]
  : Arguments extends readonly [(infer Options)?]
    ? [options?: Options & StreamSelection<Mode, Subgraphs>]
    : never;

/** One mode or a list of them. */
export type StreamModes = StreamMode | readonly StreamMode[];
