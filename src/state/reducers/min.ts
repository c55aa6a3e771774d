import type { BuiltInReducer } from "./reducer.js";

/** `min`: absent at the start; an update is a number or a string, and the smaller one stays. */
export const min: BuiltInReducer = {
  reduce: (current, update) => {
    const isBetter = (update as number | string) < (current as number | string);
    return isBetter ? update : current;
  },
};
