import { copyPlain, isPlain } from "../schema/plain-object.js";

/** The frozen copies of values that are read again and again, until nobody holds the value any more. */
const views = new WeakMap<object, object>();

/**
 * A frozen copy of a value: what is read may not be changed in place, and what it was read from can't be changed through it.
 * Arrays and plain objects are copied, once each; other objects, such as messages or a database pool, are passed on as they are.
 */
export function frozenView<Value>(value: Value): Value {
  if (typeof value !== "object" || value === null) return value;
  const known = views.get(value);
  if (known !== undefined) return known as Value;
  const copy = Array.isArray(value) ? value.slice() : isPlain(value) ? copyPlain(value) : undefined;
  if (copy === undefined) return value;
  // Before what is inside: a context may refer to itself.
  views.set(value, copy).set(copy, copy);
  for (const [key, each] of Object.entries(copy)) {
    // A spread copies a `__proto__` of its own as such, and the assignment finds it there.
    if (typeof each === "object" && each !== null)
      (copy as { [key: string]: unknown })[key] = frozenView(each);
  }
  Object.freeze(copy);
  return copy as Value;
}
