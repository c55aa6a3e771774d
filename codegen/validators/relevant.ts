import { isJsonObject, type JsonValue } from "../json.js";
import type { SchemaNode } from "../schema-node.js";

/**
 * A schema without what it says of other values than this one: the same verdict, from less to compile.
 *
 * Keywords beside each other are weighed only; schemas that it refers to or combines stay as they are.
 */
export function relevantTo(value: JsonValue, node: SchemaNode): SchemaNode {
  const relevant: { -readonly [Keyword in keyof SchemaNode]: SchemaNode[Keyword] } = { ...node };
  const isArray = Array.isArray(value);
  if (!isArray) for (const keyword of OF_ARRAYS) delete relevant[keyword];
  if (!isArray || value.length === 0) for (const keyword of OF_ITEMS) delete relevant[keyword];
  if (!isJsonObject(value)) {
    for (const keyword of [...OF_OBJECTS, ...OF_PROPERTIES]) delete relevant[keyword];
    return relevant;
  }
  if (Object.keys(value).length === 0) for (const keyword of OF_PROPERTIES) delete relevant[keyword];
  else if (node.properties !== undefined) {
    relevant.properties = new Map([...node.properties].filter(([name]) => Object.hasOwn(value, name)));
  }
  return relevant;
}

const OF_ARRAYS = ["contains", "minContains", "maxContains", "maxItems", "minItems", "uniqueItems"] as const;
const OF_ITEMS = ["prefixItems", "items", "unevaluatedItems"] as const;
const OF_OBJECTS = ["required", "maxProperties", "minProperties"] as const;
const OF_PROPERTIES = [
  ...(["properties", "patternProperties", "additionalProperties", "unevaluatedProperties"] as const),
  ...(["propertyNames", "dependentRequired", "dependentSchemas"] as const),
] as const;
