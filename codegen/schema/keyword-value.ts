import { isJsonObject, type JsonValue } from "./json.js";
import type { Keyword } from "./keyword.js";

/**
 * The schemas inside a keyword's value, each with the tokens that lead to it from the schema.
 * A value there that is not a schema is passed on unchanged; the shape check reports it.
 */
export function* schemasIn(
  { name, shape }: Keyword,
  value: JsonValue,
): Generator<readonly [tokens: readonly (string | number)[], value: JsonValue]> {
  switch (shape) {
    case "schema":
      yield [[name], value];
      break;
    case "schema list":
    case "schema or schema list":
      if (Array.isArray(value)) {
        for (const [index, item] of value.entries()) yield [[name, index], item];
      } else if (shape === "schema or schema list") {
        yield [[name], value];
      }
      break;
    case "schema map":
    case "schema or string list map":
      if (isJsonObject(value)) {
        for (const [key, item] of Object.entries(value)) {
          if (shape === "schema map" || !Array.isArray(item)) yield [[name, key], item];
        }
      }
      break;
  }
}

/** What `type` may name. */
export const TYPE_NAMES = ["null", "boolean", "object", "array", "number", "integer", "string"] as const;

/** Whether a value is the name of a type. */
export function isTypeName(value: JsonValue): boolean {
  return TYPE_NAMES.some((name) => name === value);
}

function isStringList(value: JsonValue): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}

/**
 * What a keyword's value should have been, for a message; `undefined` where the value is right.
 * Schemas inside the value are not looked at: each is checked where it stands.
 */
export function wrongShape({ shape }: Keyword, value: JsonValue): string | undefined {
  switch (shape) {
    case "any value":
    case "schema":
    case "schema or schema list":
      return undefined;
    case "schema list":
      return Array.isArray(value) && value.length > 0 ? undefined : "a list of one or more schemas";
    case "schema map":
      return isJsonObject(value) ? undefined : "an object of schemas";
    case "schema or string list map":
      return isJsonObject(value) &&
        Object.values(value).every((item) => !Array.isArray(item) || isStringList(item))
        ? undefined
        : "an object of schemas or lists of property names";
    case "value list":
      return Array.isArray(value) ? undefined : "a list";
    case "boolean":
      return typeof value === "boolean" ? undefined : "true or false";
    case "number":
      return typeof value === "number" ? undefined : "a number";
    case "positive number":
      return typeof value === "number" && value > 0 ? undefined : "a number greater than 0";
    case "count":
      return Number.isInteger(value) && Number(value) >= 0 ? undefined : "a whole number, 0 or more";
    case "string":
      return typeof value === "string" ? undefined : "a string";
    case "string list":
      return isStringList(value) ? undefined : "a list of strings";
    case "string list map":
      return isJsonObject(value) && Object.values(value).every(isStringList)
        ? undefined
        : "an object of lists of property names";
    case "type": {
      const names = Array.isArray(value) ? value : [value];
      return names.length > 0 && names.every(isTypeName)
        ? undefined
        : "null, boolean, object, array, number, integer, string, or a list of these";
    }
    case "vocabulary map":
      return isJsonObject(value) && Object.values(value).every((used) => typeof used === "boolean")
        ? undefined
        : "an object of true or false by URI";
  }
}
