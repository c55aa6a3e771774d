import type { BuiltInReducer } from "./reducer.js";

/** `add`: starts as `0`; an update is a number that is added. */
export const add: BuiltInReducer = {
  reduce: (current, update) => (current as number) + (update as number),
  empty: () => 0,
};
