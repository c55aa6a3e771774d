import { type BaseChannel, InvalidUpdateError } from "@langchain/langgraph";
import { ContractError } from "./contract-error.js";
import { overwrittenBy } from "./overwritten-by.js";
import { FieldChannel } from "./reducers/field-channel.js";
import type { Loop, Task } from "./run-loop.js";

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
        step.take(task.name, writes);
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
    for (const { name, writes } of Object.values(loop.tasks ?? {})) step.take(name, writes);
    return goesOn;
  };
  return throwRefused;
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
   * Adds what a node has written.
   *
   * @throws ContractError where a reducer fails on it together with what others have written.
   * @throws InvalidUpdateError where a field takes no second value.
   */
  take(node: string, writes: Task["writes"]): void {
    const updates = new Map<string, unknown[]>();
    for (const [channel, value] of writes) {
      const known = updates.get(channel);
      if (known === undefined) updates.set(channel, [value]);
      else known.push(value);
    }
    for (const [field, own] of updates) {
      const channel = this.#channels[field];
      if (channel instanceof FieldChannel) this.#fold(channel, field, node, own);
      else if (channel !== undefined && SINGLE.has(channel.lc_graph_name)) {
        const before = this.#fields.get(field);
        if (before !== undefined || own.length > 1)
          refuseSecond(channel, field, node, before?.nodes ?? [], own);
        this.#fields.set(field, nothing(undefined, node));
      }
    }
  }

  #fold(channel: FieldChannel, field: string, node: string, own: readonly unknown[]): void {
    const overwrites = own.filter((update) => overwrittenBy(update) !== undefined).length;
    const before = this.#fields.get(field);
    if (before === undefined) {
      if (overwrites > 1) refuseSecond(channel, field, node, [], own);
      // Alone the updates were tried when the node returned them.
      const mayFail = channel.mayFail(own);
      this.#fields.set(field, {
        ...nothing(channel.value, node),
        waiting: [...own],
        hasOverwrite: overwrites > 0,
        mayFail,
      });
      return;
    }
    const hasOverwrite = before.hasOverwrite || overwrites > 0;
    if (overwrites > (before.hasOverwrite ? 0 : 1)) refuseSecond(channel, field, node, before.nodes, own);
    const mayFail = before.mayFail || channel.mayFail(own);
    if (mayFail && !hasOverwrite) {
      try {
        before.value = channel.tryOn(before.value, [...before.waiting, ...own]);
      } catch (error) {
        throw besideOthers(error, node, before.nodes);
      }
      before.waiting = [];
    } else before.waiting.push(...own);
    before.nodes.push(node);
    before.hasOverwrite = hasOverwrite;
    before.mayFail = mayFail;
  }
}

/** LangGraph's channels that take one value in a superstep: those of fields that are replaced. */
const SINGLE: ReadonlySet<string> = new Set(["LastValue", "UntrackedValue"]);

function nothing(value: unknown, node: string): Updates {
  return { nodes: [node], value, waiting: [], hasOverwrite: false, mayFail: false };
}

/** LangGraph's own refusal, with the nodes in the place of the values. */
function refuseSecond(
  channel: BaseChannel,
  field: string,
  node: string,
  others: readonly string[],
  own: readonly unknown[],
): never {
  try {
    channel.fromCheckpoint(undefined).update(own.length > 1 ? [...own] : [...own, ...own]);
  } catch (error) {
    if (!(error instanceof InvalidUpdateError)) throw error;
    const whose = others.length === 0 ? `node ${list([node])} updates it twice` : sideBySide(node, others);
    const refused = new InvalidUpdateError(
      `Invalid update for channel ${JSON.stringify(field)}: ${error.message} Here ${whose}.\n${howToGoOn(node)}`,
    );
    if (error.lc_error_code !== undefined) refused.lc_error_code = error.lc_error_code;
    throw refused;
  }
  throw new TypeError("a channel that took two values");
}

function besideOthers(error: unknown, node: string, others: readonly string[]): unknown {
  if (!ContractError.isInstance(error)) return error;
  const { graph, boundary, issues } = error;
  const hint = `The update fits by itself, but ${sideBySide(node, others)}.\n${howToGoOn(node)}`;
  const refused = new ContractError({ graph, boundary, node, issues, hint });
  refused.cause = error.cause;
  return refused;
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
