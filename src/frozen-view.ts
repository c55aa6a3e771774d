import { isPlain } from "./plain-object.js";

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
  const copy = copyOf(value);
  if (copy === undefined) return value;
  Object.freeze(copy);
  views.set(value, copy).set(copy, copy);
  return copy as Value;
}

function copyOf(value: object): object | undefined {
  if (Array.isArray(value)) return value.map(frozenView);
  if (!isPlain(value)) return undefined;
  const copy: { [key: string]: unknown } = { ...value };
  for (const [key, each] of Object.entries(copy)) {
    // A spread copies a `__proto__` of its own as such, and the assignment finds it there.
    if (typeof each === "object" && each !== null) copy[key] = frozenView(each);
  }
  return copy;
}
