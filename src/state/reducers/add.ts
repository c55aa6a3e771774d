import type { BuiltInReducer } from "./reducer.js";

/** `add`: starts as `0`; an update is a number that is added. */
export const add: BuiltInReducer = {
  reduce(current, update) {
    const sum = (current as number) + (update as number);
    // A checkpoint would make null of it.
    if (Math.abs(sum) === Number.POSITIVE_INFINITY) throw new RangeError("the sum is too large for a number");
    return sum;
  },
  mayThrow: true,
  empty: () => 0,
};
