import type { BuiltInReducer } from "./reducer.js";

/** `append`: starts as `[]`; an update is an array whose items go to the end, in order. */
export const append: BuiltInReducer = {
  reduce: (current, update) => [...(current as readonly unknown[]), ...(update as readonly unknown[])],
  empty: () => [],
};
