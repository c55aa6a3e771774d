import type { BuiltInReducer } from "./reducer.js";

/** `merge`: starts as `{}`; an update is an object whose properties replace those of the same name, one level deep. */
export const merge: BuiltInReducer = {
  reduce: (current, update) => ({ ...(current as object), ...(update as object) }),
  empty: () => ({}),
};
