import type { JsonObject, JsonSchema, JsonValue } from "../schema/json.js";

/** Keywords that hold one schema, or a list of them. */
const ONE_OR_MORE: ReadonlySet<string> = new Set([
  ...["items", "prefixItems", "additionalItems", "unevaluatedItems", "contains"],
  ...["additionalProperties", "unevaluatedProperties", "propertyNames", "contentSchema"],
  ...["allOf", "anyOf", "oneOf", "not", "if", "then", "else"],
]);

/** Keywords that hold schemas by name. */
const BY_NAME: ReadonlySet<string> = new Set([
  ...["properties", "patternProperties", "dependentSchemas", "dependencies", "$defs", "definitions"],
]);

/**
 * A schema with each schema in it changed, from the inside out. What only looks like a schema, such as a default, stays as it is.
 *
 * @param change - Gets the keywords of a schema, and returns those to put in their place.
 */
export function mapSchemas(schema: JsonSchema, change: (schema: JsonObject) => JsonObject): JsonSchema {
  if (typeof schema === "boolean") return schema;
  const inner = (value: JsonValue): JsonValue => {
    if (Array.isArray(value)) return value.map(inner);
    return isObject(value) ? mapSchemas(value, change) : value;
  };
  const entries = Object.entries(schema).map(([keyword, value]): [string, JsonValue] => {
    if (ONE_OR_MORE.has(keyword)) return [keyword, inner(value)];
    if (!BY_NAME.has(keyword) || !isObject(value)) return [keyword, value];
    // A dependency may be a list of names.
    const named = Object.entries(value).map(([name, each]) => [name, isObject(each) ? inner(each) : each]);
    return [keyword, Object.fromEntries(named)];
  });
  return change(Object.fromEntries(entries));
}

/** Whether a JSON value is an object. */
export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
