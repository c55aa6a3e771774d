import { add } from "./add.js";
import { append } from "./append.js";
import { max } from "./max.js";
import { merge } from "./merge.js";
import { messages } from "./messages.js";
import { min } from "./min.js";
import type { BuiltInReducer } from "./reducer.js";
import { union } from "./union.js";

/** The built-in reducers by their names in `x-reducer`. `replace` is not among them: it is LangGraph's `LastValue` channel. */
export const builtInReducers: ReadonlyMap<string, BuiltInReducer> = /* @__PURE__ */ byName({
  append,
  add,
  merge,
  union,
  min,
  max,
  messages,
});

function byName(reducers: { readonly [name: string]: BuiltInReducer }): Map<string, BuiltInReducer> {
  return new Map(Object.entries(reducers));
}
