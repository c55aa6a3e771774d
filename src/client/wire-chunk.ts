import type { GraphTypes } from "../contract/graph-types.js";
import type { AskedInterrupt } from "../interrupts/interrupt-types.js";
import type { WireMessage, WireState, WireUpdate } from "./wire-state.js";

/** The interrupts beside the fields of a state, where a run stopped at some. */
export interface WireInterrupts<Asked> {
  readonly __interrupt__?: readonly AskedInterrupt<Asked>[];
}

/** What a run has made, as a server sends it: the whole state so far, and the interrupts that the run stopped at. */
export type WireResult<Types extends GraphTypes> = WireState<Types["State"]> & WireInterrupts<Types["Asked"]>;

/** The modes of a stream. */
export type WireMode = keyof WireChunks<GraphTypes>;

/** What each mode of a stream brings. */
export interface WireChunks<Types extends GraphTypes> {
  values: WireChunk<"values", WireResult<Types>>;
  updates: WireChunk<"updates", WireUpdates<Types>>;
  custom: WireChunk<"custom", Types["Event"]>;
  messages:
    | WireChunk<"messages/partial" | "messages/complete", WireMessage[]>
    | WireChunk<"messages/metadata", { readonly [message: string]: unknown }>;
  "messages-tuple": WireChunk<"messages", readonly [message: WireMessage, metadata: WireMetadata]>;
  events: WireChunk<"events", unknown>;
  tasks: WireChunk<"tasks", unknown>;
  checkpoints: WireChunk<"checkpoints", unknown>;
  debug: WireChunk<"debug", unknown>;
}

/** An event of a stream. */
export interface WireChunk<Event extends string, Data> {
  /** For `joinStream`, where the stream breaks off. Not all servers give one. */
  readonly id?: string;
  readonly event: Event;
  readonly data: Data;
}

/** What nodes returned, by their names; or what they asked. */
export type WireUpdates<Types extends GraphTypes> =
  | { readonly [node: string]: WireUpdate<Types["Update"]> | null }
  | Required<WireInterrupts<Types["Asked"]>>;

interface WireMetadata {
  readonly [key: string]: unknown;
}

/** What a stream brings: first which run it is, then what the modes bring. */
export type StreamChunk<Types extends GraphTypes, Mode extends WireMode> =
  | WireChunk<"metadata", { readonly run_id: string }>
  | WireChunks<Types>[Mode];

/** An event of a graph inside, where a stream has them too: its event names the mode and the namespace. */
export type InnerChunk = WireChunk<`${string}|${string}`, unknown>;
