import { type BaseChannel, InvalidUpdateError } from "@langchain/langgraph";
import { LastValue, UntrackedValueChannel } from "@langchain/langgraph/channels";
import { ContractError } from "../contract/contract-error.js";
import type { Loop, Task } from "../langgraph/loop.js";
import { overwriteOf } from "../langgraph/overwrite.js";
import { FieldChannel } from "../state/field-channel.js";
import { byField } from "../state/try-writes.js";

/** What the nodes that have ended in a superstep have for one field. */
interface Updates {
  readonly nodes: string[];
  /** What the field would hold, and the updates that nobody has had to fold into it yet. */
  value: unknown;
  waiting: unknown[];
  hasOverwrite: boolean;
  mayFail: boolean;
}

/** The updates of one superstep, as its nodes end. */
export class Superstep {
  readonly #channels: Loop["channels"];
  readonly #fields = new Map<string, Updates>();

  constructor(channels: Loop["channels"]) {
    this.#channels = channels;
  }

  /**
   * Adds what a node has written: all of it, or nothing where some of it is refused.
   *
   * @returns Whether it has written to the state.
   * @throws ContractError where a reducer fails on it together with what others have written.
   * @throws InvalidUpdateError where a field takes no second value.
   */
  take(node: string, writes: Task["writes"]): boolean {
    const noted: (() => void)[] = [];
    for (const [field, own] of byField(writes)) {
      const channel = this.#channels[field];
      if (channel instanceof FieldChannel) noted.push(this.#tryFold(channel, field, node, own));
      else if (channel !== undefined && takesOne(channel)) {
        const before = this.#fields.get(field);
        if (before !== undefined || own.length > 1) refuseNode(channel, field, node, own, before?.nodes);
        noted.push(() => this.#fields.set(field, nothing(undefined, node)));
      }
    }
    for (const note of noted) note();
    return noted.length > 0;
  }

  /** Tries the updates of a field that is folded; returns what notes them. */
  #tryFold(channel: FieldChannel, field: string, node: string, own: readonly unknown[]): () => void {
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

/** Whether a channel takes one value in a superstep: that of a field that is replaced does. */
function takesOne(channel: BaseChannel): boolean {
  return channel instanceof LastValue || channel instanceof UntrackedValueChannel;
}

function nothing(value: unknown, node: string): Updates {
  return { nodes: [node], value, waiting: [], hasOverwrite: false, mayFail: false };
}

function overwritesIn(updates: readonly unknown[]): number {
  return updates.filter((update) => overwriteOf(update) !== undefined).length;
}

/** Whether these updates are more than the channel takes in one superstep. */
export function areTooMany(channel: BaseChannel, updates: readonly unknown[]): boolean {
  if (channel instanceof FieldChannel) return overwritesIn(updates) > 1;
  return updates.length > 1 && takesOne(channel);
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

/**
 * LangGraph's own refusal of a second value, which also says whose the values are.
 *
 * @throws InvalidUpdateError always
 */
export function refuseSecond(
  channel: BaseChannel,
  field: string,
  own: readonly unknown[],
  whose: string,
): never {
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
    return channel.fold(before.value, [...before.waiting, ...own]);
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
  return `The thread goes on from its last checkpoint. With null as the input, ${name} runs again. updateState(config, update, ${name}) replaces the node's update. Another input abandons the superstep.`;
}

function list(names: readonly string[]): string {
  return [...new Set(names)].map((name) => JSON.stringify(name)).join(", ");
}
