import { isBranded } from "../langgraph/brands.js";
import { overwriteOf } from "../langgraph/overwrite.js";

/**
 * What becomes of an instance of a class in a checkpoint: it comes back as it is, and nobody need look into it; it is a collection that comes back with what is in it; it
 * comes back as an object with the same properties. For any other, what is wrong with it.
 */
export function kindOfInstance(value: object): string {
  if (value instanceof Promise) return "is a promise; await it first";
  if (isRestored(value)) return "opaque";
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === Map.prototype || prototype === Set.prototype) return "collection";
  const becomes = becomesOf(value);
  if (becomes === undefined) return "data";
  return `is ${named(value)}, of which a checkpoint keeps ${becomes}: convert it to JSON, or make the field untracked with "x-channel": "untracked"`;
}

/** Whether LangGraph's serializer gives it back as it was. Its list is closed: no other type can be added. */
function isRestored(value: object): boolean {
  if ("lc_serializable" in value) return value.lc_serializable === true;
  if (overwriteOf(value) !== undefined || isBranded(value)) return true;
  const prototype: unknown = Object.getPrototypeOf(value);
  return [RegExp.prototype, Error.prototype, Uint8Array.prototype].some((known) => known === prototype);
}

/** What a checkpoint makes of an instance; undefined where it keeps all there is to it. */
function becomesOf(value: object): string | undefined {
  if ("toJSON" in value) return "only what its toJSON returns";
  if (ArrayBuffer.isView(value) || value instanceof Error) return "no more than an object";
  for (
    let prototype: unknown = Object.getPrototypeOf(value);
    typeof prototype === "object" && prototype !== null && Object.getPrototypeOf(prototype) !== null;
    prototype = Object.getPrototypeOf(prototype)
  ) {
    if (Reflect.ownKeys(prototype).some((key) => key !== "constructor"))
      return "the properties, and no methods";
  }
  return undefined;
}

function named(value: object): string {
  const { name }: { readonly name?: unknown } = value.constructor ?? {};
  return typeof name === "string" && name !== "" ? `an instance of ${name}` : "an instance of a class";
}
