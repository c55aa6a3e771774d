import { isJsonObject, type JsonObject, type JsonValue } from "../schema/json.js";
import type { SchemaDocument } from "../schema/schema-document.js";

/** Whether all references of a file are to places, by JSON Pointer: copies of the file need no identity of their own. */
export function isPlain({ schema }: SchemaDocument): boolean {
  if (!isJsonObject(schema)) return true;
  const { $defs = {}, definitions = {}, $schema: _, $id: __, id: ___, ...rest } = schema;
  return ![rest, $defs, definitions].some(hasIdentities);
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

/** Whether a value has a reference in it, or what looks like one. */
export function holdsReference(value: JsonValue): boolean {
  return some(value, ({ $ref }) => typeof $ref === "string");
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
