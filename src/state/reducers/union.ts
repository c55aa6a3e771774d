import equal from "fast-deep-equal";
import type { BuiltInReducer } from "./reducer.js";

/** `union`: starts as `[]`; an update is an array of which those items are appended that the field doesn't hold yet (by deep equality). */
export const union: BuiltInReducer = {
  reduce: (current, update) => {
    const members = [...(current as readonly unknown[])];
    const primitives = new Set(members.filter(isPrimitive));
    for (const item of update as readonly unknown[]) {
      if (isPrimitive(item) ? primitives.has(item) : members.some((member) => equal(member, item))) continue;
      if (isPrimitive(item)) primitives.add(item);
      members.push(item);
    }
    return members;
  },
  empty: () => [],
};

function isPrimitive(value: unknown): boolean {
  return value === null || (typeof value !== "object" && typeof value !== "function");
}
