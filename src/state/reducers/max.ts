import type { BuiltInReducer } from "./reducer.js";

/** `max`: absent at the start; an update is a number or a string, and the larger one stays. */
export const max: BuiltInReducer = {
  reduce: (current, update) => {
    const isBetter = (update as number | string) > (current as number | string);
    return isBetter ? update : current;
  },
};
