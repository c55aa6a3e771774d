import type { Runnable } from "@langchain/core/runnables";
import type { GraphRunStream, InferExtensions, StreamMode, StreamTransformer } from "@langchain/langgraph";
import type { GraphTypes } from "../contract/graph-types.js";

/** Factories of transformers, which add their own projections to a stream of events (LangGraph.js, Streaming). */
// biome-ignore lint/suspicious/noExplicitAny: what a transformer projects is inferred from it.
export type StreamTransformers = readonly (() => StreamTransformer<any>)[];

/** The options of `streamEvents` that select LangGraph's own events. */
export interface EventsV3<Transformers extends StreamTransformers> {
  version: "v3";
  transformers?: Transformers;
  encoding?: undefined;
}

/** The options of `streamEvents` that select LangChain's events. */
export interface EventsV2 {
  version: "v1" | "v2";
  streamMode?: StreamMode | StreamMode[];
  subgraphs?: boolean;
  encoding?: undefined;
}

/** The options of `streamEvents` that select events as bytes, for a response to a browser. */
export interface EncodedEvents<Version extends string> {
  version: Version;
  encoding: "text/event-stream";
}

/** Which of LangChain's events are streamed. */
export type EventFilter = Parameters<Runnable["streamEvents"]>[2];

/** A run as `streamEvents` of version v3 yields it. Its values, and its output, are states: where it stops at questions, the last of them is the interrupts. */
export type RunStream<Types extends GraphTypes, Transformers extends StreamTransformers> = GraphRunStream<
  Types["State"] | Types["Interrupted"],
  InferExtensions<Transformers>
>;

/** LangChain's options of `batch`. */
export interface BatchOptions<ReturnExceptions extends boolean> {
  maxConcurrency?: number;
  /** Whether a call that fails has its error in the place of its result; otherwise the first error rejects. */
  returnExceptions?: ReturnExceptions;
}
