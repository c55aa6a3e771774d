import { expect, it } from "vitest";
import { disagreements, type Sample } from "../support/type-check.js";

const own = (json: string): never => JSON.parse(json) as never;

/** What the compiler has to say about the types of schemas that are easily got wrong. */
const SAMPLES: Readonly<Record<string, Sample>> = {
  "open objects take other properties, even in a literal": {
    schema: { type: "object", properties: { a: { type: "string" } } },
    accepts: [{}, { a: "x" }, { a: "x", b: 1 }, { b: null }],
    rejects: [{ a: 1 }, [], "x", null],
  },
  "no default where nothing tells which branch of a `oneOf` it belongs to": {
    schema: {
      oneOf: [
        { properties: { x: {}, a: { default: 1 } }, required: ["x"] },
        { properties: { y: {} }, required: ["y"] },
      ],
      unevaluatedProperties: false,
    },
    view: "output",
    accepts: [{ x: 1 }, { x: 1, a: 2 }, { y: 1 }],
    rejects: [{}, { z: 1 }],
  },
  "a default that never fits, of a schema behind two names": {
    schema: {
      $ref: "#/$defs/B",
      properties: { b: { type: "array" } },
      $defs: {
        A: { type: "object", properties: { b: { enum: ["b"], default: "b" } } },
        B: { $ref: "#/$defs/A" },
      },
    },
    view: "output",
    accepts: [{}, { a: 1 }],
    rejects: [{ b: "b" }, { b: [] }],
  },
  "arrays with a least and a most": {
    schema: { type: "array", items: { type: "string" }, minItems: 2, maxItems: 3 },
    accepts: [
      ["a", "b"],
      ["a", "b", "c"],
    ],
    rejects: [[], ["a"], ["a", "b", "c", "d"], ["a", 1]],
  },
  "one type for a list of names": {
    schema: {
      type: "object",
      properties: { a: { type: "string" } },
      required: ["a", "b"],
      propertyNames: { enum: ["a", "b", "c", "d", "__proto__"] },
      additionalProperties: {
        type: "object",
        properties: { x: { type: "string", description: "X." } },
        additionalProperties: false,
      },
    },
    accepts: [
      { a: "x", b: {} },
      { a: "x", b: { x: "y" }, c: {}, d: {} },
    ],
    rejects: [{ a: "x" }, { a: "x", b: { y: 1 } }, { a: "x", b: {}, e: {} }, { a: {}, b: {} }],
  },
  "what alternatives have in common": {
    schema: {
      type: "object",
      properties: { id: { type: "string" }, at: { type: "string" }, kind: { enum: ["a", "b"] } },
      required: ["id"],
      if: { properties: { kind: { const: "a" } }, required: ["kind"] },
      // biome-ignore lint/suspicious/noThenProperty: the keyword
      then: { properties: { x: { type: "number", description: "X." } }, required: ["x"] },
    },
    accepts: [{ id: "1", kind: "a", x: 1 }, { id: "1" }, { id: "1", kind: "b", x: "1", y: 1 }],
    rejects: [{ kind: "b" }, { id: "1", kind: "a", x: "1" }, { id: "1", kind: "c" }],
  },
  "closed objects don't": {
    schema: { type: "object", properties: { a: { type: "string" } }, additionalProperties: false },
    accepts: [{}, { a: "x" }],
    rejects: [{ b: 1 }, { a: "x", b: 1 }],
  },
  "an index signature and the properties beside it": {
    schema: {
      type: "object",
      properties: { name: { type: "string" }, tags: { type: "array", items: { type: "string" } } },
      additionalProperties: { type: "object", properties: { x: { type: "number" } } },
    },
    accepts: [{}, { name: "x", tags: ["y"] }, { other: { x: 1, y: 2 } }],
    rejects: [{ name: 1 }, { other: 1 }],
  },
  "patterns that overlap": {
    schema: {
      type: "object",
      properties: { "x-id": { type: "integer" }, name: { type: "boolean" } },
      patternProperties: {
        "^x-": { type: "number" },
        "^x-[a-z]+$": { enum: [1, 2] },
        _at$: { type: "string" },
      },
      additionalProperties: false,
    },
    accepts: [{ "x-id": 1, name: true, "x-1": 3, "x-a": 2, made_at: "now" }],
    rejects: [{ "x-id": "1" }, { other: 1 }, { made_at: 1 }],
  },
  "names that every object has": {
    schema: {
      type: "object",
      properties: { constructor: { type: "number" }, toString: { type: "string" } } as never,
      additionalProperties: false,
    },
    accepts: [{}, { constructor: 1, toString: "x" } as never],
    rejects: [{ valueOf: 1 } as never],
  },
  "the name of the prototype": {
    schema: own('{"type":"object","properties":{"__proto__":{"type":"number"}},"required":["__proto__"]}'),
    accepts: [own('{"__proto__":1}'), own('{"__proto__":1,"a":2}')],
    rejects: [{}, own('{"__proto__":"x"}')],
  },
  "other kinds of values where there is no type": {
    schema: { properties: { a: { type: "string" } }, minLength: 2, items: { type: "number" } },
    accepts: ["x", 1, null, true, [1], { a: "x", b: 1 }],
    rejects: [["x"], { a: 1 }],
  },
  "tuples shorter than they might be": {
    schema: { type: "array", prefixItems: [{ type: "number" }, { type: "string" }] },
    accepts: [[], [1], [1, "x"], [1, "x", null]],
    rejects: [["x"], [1, 2]],
  },
  "an item that can't be": {
    schema: { type: "array", prefixItems: [{ type: "number" }, false, { type: "string" }] },
    accepts: [[], [1]],
    rejects: [[1, 2], ["x"]],
  },
  "a closed object inside allOf": {
    schema: {
      allOf: [
        { type: "object", properties: { a: {}, b: {} }, additionalProperties: false },
        { properties: { a: { type: "string" }, c: { type: "string" } } },
      ],
    },
    accepts: [{}, { a: "x", b: 1 }],
    rejects: [{ c: "x" }, { a: 1 }],
  },
  "two of anyOf at once, with nothing unevaluated": {
    schema: {
      type: "object",
      anyOf: [{ properties: { a: { type: "string" } } }, { properties: { b: { type: "number" } } }],
      unevaluatedProperties: false,
      required: ["a", "b"],
    },
    accepts: [{ a: "x", b: 1 }],
    rejects: [{ a: "x" }, { a: "x", b: 1, c: 1 }],
  },
  "one of oneOf, with nothing unevaluated": {
    schema: {
      type: "object",
      oneOf: [
        { properties: { a: { type: "string" } }, required: ["a"] },
        { properties: { b: { type: "number" } }, required: ["b"] },
      ],
      unevaluatedProperties: false,
    },
    accepts: [{ a: "x" }, { b: 1 }],
    rejects: [{}, { a: 1 }, { c: 1 }],
  },
  "unevaluated items": {
    schema: {
      type: "array",
      allOf: [{ prefixItems: [{ type: "string" }] }],
      prefixItems: [{}, { type: "number" }],
      unevaluatedItems: false,
    },
    accepts: [[], ["x"], ["x", 1]],
    rejects: [["x", 1, 2], [1]],
  },
  "conditions and dependent schemas": {
    schema: {
      type: "object",
      properties: { kind: { enum: ["a", "b"] } },
      if: { properties: { kind: { const: "a" } } },
      // biome-ignore lint/suspicious/noThenProperty: the keyword
      then: { required: ["x"] },
      else: { properties: { y: { type: "number" } } },
      dependentSchemas: { z: { required: ["w"] } },
    },
    accepts: [{ x: 1 }, { kind: "a", x: 1, y: "any" }, { kind: "b", y: 1 }, { x: 1, z: 1, w: 1 }],
    rejects: [{ kind: "c" }, { kind: "a" }, { kind: "b", y: "x" }],
  },
  "a `format` of numbers under `not` leaves the other numbers": {
    schema: { not: { format: "int32" }, type: ["number", "null"] },
    accepts: [1.5],
    rejects: ["x"],
  },
  "what is forbidden": {
    schema: { type: "object", properties: { a: {} }, not: { required: ["b"] } },
    accepts: [{}, { a: 1, c: 1 }],
    rejects: [{ b: 1 }],
  },
  "recursion through arrays, tuples and objects": {
    schema: {
      $ref: "#/$defs/Node",
      $defs: {
        Node: {
          anyOf: [
            { type: "string" },
            {
              type: "array",
              prefixItems: [
                { anyOf: [{ type: "number" }, { type: "array", items: { $ref: "#/$defs/Node" } }] },
              ],
            },
            { type: "object", additionalProperties: { $ref: "#/$defs/Node" } },
          ],
        },
      },
    },
    accepts: ["x", [], [1], [["x", []]], { a: { b: "x" } }],
    rejects: [1, ["x"], { a: 1 }],
  },
  "a definition that is extended twice, and one that is narrowed": {
    schema: {
      type: "array",
      items: {
        anyOf: [
          { $ref: "#/$defs/C" },
          { allOf: [{ $ref: "#/$defs/A" }, { properties: { a: { const: 1 } } }] },
        ],
      },
      $defs: {
        A: { type: "object", properties: { a: { type: "number" }, x: { type: "string" } }, required: ["a"] },
        B: { allOf: [{ $ref: "#/$defs/A" }], properties: { b: { type: "number" } }, required: ["b"] },
        C: {
          allOf: [{ $ref: "#/$defs/A" }, { $ref: "#/$defs/B" }],
          properties: { c: { type: "number" } },
          required: ["c"],
        },
      },
    },
    accepts: [[{ a: 2, b: 1, c: 1, z: 1 }], [{ a: 1, x: "y" }]],
    rejects: [[{ a: 2 }], [{ b: 1, c: 1 }]],
  },
  "a condition on what a definition says": {
    schema: {
      $ref: "#/$defs/A",
      not: { properties: { k: { const: "a" } }, required: ["k"] },
      $defs: { A: { type: "object", properties: { k: { enum: ["a", "b"] } } } },
    },
    accepts: [{}, { k: "b" }],
    rejects: [{ k: "a" }],
  },
  "a circle of nothing but references": {
    schema: {
      properties: { a: { $ref: "#/$defs/A" } },
      $defs: {
        A: { anyOf: [{ $ref: "#/$defs/B" }, { type: "null" }] },
        B: { type: "array", items: { $ref: "#/$defs/A" } },
      },
    },
    accepts: [{ a: null }, { a: [null, []] }],
    rejects: [{ a: 1 }],
  },
  "what a default fills in, though another part of the schema requires it": {
    schema: {
      allOf: [
        { type: "object", properties: { a: { type: "number", default: 1 }, b: {} } },
        { anyOf: [{ required: ["a"] }, { required: ["b"] }] },
      ],
    },
    accepts: [{}, { a: 2 }, { b: "x" }],
    rejects: [{ a: "x" }],
  },
  "a default in a branch whose tag may be missing": {
    schema: {
      anyOf: [
        { type: "object", properties: { t: { const: "a" }, n: { type: "integer", default: 2 } } },
        { type: "object", properties: { t: { const: "b" } }, required: ["t"] },
      ],
    },
    view: "output",
    accepts: [{}, { t: "a", n: 2 }, { t: "b" }],
    rejects: [{ t: "c" }, { t: "a", n: "x" }],
  },
  "a default that is not always filled in": {
    schema: {
      type: "object",
      properties: { a: { type: "string", default: "x" }, b: { type: "string", default: "y" } },
      maxProperties: 1,
      additionalProperties: false,
    },
    view: "output",
    accepts: [{ a: "q" }, { b: "r" }],
    rejects: [{ a: 1 }],
  },
  "a default that one part leaves out, and another part has too": {
    schema: {
      type: "object",
      allOf: [
        {
          properties: {
            a: {
              type: "object",
              properties: { x: { default: "q" } },
              if: { required: ["k"] },
              // biome-ignore lint/suspicious/noThenProperty: the keyword
              then: { properties: { x: { const: "z" } } },
            },
          },
        },
        { properties: { a: { type: "object", properties: { x: { default: "z" } } } } },
      ],
    },
    view: "output",
    accepts: [{ a: { k: 1 } }, { a: { x: "q" } }],
    rejects: [{ a: 1 }],
  },
  "defaults along a property's own allOf": {
    schema: {
      type: "object",
      properties: { a: { allOf: [{ type: "integer", default: 2 }, { minimum: 1 }] } },
      required: ["a"],
    },
    accepts: [{}, { a: 1 }],
    rejects: [{ a: "x" }],
  },
  "defaults, once they are applied": {
    schema: {
      type: "object",
      properties: { a: { type: "number", default: 1 }, b: { $ref: "#/$defs/B" } },
      required: ["b"],
      $defs: { B: { type: "object", properties: { c: { type: "string", default: "x" } } } },
    },
    view: "output",
    accepts: [{ a: 1, b: { c: "x" } }],
    rejects: [{ b: { c: "x" } }, { a: 1, b: {} }],
  },
};

it("accept what their validators accept, and reject what TypeScript can tell", { timeout: 120_000 }, () => {
  expect(disagreements(Object.values(SAMPLES))).toEqual([]);
});
