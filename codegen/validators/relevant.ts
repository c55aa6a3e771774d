import { isJsonObject, type JsonValue } from "../schema/json.js";
import type { SchemaNode } from "../schema/schema-node.js";

/** How many schemas are looked at; further ones stay as they are. */
const MAX_LOOKS = 50;

/** A schema without what it says of other values than this one: the same verdict, from less to compile. */
export function relevantTo(value: JsonValue, node: SchemaNode): SchemaNode {
  return relevant(value, node, { looks: MAX_LOOKS });
}

function relevant(value: JsonValue, node: SchemaNode, left: { looks: number }): SchemaNode {
  if (left.looks === 0) return node;
  left.looks -= 1;
  const rest: { -readonly [Keyword in keyof SchemaNode]: SchemaNode[Keyword] } = { ...node };
  // What stands beside `unevaluated*` must tell what it looked at, which only the schemas of the library are known to do.
  const isWatched = node.unevaluatedItems !== undefined || node.unevaluatedProperties !== undefined;
  for (const keyword of isWatched ? [] : IN_PLACE) {
    const parts = node[keyword];
    if (parts !== undefined) rest[keyword] = parts.map((part) => relevant(value, part, left));
  }
  const isArray = Array.isArray(value);
  if (!isArray) for (const keyword of OF_ARRAYS) delete rest[keyword];
  if (!isArray || value.length === 0) for (const keyword of OF_ITEMS) delete rest[keyword];
  const isObject = isJsonObject(value);
  if (!isObject) for (const keyword of OF_OBJECTS) delete rest[keyword];
  if (!isObject || Object.keys(value).length === 0) {
    for (const keyword of OF_PROPERTIES) delete rest[keyword];
  } else if (node.properties !== undefined) {
    const present = [...node.properties].flatMap(([name, part]): [string, SchemaNode][] => {
      const item = Object.hasOwn(value, name) ? value[name] : undefined;
      return item === undefined ? [] : [[name, relevant(item, part, left)]];
    });
    rest.properties = new Map(present);
  }
  return rest;
}

const IN_PLACE = ["refs", "allOf", "anyOf", "oneOf"] as const;
const OF_ARRAYS = ["contains", "minContains", "maxContains", "maxItems", "minItems", "uniqueItems"] as const;
const OF_ITEMS = ["prefixItems", "items", "unevaluatedItems"] as const;
const OF_OBJECTS = ["required", "maxProperties", "minProperties"] as const;
const OF_PROPERTIES = [
  ...(["properties", "patternProperties", "additionalProperties", "unevaluatedProperties"] as const),
  ...(["propertyNames", "dependentRequired", "dependentSchemas"] as const),
] as const;
