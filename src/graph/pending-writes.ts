import { type BaseChannel, InvalidUpdateError } from "@langchain/langgraph";
import type { Contract } from "../contract/contract.js";
import { ContractError } from "../contract/contract-error.js";
import { handledBy } from "../langgraph/error-handler-node.js";
import { overwrittenBy } from "../langgraph/overwrite.js";
import type { Loop, Task } from "../langgraph/run-loop.js";
import { FieldChannel } from "../state/field-channel.js";
import { byField, rehearse, type Write } from "../state/try-writes.js";

/** LangGraph's channel of a task's failure. */
const ERROR = "__error__";

/**
 * Tries the updates of nodes that run side by side on each other, as each of them ends and before LangGraph saves what it wrote.
 *
 * LangGraph folds them when all have ended. What fails then has been saved as done, and fails again whenever LangGraph looks at the
 * thread. Here the node that ends last fails instead, as if its own update had been refused: it runs again when the thread is resumed.
 *
 * @returns What to call at the run's end: it throws what could not be thrown because the run was interrupted in the same superstep.
 */
export function rehearseSteps(loop: Loop): () => void {
  const [putWrites, tick] = [loop.putWrites.bind(loop), loop.tick.bind(loop)];
  let step = new Step(loop.channels);
  let refused: { readonly error: unknown } | undefined;
  const throwRefused = (): void => {
    const found = refused;
    refused = undefined;
    if (found !== undefined) throw found.error;
  };
  loop.putWrites = (id, writes, cached) => {
    const task = loop.tasks?.[id];
    if (task !== undefined && !writes.some(([channel]) => channel === ERROR)) {
      try {
        step.take(nodeOf(task), writes);
      } catch (error) {
        refused ??= { error };
        const { name, message } = error as Error;
        task.writes.splice(0, task.writes.length, [ERROR, { name, message }]);
        return putWrites(id, task.writes, cached);
      }
    }
    return putWrites(id, writes, cached);
  };
  loop.tick = async (params) => {
    throwRefused();
    const goesOn = await tick(params);
    step = new Step(loop.channels);
    // What an earlier run of the thread has saved of this superstep counts too; it was tried then.
    for (const task of Object.values(loop.tasks ?? {})) step.take(nodeOf(task), task.writes);
    return goesOn;
  };
  return throwRefused;
}

/**
 * Tries the update of a command that a run is called with, before LangGraph saves it. What fails then has been saved, and fails again
 * whenever LangGraph looks at the thread.
 *
 * @throws ContractError where a reducer fails on it, or what it makes does not fit.
 * @throws InvalidUpdateError where the command has two values for a field that takes one.
 */
export function rehearseCommand(
  contract: Contract,
  channels: Loop["channels"],
  writes: readonly Write[],
): void {
  for (const [field, own] of byField(writes)) {
    const channel = channels[field];
    if (channel !== undefined && areTooMany(channel, own)) {
      refuseSecond(channel, field, own, "The command updates it twice.");
    }
  }
  const read = (field: string): unknown => {
    const channel = channels[field];
    return channel instanceof FieldChannel ? channel.value : undefined;
  };
  rehearse({ contract, boundary: "update" }, channels, writes, read);
}

/** The node whose work a task is: of an error handler's the node that failed. */
function nodeOf({ name }: Task): string {
  return handledBy(name) ?? name;
}

/** What the nodes that have ended in a superstep have for one field. */
interface Updates {
  readonly nodes: string[];
  /** What the field would hold, and the updates that nobody has had to fold into it yet. */
  value: unknown;
  waiting: unknown[];
  hasOverwrite: boolean;
  mayFail: boolean;
}

/** The updates of one superstep. */
class Step {
  readonly #channels: Loop["channels"];
  readonly #fields = new Map<string, Updates>();

  constructor(channels: Loop["channels"]) {
    this.#channels = channels;
  }

  /**
   * Adds what a node has written: all of it, or nothing where some of it is refused.
   *
   * @throws ContractError where a reducer fails on it together with what others have written.
   * @throws InvalidUpdateError where a field takes no second value.
   */
  take(node: string, writes: Task["writes"]): void {
    const noted: (() => void)[] = [];
    for (const [field, own] of byField(writes)) {
      const channel = this.#channels[field];
      if (channel instanceof FieldChannel) noted.push(this.#fold(channel, field, node, own));
      else if (channel !== undefined && SINGLE.has(channel.lc_graph_name)) {
        const before = this.#fields.get(field);
        if (before !== undefined || own.length > 1) refuseNode(channel, field, node, own, before?.nodes);
        noted.push(() => this.#fields.set(field, nothing(undefined, node)));
      }
    }
    for (const note of noted) note();
  }

  /** Tries the updates of a field that is folded; returns what notes them. */
  #fold(channel: FieldChannel, field: string, node: string, own: readonly unknown[]): () => void {
    const before = this.#fields.get(field);
    const overwrites = overwritesIn(own);
    if (overwrites > (before?.hasOverwrite ? 0 : 1)) refuseNode(channel, field, node, own, before?.nodes);
    const updates = before ?? nothing(channel.value, node);
    const hasOverwrite = updates.hasOverwrite || overwrites > 0;
    const mayFail = updates.mayFail || channel.mayFail(own);
    // Alone the updates were tried when the node returned them.
    const isTried = before !== undefined && mayFail && !hasOverwrite;
    const value = isTried ? tryBeside(channel, updates, node, own) : updates.value;
    return () => {
      if (before === undefined) this.#fields.set(field, updates);
      else updates.nodes.push(node);
      if (isTried) updates.waiting = [];
      else updates.waiting.push(...own);
      Object.assign(updates, { value, hasOverwrite, mayFail });
    };
  }
}

/** LangGraph's channels that take one value in a superstep: those of fields that are replaced. */
const SINGLE: ReadonlySet<string> = new Set(["LastValue", "UntrackedValue"]);

function nothing(value: unknown, node: string): Updates {
  return { nodes: [node], value, waiting: [], hasOverwrite: false, mayFail: false };
}

function overwritesIn(updates: readonly unknown[]): number {
  return updates.filter((update) => overwrittenBy(update) !== undefined).length;
}

/** Whether these updates are more than the channel takes in one superstep. */
function areTooMany(channel: BaseChannel, updates: readonly unknown[]): boolean {
  if (channel instanceof FieldChannel) return overwritesIn(updates) > 1;
  return updates.length > 1 && SINGLE.has(channel.lc_graph_name);
}

function refuseNode(
  channel: BaseChannel,
  field: string,
  node: string,
  own: readonly unknown[],
  others: readonly string[] = [],
): never {
  const whose = others.length === 0 ? `node ${list([node])} updates it twice` : sideBySide(node, others);
  refuseSecond(channel, field, own, `Here ${whose}.\n${howToGoOn(node)}`);
}

/** LangGraph's own refusal, with whose the values are in their place. */
function refuseSecond(channel: BaseChannel, field: string, own: readonly unknown[], whose: string): never {
  try {
    channel.fromCheckpoint(undefined).update([...own, ...own]);
  } catch (error) {
    if (!(error instanceof InvalidUpdateError)) throw error;
    const refused = new InvalidUpdateError(
      `Invalid update for channel ${JSON.stringify(field)}: ${error.message} ${whose}`,
    );
    if (error.lc_error_code !== undefined) refused.lc_error_code = error.lc_error_code;
    throw refused;
  }
  throw new TypeError("a channel that took two values");
}

/** @returns What the field would hold after the updates of a node that is not the first. */
function tryBeside(channel: FieldChannel, before: Updates, node: string, own: readonly unknown[]): unknown {
  try {
    return channel.tryOn(before.value, [...before.waiting, ...own]);
  } catch (error) {
    if (!ContractError.isInstance(error)) throw error;
    const { graph, boundary, issues } = error;
    const hint = `The update fits by itself, but ${sideBySide(node, before.nodes)}.\n${howToGoOn(node)}`;
    const refused = new ContractError({ graph, boundary, node, issues, hint });
    refused.cause = error.cause;
    throw refused;
  }
}

function sideBySide(node: string, others: readonly string[]): string {
  return `${list(others)} updated the field in the same superstep as ${list([node])}`;
}

/** How a thread goes on from its last checkpoint. */
function howToGoOn(node: string): string {
  const name = JSON.stringify(node);
  return `A thread goes on from its last checkpoint: with null as the input ${name} runs again, updateState(config, update, ${name}) says what it should have returned, and another input leaves the superstep behind.`;
}

function list(names: readonly string[]): string {
  return [...new Set(names)].map((name) => JSON.stringify(name)).join(", ");
}
