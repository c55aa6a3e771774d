import { InvalidUpdateError } from "@langchain/langgraph";
import { BinaryOperatorAggregate } from "@langchain/langgraph/channels";
import { overwriteOf } from "../langgraph/overwrite.js";

/** How a field is folded. */
export interface Fold {
  readonly reduce: (current: unknown, update: unknown) => unknown;
  /** Makes what the field holds before the first update; absent where it holds nothing. */
  readonly initial?: (() => unknown) | undefined;
  /** What the first update amounts to where the field holds nothing. */
  readonly first: (update: unknown) => unknown;
  /** What an `Overwrite` puts in the field's place. */
  readonly whole: (value: unknown) => unknown;
  /** Whether the reducer may fail on an update that the contract allows. */
  readonly mayFail: (update: unknown) => boolean;
  /** Checks what updates were folded to; absent where it always fits. */
  readonly check?: ((value: unknown) => void) | undefined;
  /** Makes an error that tells whose reducer failed out of what it threw. */
  readonly failed: (error: unknown) => Error;
}

/**
 * LangGraph's `BinaryOperatorAggregate`, less two of its liberties: the first update of an empty field goes through the reducer too, and
 * a reducer that throws leaves the field as it was and says which one it is.
 */
export class FieldChannel extends BinaryOperatorAggregate<unknown, unknown> {
  readonly #fold: Fold;

  constructor(fold: Fold) {
    super(fold.reduce, fold.initial);
    this.#fold = fold;
  }

  override fromCheckpoint(checkpoint?: unknown): this {
    const channel = new FieldChannel(this.#fold);
    channel.value = super.fromCheckpoint(checkpoint).value;
    return channel as this;
  }

  override update(updates: unknown[]): boolean {
    if (updates.length === 0) return false;
    const overwrites = updates.map(overwriteOf).filter((found) => found !== undefined);
    if (overwrites.length > 1) throw new InvalidUpdateError("Can receive only one Overwrite value per step.");
    const [overwrite] = overwrites;
    try {
      this.value =
        overwrite === undefined ? this.#reduce(updates, this.value) : this.#fold.whole(overwrite.value);
    } catch (error) {
      throw this.#fold.failed(error);
    }
    return true;
  }

  /**
   * Tries updates that one node has for the field, where the reducer may fail on them or make something of them that does not fit. LangGraph itself folds them only after it has noted
   * them as done, and would meet the same failure each time that it looks at the thread.
   *
   * @param read - Reads what the field holds.
   * @throws Error as `update` does.
   */
  tryUpdates(updates: readonly unknown[], read: () => unknown): void {
    if (!this.mayFail(updates) || updates.some((update) => overwriteOf(update) !== undefined)) return;
    this.fold(read(), updates);
  }

  /** Whether the reducer may fail on one of these updates. */
  mayFail(updates: readonly unknown[]): boolean {
    return updates.some((update) => overwriteOf(update) === undefined && this.#fold.mayFail(update));
  }

  /**
   * What the field would hold.
   *
   * @throws Error where the reducer fails, or what it makes does not fit.
   */
  fold(held: unknown, updates: readonly unknown[]): unknown {
    try {
      const value = this.#reduce(updates, held);
      this.#fold.check?.(value);
      return value;
    } catch (error) {
      throw this.#fold.failed(error);
    }
  }

  #reduce(updates: readonly unknown[], held: unknown): unknown {
    const { reduce, first } = this.#fold;
    let current = held;
    for (const update of updates) current = current === undefined ? first(update) : reduce(current, update);
    return current;
  }
}
