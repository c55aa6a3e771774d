import type { JsonObject } from "../../../codegen/schema/json.js";
import { ALL_DIALECTS, pairs } from "../pair.js";

const text = { type: "string" };
const whole = { type: "integer" };
const object = (properties: object, more: object = {}): JsonObject => ({
  type: "object",
  properties: properties as JsonObject,
  ...more,
});
const closed = { additionalProperties: false };

/** The keywords of objects. */
export const objectPairs = [
  ...pairs(ALL_DIALECTS, [
    ["a property is required", object({ a: text }), object({ a: text }, { required: ["a"] }), "narrower"],
    [
      "a property is no longer required",
      object({ a: text }, { required: ["a"] }),
      object({ a: text }),
      "wider",
    ],
    ["a property is added to an open object", object({ a: text }), object({ a: text, b: text }), "narrower"],
    [
      "a property is added to a closed object",
      object({ a: text }, closed),
      object({ a: text, b: text }, closed),
      "wider",
    ],
    [
      "a property is removed from a closed object",
      object({ a: text, b: text }, closed),
      object({ a: text }, closed),
      "narrower",
    ],
    ["a property is removed from an open object", object({ a: text, b: text }), object({ a: text }), "wider"],
    [
      "a property is renamed",
      object({ a: text }, { required: ["a"], ...closed }),
      object({ b: text }, { required: ["b"], ...closed }),
      "other",
    ],
    [
      "a property becomes a number",
      object({ a: text }, { required: ["a"] }),
      object({ a: whole }, { required: ["a"] }),
      "other",
    ],
    ["an optional property becomes a number", object({ a: text }), object({ a: whole }), "other"],
    ["an object is closed", object({ a: text }), object({ a: text }, closed), "narrower"],
    ["an object is opened", object({ a: text }, closed), object({ a: text }), "wider"],
    [
      "other properties are typed",
      object({ a: text }),
      object({ a: text }, { additionalProperties: text }),
      "narrower",
    ],
    [
      "other properties are widened",
      object({}, { additionalProperties: whole }),
      object({}, { additionalProperties: { type: "number" } }),
      "wider",
    ],
    [
      "a named property is as the others",
      object({}, { additionalProperties: text }),
      object({ a: text }, { additionalProperties: text }),
      "same",
    ],
    [
      "a property that is never there",
      object({ a: text, b: false }),
      object({ a: text, b: { not: {} } }),
      "same",
    ],
    [
      "deep inside",
      object({ a: object({ b: object({ c: whole }) }) }),
      object({ a: object({ b: object({ c: { type: "integer", maximum: 9 } }) }) }),
      "narrower",
    ],
    [
      "a pattern's properties are narrowed",
      object({}, { patternProperties: { "^x-": {} } }),
      object({}, { patternProperties: { "^x-": text } }),
      "narrower",
    ],
    [
      "a pattern matches more names",
      object({}, { patternProperties: { "^x-": text } }),
      object({}, { patternProperties: { "^x": text } }),
      "narrower",
    ],
    [
      "a pattern matches fewer names",
      object({}, { patternProperties: { "^x": text } }),
      object({}, { patternProperties: { "^x-": text } }),
      "wider",
    ],
    [
      "a pattern names a property",
      object({}, { patternProperties: { "^a$": text } }),
      object({ a: text }),
      "same",
    ],
    [
      "a pattern in a closed object",
      object({}, { patternProperties: { "^x-": text }, ...closed }),
      object({}, { patternProperties: { "^x-": text, "^y-": text }, ...closed }),
      "wider",
    ],
    [
      "a pattern and what is left",
      object({}, { patternProperties: { "^[a-z]+$": text }, additionalProperties: text }),
      object({}, { additionalProperties: text }),
      "same",
    ],
    ["minProperties is raised", object({}), object({}, { minProperties: 1 }), "narrower"],
    [
      "minProperties by what is required",
      object({ a: text }, { required: ["a"] }),
      object({ a: text }, { required: ["a"], minProperties: 1 }),
      "same",
    ],
    ["maxProperties is added", object({ a: text }), object({ a: text }, { maxProperties: 1 }), "narrower"],
    [
      "maxProperties of a closed object",
      object({ a: text, b: text }, closed),
      object({ a: text, b: text }, { ...closed, maxProperties: 2 }),
      "same",
    ],
    ["maxProperties is raised", object({}, { maxProperties: 1 }), object({}, { maxProperties: 2 }), "wider"],
    [
      "dependencies are added",
      object({ a: text, b: text }),
      object({ a: text, b: text }, { dependencies: { a: ["b"] } }),
      "narrower",
    ],
    ["dependencies are removed", object({}, { dependencies: { a: ["b"] } }), object({}), "wider"],
    [
      "a schema depends on a property",
      object({ a: text }),
      object({ a: text }, { dependencies: { a: object({ b: text }, { required: ["b"] }) } }),
      "narrower",
    ],
    [
      "a name that every object inherits",
      object({ toString: text }),
      object({ toString: text }, { required: ["toString"] }),
      "narrower",
    ],
    [
      "a property called __proto__",
      JSON.parse('{"type":"object","properties":{"__proto__":{"type":"string"}}}'),
      JSON.parse('{"type":"object","properties":{"__proto__":{"type":"string","maxLength":3}}}'),
      "narrower",
    ],
    ["required without a declaration", object({}), object({}, { required: ["zip"] }), "narrower"],
    [
      "a property of an array",
      { type: "array", properties: { a: text } },
      { type: "array", properties: { a: whole } },
      "same",
    ],
  ]),
  ...pairs(
    ["draft-06", "draft-07", "2019-09", "2020-12"],
    [
      ["names are limited", object({}), object({}, { propertyNames: { maxLength: 5 } }), "narrower"],
      [
        "names are widened",
        object({}, { propertyNames: { pattern: "^[a-f]+$" } }),
        object({}, { propertyNames: { pattern: "^[a-z]+$" } }),
        "wider",
      ],
      ["names are listed", object({}, { propertyNames: { enum: ["a"] } }), object({ a: {} }, closed), "same"],
      [
        "a name that can't be",
        object({ abc: text }, { propertyNames: { maxLength: 2 } }),
        object({ abc: whole }, { propertyNames: { maxLength: 2 } }),
        "same",
      ],
    ],
  ),
  ...pairs(
    ["2019-09", "2020-12"],
    [
      ["dependentRequired is added", object({}), object({}, { dependentRequired: { a: ["b"] } }), "narrower"],
      [
        "dependentRequired of what is required",
        object({}, { required: ["b"] }),
        object({}, { required: ["b"], dependentRequired: { a: ["b"] } }),
        "same",
      ],
      [
        "dependentSchemas are narrowed",
        object({}, { dependentSchemas: { a: { required: ["b"] } } }),
        object({}, { dependentSchemas: { a: { required: ["b", "c"] } } }),
        "narrower",
      ],
      [
        "unevaluatedProperties close",
        object({ a: text }, { allOf: [{ properties: { b: text } }] }),
        object({ a: text }, { allOf: [{ properties: { b: text } }], unevaluatedProperties: false }),
        "narrower",
      ],
      [
        "unevaluatedProperties see through allOf",
        object({ a: text, b: text }, closed),
        object({ a: text }, { allOf: [{ properties: { b: text } }], unevaluatedProperties: false }),
        "same",
      ],
      [
        "unevaluatedProperties see branches",
        object(
          { a: text },
          { anyOf: [{ properties: { b: text }, required: ["b"] }, {}], unevaluatedProperties: false },
        ),
        object({ a: text, b: text }, closed),
        "same",
      ],
      [
        "unevaluatedProperties are widened",
        object({}, { unevaluatedProperties: whole }),
        object({}, { unevaluatedProperties: { type: "number" } }),
        "wider",
      ],
    ],
  ),
];
