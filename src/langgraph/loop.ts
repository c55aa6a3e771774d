import type { BaseChannel, BaseStore, LangGraphRunnableConfig } from "@langchain/langgraph";
import { BatchingStore } from "./batching-store.js";
import { expectFact } from "./facts.js";
import { type CheckOperation, GuardedStore } from "./guarded-store.js";

/** A write that a checkpoint keeps for its thread's next run. */
export type PendingWrite = readonly [task: string, channel: string, value: unknown];

/** A write to one channel. */
export type Write = [channel: string, value: unknown];

/** A node's work in a superstep. */
export interface Task {
  readonly id: string;
  readonly name: string;
  readonly writes: Write[];
  readonly config?: Pick<LangGraphRunnableConfig, "configurable">;
}

/** What is used of LangGraph's loop over the supersteps of a run. */
export interface Loop {
  /** Whether the run is a part of another one. */
  readonly isNested: boolean;
  /** `done` once no task is left; an interrupt, a drain or an error leaves it at something else. */
  readonly status: string;
  readonly channels: { readonly [name: string]: BaseChannel };
  /** The tasks of the superstep, and what they have written. */
  readonly tasks: { readonly [id: string]: Task };
  /** Notes what a task has written, and saves it. */
  putWrites(task: string, writes: Write[], cached?: boolean): void;
  /** Makes the task that another one calls, as those of the functional API do; none where the run is to stop before it. */
  acceptPush(by: Task, ...parameters: unknown[]): Promise<Task | undefined>;
  /** Ends a superstep and prepares the next; resolves to whether there is one. */
  tick(params: unknown): Promise<boolean>;
  /** What the run was called with. */
  input: unknown;
  readonly checkpoint: { readonly channel_versions: object };
  readonly checkpointPendingWrites: readonly PendingWrite[];
  /** Where the chunks of the run go. */
  readonly stream: object;
  config: {
    readonly configurable?: { readonly [key: string]: unknown };
    readonly writer?: (chunk: unknown) => void;
  };
  /** LangGraph's wrapper of the run's store. */
  store?: BaseStore & { readonly store?: BaseStore };
}

/** A run, as LangGraph's method for it gets it. */
export interface Run {
  readonly loop: Loop;
  /** Runs the tasks of a superstep and notes what has become of each. */
  readonly runner?: unknown;
}

/** What of a loop is asked for; each has to be there, whatever it is. */
const MEMBERS = ["input", "checkpointPendingWrites", "config", "store"] as const;

/**
 * What LangGraph's method for a run is given, tested.
 *
 * @throws Error where it is not what this package needs.
 */
export function runOf(parameters: unknown): Run {
  const { loop, runner } = Object(parameters) as { readonly loop?: unknown; readonly runner?: unknown };
  const found = Object(loop) as Partial<Loop>;
  const isWhole =
    MEMBERS.every((name) => name in found) &&
    typeof found.isNested === "boolean" &&
    isObject(found.channels) &&
    isObject(found.config) &&
    isObject(found.checkpoint?.channel_versions) &&
    Array.isArray(found.checkpointPendingWrites) &&
    (found.store === undefined || isObject(found.store.store));
  expectFact("loop", isWhole);
  expectFact("loopStream", isObject(found.stream));
  expectFact("loopTasks", isObject(found.tasks));
  expectFact("loopStatus", found.status === "pending");
  expectFact("tick", typeof found.tick === "function");
  expectFact("putWrites", typeof found.putWrites === "function");
  expectFact("acceptPush", typeof found.acceptPush === "function");
  return { loop: found as Loop, runner };
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

/** Whether the caller of a run asked for the chunks of graphs inside it, too. */
export function streamsBelow({ stream, config }: Loop): boolean {
  return Object.values(config.configurable ?? {}).includes(stream);
}

/** Whether a run has come to its end, not to an interrupt. */
export function hasEnded({ status, tasks }: Loop): boolean {
  const isDone = status === "done";
  expectFact("loopStatus", isDone === (Object.keys(tasks).length === 0));
  return isDone;
}

/**
 * Puts our wrapper in the place of LangGraph's, whose timer is stopped: nobody has seen it yet, so it has nothing to do.
 *
 * @param check - Checks what nodes do with the store.
 */
export function replaceStore(loop: Loop, check?: CheckOperation): void {
  const wrapper = loop.store;
  if (wrapper?.store === undefined) return;
  void wrapper.stop();
  loop.store =
    check === undefined ? new BatchingStore(wrapper.store) : new GuardedStore(wrapper.store, check);
}

/** What a run ended with: the output's channels that hold something. */
export function readOutput(
  { channels }: Loop,
  outputChannels: string | readonly string[],
): { readonly [field: string]: unknown } {
  const names = typeof outputChannels === "string" ? [outputChannels] : outputChannels;
  const output: { [field: string]: unknown } = {};
  for (const name of names) {
    const channel = channels[name];
    if (channel?.isAvailable()) output[name] = channel.get();
  }
  return output;
}
