import type { JsonValue } from "./json.js";
import { isJsonObject } from "./json.js";

/** The tokens of a JSON Pointer (RFC 6901), unescaped; `""` has none. */
export function pointerTokens(pointer: string): readonly string[] {
  if (pointer === "") return [];
  return pointer
    .slice(1)
    .split("/")
    .map((token) => token.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** The member of an object or the item of an array that a token names; `undefined` where there is none. */
export function stepInto(value: JsonValue | undefined, token: string): JsonValue | undefined {
  if (Array.isArray(value)) return /^(0|[1-9]\d*)$/.test(token) ? value[Number(token)] : undefined;
  if (isJsonObject(value) && Object.hasOwn(value, token)) return value[token];
  return undefined;
}

/** The value at a JSON Pointer; `undefined` where there is none. */
export function valueAt(root: JsonValue, pointer: string): JsonValue | undefined {
  let value: JsonValue | undefined = root;
  for (const token of pointerTokens(pointer)) value = stepInto(value, token);
  return value;
}

/** What `encodeURIComponent` gives; it fails on lone surrogates, which no URI can hold, and these stay as they are. */
export function encodeComponent(text: string): string {
  return text.replaceAll(/[^\ud800-\udfff]+/gu, (wellFormed) => encodeURIComponent(wellFormed));
}
