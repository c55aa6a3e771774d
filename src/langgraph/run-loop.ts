import { type BaseChannel, type BaseStore, CompiledStateGraph } from "@langchain/langgraph";
import { BatchingStore } from "./batching-store.js";

/** A write that a checkpoint keeps for its thread's next run. */
export type PendingWrite = readonly [task: string, channel: string, value: unknown];

/** A node's work in a superstep. */
export interface Task {
  readonly name: string;
  readonly writes: [channel: string, value: unknown][];
}

/** What is used of LangGraph's loop over the supersteps of a run. */
export interface Loop {
  /** Whether the run is a part of another one. */
  readonly isNested: boolean;
  /** `done` once no task is left; an interrupt, a drain or an error leaves it at something else. */
  readonly status: string;
  readonly channels: { readonly [name: string]: BaseChannel };
  /** The tasks of the superstep, and what they have written. */
  readonly tasks?: { readonly [id: string]: Task };
  /** Notes what a task has written, and saves it. */
  putWrites(task: string, writes: Task["writes"], cached?: boolean): void;
  /** Ends a superstep and prepares the next; resolves to whether there is one. */
  tick(params: unknown): Promise<boolean>;
  /** What the run was called with. */
  readonly input?: unknown;
  readonly checkpoint: { readonly channel_versions: object };
  readonly checkpointPendingWrites?: readonly PendingWrite[];
  config: {
    readonly configurable?: { readonly [key: string]: unknown };
    readonly writer?: (chunk: unknown) => void;
  };
  /** LangGraph's wrapper of the run's store. */
  store?: BaseStore & { readonly store?: BaseStore };
}

/** Puts our wrapper in the place of LangGraph's, whose timer is stopped: nobody has seen it yet, so it has nothing to do. */
export function replaceStore(loop: Loop): void {
  const wrapper = loop.store;
  if (wrapper?.store === undefined) return;
  void wrapper.stop();
  loop.store = new BatchingStore(wrapper.store);
}

/**
 * Lets the nodes' writer tell when it is used after the run: LangGraph drops such an event without a word. While the run around goes on that
 * one gets it.
 *
 * @returns What to call at the run's end.
 */
export function watchWriter(loop: Loop, graph: string): () => void {
  const { writer } = loop.config;
  if (writer === undefined || loop.isNested) return () => {};
  let hasEnded = false;
  const watched = (chunk: unknown): void => {
    if (hasEnded) {
      throw new Error(
        `Graph "${graph}": an event was written after the run had ended, when nobody could receive it. Await the work that writes it before its node returns.`,
      );
    }
    writer(chunk);
  };
  loop.config = { ...loop.config, writer: watched };
  return () => {
    hasEnded = true;
  };
}

const RUN_LOOP = "_runLoop";

/**
 * LangGraph's own run of a loop, from its first superstep to its last.
 *
 * @throws Error on import where this LangGraph has none, because outputs would go unchecked.
 */
export const runLoop: (this: unknown, params: { readonly loop: Loop }) => Promise<void> =
  /* @__PURE__ */ findRunLoop();

/**
 * Has a graph run its loops in another way. It is the one place that every way to run a graph passes at its end; the method is private to TypeScript, so
 * that no class can override it.
 *
 * @param run - Calls {@link runLoop} when it is time.
 */
export function replaceRunLoop(graph: object, run: (params: { readonly loop: Loop }) => Promise<void>): void {
  // Not enumerable: LangGraph makes a copy of a graph from all of its properties.
  Object.defineProperty(graph, RUN_LOOP, { value: run });
}

function findRunLoop(): typeof runLoop {
  const found: unknown = Reflect.get(CompiledStateGraph.prototype, RUN_LOOP);
  if (typeof found === "function") return found as typeof runLoop;
  throw new Error(
    "This version of @langchain/langgraph is not supported by graphwright: its graphs have no _runLoop. Install version 1.7.3 or a later 1.x that graphwright supports.",
  );
}

/** What a run ended with: the output's channels that hold something. */
export function readOutput(
  loop: Loop,
  outputChannels: string | readonly string[],
): { readonly [field: string]: unknown } {
  const names = typeof outputChannels === "string" ? [outputChannels] : outputChannels;
  const output: { [field: string]: unknown } = {};
  for (const name of names) {
    const channel = loop.channels[name];
    if (channel?.isAvailable()) output[name] = channel.get();
  }
  return output;
}
