import { isJsonObject, type JsonObject, type JsonValue } from "../json.js";
import type { SchemaDocument } from "../schema-document.js";

/** What the references of a file allow when its schemas are published. */
export interface FileShape {
  /** All references are to places, by JSON Pointer: copies of the file need no identity of their own. */
  readonly isPlain: boolean;
  /** The definitions, when they refer only to each other (or out of the file), so that each can be published with all of them. */
  readonly definitions?: {
    readonly keyword: "$defs" | "definitions";
    readonly entries: { readonly [name: string]: JsonObject };
  };
}

/** Looks at what a file's references say. */
export function fileShape({ schema }: SchemaDocument): FileShape {
  if (!isJsonObject(schema)) return { isPlain: true };
  const { $defs, definitions, $schema: _, $id: __, id: ___, ...rest } = schema;
  const isPlain = [rest, $defs, definitions].every((part) => part === undefined || !hasIdentities(part));
  const keyword = $defs === undefined ? "definitions" : "$defs";
  const entries = $defs ?? definitions;
  const isSingle = ($defs === undefined) !== (definitions === undefined);
  if (!isPlain || !isSingle || !isJsonObject(entries) || !isClosed(entries, `#/${keyword}/`))
    return { isPlain };
  return { isPlain, definitions: { keyword, entries: entries as { readonly [name: string]: JsonObject } } };
}

const IDENTITIES = [
  "$id",
  "id",
  "$anchor",
  "$dynamicAnchor",
  "$dynamicRef",
  "$recursiveAnchor",
  "$recursiveRef",
];

/** Whether anything in a schema is referred to by more than its place; may say so of data that only looks like it. */
function hasIdentities(value: JsonValue): boolean {
  return some(value, (object) =>
    IDENTITIES.some((keyword) => typeof object[keyword] === "string" || object[keyword] === true),
  );
}

/** Whether the definitions are objects whose references inside the file only lead to definitions. */
function isClosed(entries: JsonObject, prefix: string): boolean {
  if (!Object.values(entries).every(isJsonObject)) return false;
  return !some(
    entries,
    ({ $ref }) => typeof $ref === "string" && $ref.startsWith("#") && !$ref.startsWith(prefix),
  );
}

/** Whether a test holds for any object in a value; without recursion, for it may be nested deeply. */
function some(value: JsonValue, test: (object: JsonObject) => boolean): boolean {
  const values = [value];
  for (let next = values.pop(); next !== undefined; next = values.pop()) {
    if (typeof next !== "object" || next === null) continue;
    if (isJsonObject(next) && test(next)) return true;
    for (const item of Object.values(next)) values.push(item);
  }
  return false;
}
