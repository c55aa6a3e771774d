import { copyPlain, isPlain } from "../schema/plain-object.js";

/** How deep a context may nest. */
const MAX_DEPTH = 1000;

/**
 * A copy of a value as it is now: getters are read once, and what the caller changes later is not seen. Arrays and plain objects are copied, also those that refer to
 * themselves; other objects are passed on as they are.
 *
 * @throws RangeError if the value is nested too deeply.
 */
export function snapshot<Value>(value: Value): Value {
  return copy(value, new Map(), MAX_DEPTH) as Value;
}

function copy(value: unknown, copies: Map<object, object>, levels: number): unknown {
  if (typeof value !== "object" || value === null) return value;
  const known = copies.get(value);
  if (known !== undefined) return known;
  const own = Array.isArray(value) ? value.slice() : isPlain(value) ? copyPlain(value) : undefined;
  if (own === undefined) return value;
  if (levels === 0) throw new RangeError(`the value is nested more than ${MAX_DEPTH} levels deep`);
  copies.set(value, own);
  for (const [key, each] of Object.entries(own)) {
    if (typeof each === "object" && each !== null)
      (own as { [key: string]: unknown })[key] = copy(each, copies, levels - 1);
  }
  return own;
}
