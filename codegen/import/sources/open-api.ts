import { UseError } from "../../problems/use-error.js";
import { isJsonObject, type JsonObject, type JsonSchema, type JsonValue } from "../../schema/json.js";
import { DIALECT, type Imported } from "../imported.js";
import { kebabCase } from "../names.js";

/** The schemas of an OpenAPI document (`components.schemas`) as a file of definitions that contracts refer to. */
export function importOpenApi(document: JsonObject, name: string): Imported {
  const { components, definitions, info, openapi } = document;
  const schemas = isJsonObject(components) ? components.schemas : definitions;
  if (!isJsonObject(schemas) || Object.keys(schemas).length === 0) {
    throw new UseError(`${name} has no schemas`, "give an OpenAPI document with `components.schemas`");
  }
  const isOld = typeof openapi !== "string" || /^3\.0/.test(openapi);
  const $defs = Object.fromEntries(
    Object.entries(schemas).map(([key, schema]) => [key, converted(schema, isOld) as JsonSchema]),
  );
  const title = isJsonObject(info) && typeof info.title === "string" ? kebabCase(info.title) : "";
  const own = title === "" ? kebabCase(name) : title;
  const path = `shared/${own}.schema.json`;
  return {
    name: own,
    files: new Map(),
    shared: new Map([[path, { $schema: DIALECT, $defs }]]),
    notes: [
      {
        place: path,
        message: `refer to its definitions from members of contracts, e.g. { "$ref": "../${path}#/$defs/${Object.keys($defs)[0]}" }, or import again with --as state=${Object.keys($defs)[0]}`,
        needsHand: false,
      },
    ],
  };
}

/** A schema whose references lead to `$defs`, in today's JSON Schema where it is one of OpenAPI 3.0 or before. */
function converted(value: JsonValue, isOld: boolean): JsonValue {
  if (Array.isArray(value)) return value.map((item: JsonValue) => converted(item, isOld));
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value).map(([key, item]): [string, JsonValue] => {
    if (key === "$ref" && typeof item === "string") return [key, item.replace(REFERENCE, "#/$defs/")];
    // Values, not schemas.
    return VALUES.has(key) ? [key, item] : [key, converted(item, isOld)];
  });
  const schema = Object.fromEntries(entries);
  return isOld ? modern(schema) : schema;
}

const REFERENCE = /^#\/(?:components\/schemas|definitions)\//;
const VALUES: ReadonlySet<string> = new Set(["default", "example", "examples", "enum", "const"]);

/** OpenAPI 3.0 says three things in words of its own. */
function modern({ nullable, example, ...schema }: JsonObject): JsonObject {
  const result: Record<string, JsonValue> = { ...schema };
  for (const [exclusive, limit] of [
    ["exclusiveMinimum", "minimum"],
    ["exclusiveMaximum", "maximum"],
  ] as const) {
    if (typeof result[exclusive] !== "boolean") continue;
    const bound = result[limit];
    if (result[exclusive] === true && bound !== undefined) {
      result[exclusive] = bound;
      delete result[limit];
    } else delete result[exclusive];
  }
  // A property may be called `nullable`, too.
  if (isJsonObject(nullable)) result.nullable = nullable;
  if (isJsonObject(example) && "type" in example && !("type" in schema)) result.example = example;
  if (nullable !== true) return result;
  if (typeof result.type === "string") result.type = [result.type, "null"];
  else return { anyOf: [result, { type: "null" }] };
  if (Array.isArray(result.enum) && !result.enum.includes(null)) result.enum = [...result.enum, null];
  return result;
}
