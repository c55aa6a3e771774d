import { unescapeKey } from "./json-pointer.js";
import { has } from "./own.js";

/** The part of a value that a JSON Pointer leads to. */
export function valueAt(value: unknown, pointer: string): unknown {
  let part = value;
  for (const token of pointer.split("/").slice(1)) {
    const name = unescapeKey(token);
    if (typeof part !== "object" || part === null || !has(part, name)) return undefined;
    part = (part as { readonly [name: string]: unknown })[name];
  }
  return part;
}

/** Whether a value is an object as JSON Schema means it: no array, not null. */
export function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
