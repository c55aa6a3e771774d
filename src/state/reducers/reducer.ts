/**
 * Folds an update into a field.
 *
 * @param current - What the field holds; frozen, because others read it. Where the field holds nothing yet, the first update becomes its
 *   value without a call; only where an update looks different from the value (`x-update`) is the reducer called with `undefined`.
 * @param update - What the node returned for the field; frozen.
 * @returns What the field holds from the next superstep on; not `undefined`, and no promise.
 *
 * @typeParam Current - What `current` may be: the value, and `undefined` where the reducer has to make the first value.
 */
export type Reducer<Value, Update = Value, Current = Value> = (current: Current, update: Update) => Value;

/** A reducer whose types are checked where the program supplies it, not where it is kept. */
export type AnyReducer = (current: never, update: never) => unknown;

/** How a built-in reducer folds, and what a field with it holds before the first update. */
export interface BuiltInReducer {
  readonly reduce: (current: unknown, update: unknown) => unknown;
  /** Whether it may throw on an update that fits. */
  readonly mayThrow?: boolean;
  /** Makes the neutral element; absent where there is none (`min`, `max`). */
  readonly empty?: () => unknown;
}
