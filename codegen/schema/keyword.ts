import { isJsonObject, type JsonValue } from "./json.js";
import type { Dialect } from "./schema-document.js";

/** The groups of keywords that a meta-schema of 2019-09 and later can switch on and off. */
export type Vocabulary =
  | "core"
  | "applicator"
  | "unevaluated"
  | "validation"
  | "meta-data"
  | "format"
  | "content"
  | "graphwright";

/** What the value of a keyword must be. The first group holds schemas. */
export type Shape =
  | "schema"
  | "schema list"
  | "schema map"
  | "schema or schema list"
  | "schema or string list map"
  | "any value"
  | "value list"
  | "boolean"
  | "number"
  | "positive number"
  | "count"
  | "string"
  | "string list"
  | "string list map"
  | "type"
  | "vocabulary map";

/** One keyword of JSON Schema, or of graphwright's vocabulary. */
export interface Keyword {
  readonly name: string;
  readonly shape: Shape;
  readonly vocabulary: Vocabulary;
  /** The first dialect that has it. */
  readonly since: Dialect;
  /** The last dialect that has it; absent where the newest one does. */
  readonly until?: Dialect;
}

const ORDER: readonly Dialect[] = ["draft-04", "draft-06", "draft-07", "2019-09", "2020-12"];

/** Whether a dialect is a given one or newer. */
export function isAtLeast(dialect: Dialect, other: Dialect): boolean {
  return ORDER.indexOf(dialect) >= ORDER.indexOf(other);
}

function keyword(
  vocabulary: Vocabulary,
  name: string,
  shape: Shape,
  since: Dialect = "draft-04",
  until?: Dialect,
): Keyword {
  return { name, shape, vocabulary, since, ...(until === undefined ? {} : { until }) };
}

/**
 * Every keyword that has a meaning here. `$defs`, `definitions` and `dependencies` are read in every dialect, as are
 * annotations: their meaning is the same wherever they are met, and published schemas mix them.
 */
const ALL: readonly Keyword[] = [
  keyword("core", "$schema", "string"),
  keyword("core", "id", "string", "draft-04", "draft-04"),
  keyword("core", "$id", "string", "draft-06"),
  keyword("core", "$ref", "string"),
  keyword("core", "$anchor", "string", "2019-09"),
  keyword("core", "$recursiveRef", "string", "2019-09", "2019-09"),
  keyword("core", "$recursiveAnchor", "boolean", "2019-09", "2019-09"),
  keyword("core", "$dynamicRef", "string", "2020-12"),
  keyword("core", "$dynamicAnchor", "string", "2020-12"),
  keyword("core", "$vocabulary", "vocabulary map", "2019-09"),
  keyword("core", "$comment", "string"),
  keyword("core", "$defs", "schema map"),
  keyword("core", "definitions", "schema map"),

  keyword("applicator", "prefixItems", "schema list", "2020-12"),
  keyword("applicator", "items", "schema or schema list", "draft-04", "2019-09"),
  keyword("applicator", "items", "schema", "2020-12"),
  keyword("applicator", "additionalItems", "schema", "draft-04", "2019-09"),
  keyword("applicator", "contains", "schema", "draft-06"),
  keyword("applicator", "properties", "schema map"),
  keyword("applicator", "patternProperties", "schema map"),
  keyword("applicator", "additionalProperties", "schema"),
  keyword("applicator", "propertyNames", "schema", "draft-06"),
  keyword("applicator", "dependencies", "schema or string list map"),
  keyword("applicator", "dependentSchemas", "schema map", "2019-09"),
  keyword("applicator", "allOf", "schema list"),
  keyword("applicator", "anyOf", "schema list"),
  keyword("applicator", "oneOf", "schema list"),
  keyword("applicator", "not", "schema"),
  keyword("applicator", "if", "schema", "draft-07"),
  keyword("applicator", "then", "schema", "draft-07"),
  keyword("applicator", "else", "schema", "draft-07"),
  keyword("unevaluated", "unevaluatedItems", "schema", "2019-09"),
  keyword("unevaluated", "unevaluatedProperties", "schema", "2019-09"),

  keyword("validation", "type", "type"),
  keyword("validation", "enum", "value list"),
  keyword("validation", "const", "any value", "draft-06"),
  keyword("validation", "multipleOf", "positive number"),
  keyword("validation", "maximum", "number"),
  keyword("validation", "minimum", "number"),
  keyword("validation", "exclusiveMaximum", "boolean", "draft-04", "draft-04"),
  keyword("validation", "exclusiveMaximum", "number", "draft-06"),
  keyword("validation", "exclusiveMinimum", "boolean", "draft-04", "draft-04"),
  keyword("validation", "exclusiveMinimum", "number", "draft-06"),
  keyword("validation", "maxLength", "count"),
  keyword("validation", "minLength", "count"),
  keyword("validation", "pattern", "string"),
  keyword("validation", "maxItems", "count"),
  keyword("validation", "minItems", "count"),
  keyword("validation", "uniqueItems", "boolean"),
  keyword("validation", "maxContains", "count", "2019-09"),
  keyword("validation", "minContains", "count", "2019-09"),
  keyword("validation", "maxProperties", "count"),
  keyword("validation", "minProperties", "count"),
  keyword("validation", "required", "string list"),
  keyword("validation", "dependentRequired", "string list map", "2019-09"),

  keyword("format", "format", "string"),
  keyword("content", "contentEncoding", "string", "draft-07"),
  keyword("content", "contentMediaType", "string", "draft-07"),
  keyword("content", "contentSchema", "schema", "2019-09"),

  keyword("meta-data", "title", "string"),
  keyword("meta-data", "description", "string"),
  keyword("meta-data", "default", "any value"),
  keyword("meta-data", "examples", "value list"),
  keyword("meta-data", "deprecated", "boolean"),
  keyword("meta-data", "readOnly", "boolean"),
  keyword("meta-data", "writeOnly", "boolean"),

  keyword("graphwright", "x-reducer", "string"),
  keyword("graphwright", "x-update", "schema"),
  keyword("graphwright", "x-channel", "string"),
  keyword("graphwright", "langgraph_type", "string"),
  keyword("graphwright", "tsType", "string"),
];

function keywordsIn(dialect: Dialect): ReadonlyMap<string, Keyword> {
  const known = ALL.filter(
    ({ since, until }) => isAtLeast(dialect, since) && (until === undefined || isAtLeast(until, dialect)),
  );
  return new Map(known.map((found) => [found.name, found]));
}

/** The keywords of each dialect, by name. */
export const KEYWORDS: Readonly<Record<Dialect, ReadonlyMap<string, Keyword>>> = {
  "draft-04": keywordsIn("draft-04"),
  "draft-06": keywordsIn("draft-06"),
  "draft-07": keywordsIn("draft-07"),
  "2019-09": keywordsIn("2019-09"),
  "2020-12": keywordsIn("2020-12"),
};

/** The dialects that know a keyword, oldest first. */
export function dialectsWith(name: string): readonly Dialect[] {
  return ORDER.filter((dialect) => KEYWORDS[dialect].has(name));
}

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
