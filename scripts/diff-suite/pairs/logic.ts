// biome-ignore-all lint/suspicious/noThenProperty: the keyword
import type { JsonObject } from "../../../codegen/schema/json.js";
import { ALL_DIALECTS, pairs } from "../pair.js";

const text = { type: "string" };
const whole = { type: "integer" };
const object = (properties: object, more: object = {}): JsonObject => ({
  type: "object",
  properties: properties as JsonObject,
  ...more,
});
const tagged = (kind: string, properties: object = {}, required: readonly string[] = []) =>
  object(
    { kind: { enum: [kind] }, ...properties },
    { required: ["kind", ...required], additionalProperties: false },
  );
const tree = (value: object) => ({
  $ref: "#/definitions/node",
  definitions: {
    node: object(
      { value, children: { type: "array", items: { $ref: "#/definitions/node" } } },
      { required: ["value"] },
    ),
  },
});

/** Combinations, conditions and references. */
export const logicPairs = [
  ...pairs(ALL_DIALECTS, [
    ["allOf is taken apart", { allOf: [text, { maxLength: 3 }] }, { type: "string", maxLength: 3 }, "same"],
    ["allOf gets a part", { allOf: [text] }, { allOf: [text, { minLength: 1 }] }, "narrower"],
    ["allOf loses a part", { allOf: [text, { minLength: 1 }] }, { allOf: [text] }, "wider"],
    ["anyOf gets a branch", { anyOf: [text] }, { anyOf: [text, whole] }, "wider"],
    [
      "anyOf loses a branch",
      { anyOf: [text, whole, { type: "null" }] },
      { anyOf: [text, whole] },
      "narrower",
    ],
    [
      "anyOf loses a branch that another one covers",
      { anyOf: [whole, { type: "number" }] },
      { type: "number" },
      "same",
    ],
    [
      "anyOf of types becomes a list of types",
      { anyOf: [text, { type: "null" }] },
      { type: ["string", "null"] },
      "same",
    ],
    [
      "anyOf of ranges that touch",
      { type: "integer", minimum: 0, maximum: 9 },
      {
        anyOf: [
          { type: "integer", minimum: 0, maximum: 4 },
          { type: "integer", minimum: 5, maximum: 9 },
        ],
      },
      "same",
    ],
    [
      "oneOf becomes anyOf where branches exclude each other",
      { oneOf: [text, whole] },
      { anyOf: [text, whole] },
      "same",
    ],
    [
      "oneOf becomes anyOf where branches overlap",
      { oneOf: [whole, { type: "number", minimum: 5 }] },
      { anyOf: [whole, { type: "number", minimum: 5 }] },
      "wider",
    ],
    [
      "anyOf becomes oneOf where branches overlap",
      {
        anyOf: [
          { minimum: 0, type: "number" },
          { maximum: 9, type: "number" },
        ],
      },
      {
        oneOf: [
          { minimum: 0, type: "number" },
          { maximum: 9, type: "number" },
        ],
      },
      "narrower",
    ],
    [
      "oneOf gets a branch that overlaps",
      { oneOf: [{ type: "string", maxLength: 5 }] },
      {
        oneOf: [
          { type: "string", maxLength: 5 },
          { type: "string", minLength: 5 },
        ],
      },
      "other",
    ],
    [
      "a tagged union gets a branch",
      { oneOf: [tagged("a"), tagged("b")] },
      { oneOf: [tagged("a"), tagged("b"), tagged("c")] },
      "wider",
    ],
    [
      "a tagged union loses a branch",
      { oneOf: [tagged("a"), tagged("b"), tagged("c")] },
      { oneOf: [tagged("a"), tagged("c")] },
      "narrower",
    ],
    [
      "a branch of a tagged union is narrowed",
      { oneOf: [tagged("a", { n: whole }), tagged("b")] },
      { oneOf: [tagged("a", { n: { type: "integer", minimum: 0 } }), tagged("b")] },
      "narrower",
    ],
    [
      "a branch of a tagged union is widened",
      { oneOf: [tagged("a", { n: whole }), tagged("b")] },
      { oneOf: [tagged("a", { n: { type: "number" } }), tagged("b")] },
      "wider",
    ],
    [
      "a branch of a tagged union requires more",
      { oneOf: [tagged("a", { n: whole }), tagged("b")] },
      { oneOf: [tagged("a", { n: whole }, ["n"]), tagged("b")] },
      "narrower",
    ],
    [
      "a tagged union of twelve in another order",
      { oneOf: [..."abcdefghijkl"].map((kind) => tagged(kind)) },
      { oneOf: [..."lkjihgfedcba"].map((kind) => tagged(kind)) },
      "same",
    ],
    [
      "a tagged union becomes one object",
      { oneOf: [tagged("a"), tagged("b")] },
      object({ kind: { enum: ["a", "b"] } }, { required: ["kind"], additionalProperties: false }),
      "same",
    ],
    [
      "an object becomes a tagged union",
      object({ kind: { enum: ["a", "b"] }, n: whole }, { required: ["kind"], additionalProperties: false }),
      { anyOf: [tagged("a", { n: whole }), tagged("b", { n: { type: "integer", maximum: 9 } })] },
      "narrower",
    ],
    ["not excludes less", { not: { type: ["string", "null"] } }, { not: { type: "null" } }, "wider"],
    [
      "not excludes more",
      { type: "string", not: { enum: ["a"] } },
      { type: "string", not: { enum: ["a", "b"] } },
      "narrower",
    ],
    ["not twice", { not: { not: text } }, text, "same"],
    ["not excludes what can't be", whole, { type: "integer", not: text }, "same"],
    [
      "not excludes a property",
      object({ a: text }),
      object({ a: text }, { not: { required: ["b"] } }),
      "narrower",
    ],
    [
      "a definition is narrowed",
      { $ref: "#/definitions/a", definitions: { a: text } },
      { $ref: "#/definitions/a", definitions: { a: { type: "string", maxLength: 3 } } },
      "narrower",
    ],
    [
      "a definition has another name",
      { $ref: "#/definitions/a", definitions: { a: text } },
      { $ref: "#/definitions/b", definitions: { b: text } },
      "same",
    ],
    [
      "a reference becomes the schema itself",
      { $ref: "#/definitions/a", definitions: { a: text } },
      text,
      "same",
    ],
    [
      "an unused definition is narrowed",
      { type: "string", definitions: { a: text } },
      { type: "string", definitions: { a: whole } },
      "same",
    ],
    ["a tree is widened", tree(whole), tree({ type: "number" }), "wider"],
    ["a tree is narrowed", tree({ type: "number" }), tree(whole), "narrower"],
    ["a tree stays", tree(whole), tree({ allOf: [whole] }), "same"],
    [
      "a list that refers to itself",
      {
        definitions: {
          l: {
            anyOf: [{ type: "null" }, object({ next: { $ref: "#/definitions/l" } }, { required: ["next"] })],
          },
        },
        $ref: "#/definitions/l",
      },
      {
        definitions: {
          l: {
            anyOf: [
              { type: "null" },
              object({ next: { $ref: "#/definitions/l" }, n: whole }, { required: ["next"] }),
            ],
          },
        },
        $ref: "#/definitions/l",
      },
      "narrower",
    ],
    ["anything", {}, { description: "still anything" }, "same"],
    ["nothing becomes something", { not: {} }, text, "wider"],
  ]),
  ...pairs(
    ["draft-07", "2019-09", "2020-12"],
    [
      [
        "a condition is added",
        object({ a: whole }),
        object(
          { a: whole },
          { if: { properties: { a: { const: 1 } }, required: ["a"] }, then: { required: ["b"] } },
        ),
        "narrower",
      ],
      [
        "a condition demands more",
        object({}, { if: { required: ["a"] }, then: { required: ["b"] } }),
        object({}, { if: { required: ["a"] }, then: { required: ["b", "c"] } }),
        "narrower",
      ],
      [
        "a condition demands less",
        object({}, { if: { required: ["a"] }, then: { required: ["b"] }, else: { required: ["c"] } }),
        object({}, { if: { required: ["a"] }, then: { required: ["b"] } }),
        "wider",
      ],
      [
        "a condition holds more often",
        object({}, { if: { required: ["a", "b"] }, then: { required: ["c"] } }),
        object({}, { if: { required: ["a"] }, then: { required: ["c"] } }),
        "narrower",
      ],
      ["then without if", { type: "string", then: { maxLength: 1 } }, { type: "string" }, "same"],
      [
        "a condition in other words",
        object({}, { if: { required: ["a"] }, then: { required: ["b"] } }),
        object({}, { anyOf: [{ not: { required: ["a"] } }, { required: ["b"] }] }),
        "same",
      ],
      ["true and false", true, {}, "same"],
      ["true becomes false", true, false, "narrower"],
    ],
  ),
  ...pairs(
    ["2019-09", "2020-12"],
    [
      [
        "an anchor",
        { $ref: "#it", $defs: { a: { $anchor: "it", ...text } } },
        { $ref: "#it", $defs: { a: { $anchor: "it", type: "string", minLength: 2 } } },
        "narrower",
      ],
      [
        "keywords beside a reference",
        { $ref: "#/$defs/a", $defs: { a: text } },
        { $ref: "#/$defs/a", maxLength: 3, $defs: { a: text } },
        "narrower",
      ],
    ],
  ),
  ...pairs(
    ["draft-07", "draft-04", "draft-06"],
    [
      [
        "keywords beside a reference, which older dialects ignore",
        { $ref: "#/definitions/a", definitions: { a: text } },
        { $ref: "#/definitions/a", maxLength: 3, definitions: { a: text } },
        "same",
      ],
    ],
  ),
];
