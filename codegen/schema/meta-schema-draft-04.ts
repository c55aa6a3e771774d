import type { JsonSchema } from "./json.js";

const ANY_SCHEMA = { $ref: "#" };
const SCHEMA_MAP = { type: "object", additionalProperties: ANY_SCHEMA, default: {} };
const SCHEMA_LIST = { $ref: "#/definitions/schemaArray" };
const BOOLEAN_OR_SCHEMA = { anyOf: [{ type: "boolean" }, ANY_SCHEMA], default: {} };
const COUNT = { $ref: "#/definitions/positiveInteger" };
const COUNT_FROM_0 = { $ref: "#/definitions/positiveIntegerDefault0" };
const NAMES = { $ref: "#/definitions/stringArray" };

/** What draft-04 demands of a schema, after its specification: no package at hand ships it. */
export const DRAFT_04_META_SCHEMA: JsonSchema = {
  id: "http://json-schema.org/draft-04/schema#",
  $schema: "http://json-schema.org/draft-04/schema#",
  description: "Core schema meta-schema",
  definitions: {
    schemaArray: { type: "array", minItems: 1, items: ANY_SCHEMA },
    positiveInteger: { type: "integer", minimum: 0 },
    positiveIntegerDefault0: { allOf: [COUNT, { default: 0 }] },
    simpleTypes: { enum: ["array", "boolean", "integer", "null", "number", "object", "string"] },
    stringArray: { type: "array", items: { type: "string" }, minItems: 1, uniqueItems: true },
  },
  type: "object",
  properties: {
    id: { type: "string" },
    $schema: { type: "string" },
    title: { type: "string" },
    description: { type: "string" },
    default: {},
    multipleOf: { type: "number", minimum: 0, exclusiveMinimum: true },
    maximum: { type: "number" },
    exclusiveMaximum: { type: "boolean" },
    minimum: { type: "number" },
    exclusiveMinimum: { type: "boolean" },
    maxLength: COUNT,
    minLength: COUNT_FROM_0,
    pattern: { type: "string", format: "regex" },
    additionalItems: BOOLEAN_OR_SCHEMA,
    items: { anyOf: [ANY_SCHEMA, SCHEMA_LIST], default: {} },
    maxItems: COUNT,
    minItems: COUNT_FROM_0,
    uniqueItems: { type: "boolean", default: false },
    maxProperties: COUNT,
    minProperties: COUNT_FROM_0,
    required: NAMES,
    additionalProperties: BOOLEAN_OR_SCHEMA,
    definitions: SCHEMA_MAP,
    properties: SCHEMA_MAP,
    patternProperties: SCHEMA_MAP,
    dependencies: { type: "object", additionalProperties: { anyOf: [ANY_SCHEMA, NAMES] } },
    enum: { type: "array", minItems: 1, uniqueItems: true },
    type: {
      anyOf: [
        { $ref: "#/definitions/simpleTypes" },
        { type: "array", items: { $ref: "#/definitions/simpleTypes" }, minItems: 1, uniqueItems: true },
      ],
    },
    format: { type: "string" },
    allOf: SCHEMA_LIST,
    anyOf: SCHEMA_LIST,
    oneOf: SCHEMA_LIST,
    not: ANY_SCHEMA,
  },
  dependencies: { exclusiveMaximum: ["maximum"], exclusiveMinimum: ["minimum"] },
  default: {},
};
