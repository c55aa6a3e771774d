/**
 * Folds an update into a field.
 *
 * @param current - What the field holds. Never changed in place: other nodes of the step read it.
 * @param update - What the node returned for the field.
 * @returns What the field holds from the next superstep on.
 */
export type Reducer<Value, Update = Value> = (current: Value, update: Update) => Value;

/** A reducer whose types are checked where the program supplies it, not where it is kept. */
export type AnyReducer = (current: never, update: never) => unknown;

/** How a built-in reducer folds, and what a field with it holds before the first update. */
export interface BuiltInReducer {
  readonly reduce: (current: unknown, update: unknown) => unknown;
  /** Makes the neutral element; absent where there is none (`min`, `max`). */
  readonly empty?: () => unknown;
}
