import { describe, expect, it } from "vitest";
import { createProver } from "../../codegen/diff/inclusion/create-prover.js";
import { differences } from "../../codegen/diff/inclusion/differences.js";
import { loadSchema } from "../../codegen/load/load.js";
import type { JsonSchema } from "../../codegen/schema/json.js";
import { accepts } from "../../codegen/validators/verdict.js";

/** Each difference as the place in the value, the place in the schema, and the value that shows it. */
function told(old: JsonSchema, now: JsonSchema) {
  const [from, to] = [loadSchema(old).root, loadSchema(now).root];
  const isWitness = (value: never) => accepts(from, value) && !accepts(to, value);
  return differences(from, to, createProver(), isWitness as never).map(
    ({ path, to: { node, keyword }, witness }) => [
      path,
      `${node.origin.pointer}/${keyword}`,
      witness?.value ?? "undecided",
    ],
  );
}

const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));
const tagged = (kind: string, n: JsonSchema = { type: "integer" }): JsonSchema => ({
  type: "object",
  properties: { kind: { const: kind }, n },
  required: ["kind"],
});
const deep = (depth: number, leaf: JsonSchema): JsonSchema =>
  times(depth, () => undefined).reduce<JsonSchema>(
    (inner) => ({ type: "object", properties: { a: inner }, required: ["a"] }),
    leaf,
  );

describe("a difference", () => {
  it("is told at the keyword that refuses, each by itself", () => {
    const old = {
      type: "object",
      properties: { a: { type: "integer" }, b: { type: "array", items: { enum: ["x", "y"] } } },
    };
    const now = {
      type: "object",
      properties: { a: { type: "integer", minimum: 3 }, b: { type: "array", items: { enum: ["x"] } } },
      required: ["a"],
    };
    expect(told(old, now)).toEqual([
      ["", "/required", {}],
      ["/a", "/properties/a/minimum", { a: 2 }],
      ["/b/*", "/properties/b/items/enum", { b: ["y"] }],
    ]);
  });

  it("is told inside the branch of a union that the value can only be meant for", () => {
    const nullable = (schema: JsonSchema): JsonSchema => ({ anyOf: [schema, { type: "null" }] });
    expect(told(nullable({ type: "string" }), nullable({ type: "string", maxLength: 2 }))).toEqual([
      ["", "/anyOf/0/maxLength", "aaa"],
    ]);
    const union = (...branches: JsonSchema[]): JsonSchema => ({ oneOf: branches });
    const now = union(tagged("b"), tagged("a", { type: "integer", maximum: 9 }));
    expect(told(union(tagged("a"), tagged("b")), now)).toEqual([
      ["/n", "/oneOf/1/properties/n/maximum", { kind: "a", n: 10 }],
    ]);
  });

  it("is told once where schemas refer to themselves", () => {
    const list = (n: JsonSchema): JsonSchema => ({
      $ref: "#/$defs/l",
      $defs: { l: { type: "object", properties: { n, next: { $ref: "#/$defs/l" } } } },
    });
    expect(told(list({ type: "number" }), list({ type: "integer" }))).toEqual([
      ["/n", "/$defs/l/properties/n/type", { n: 0.5 }],
    ]);
    expect(told(list({ type: "integer" }), list({ type: "number" }))).toEqual([]);
  });
});

describe("large schemas are decided in few steps", () => {
  it.each<[string, JsonSchema, JsonSchema]>([
    [
      "a tagged union of a hundred in another order",
      { oneOf: times(100, (i) => tagged(`k${i}`)) },
      { oneOf: times(100, (i) => tagged(`k${99 - i}`)) },
    ],
    [
      "a tagged union in which all is widened",
      { oneOf: times(60, (i) => tagged(`k${i}`)) },
      { oneOf: times(60, (i) => tagged(`k${i}`, { type: "number" })) },
    ],
    [
      "forty branches without a tag",
      { anyOf: times(40, (i) => ({ required: [`p${i}`] })) },
      { anyOf: times(40, (i) => ({ required: [`p${39 - i}`] })) },
    ],
    [
      "ten unions at once",
      {
        allOf: times(10, (i) => ({ anyOf: times(6, (j) => ({ properties: { [`x${i}`]: { const: j } } })) })),
      },
      {
        allOf: times(10, (i) => ({
          anyOf: times(6, (j) => ({ properties: { [`x${i}`]: { enum: [j, "z"] } } })),
        })),
      },
    ],
    [
      "a long enum in another order",
      { enum: times(10_000, String) },
      { enum: times(10_000, (i) => String(9_999 - i)) },
    ],
    [
      "many patterns",
      {
        patternProperties: Object.fromEntries(times(12, (i) => [`^p${i}`, { type: "string" }])),
        additionalProperties: false,
      },
      {
        patternProperties: Object.fromEntries(times(12, (i) => [`^p${i}`, {}])),
        additionalProperties: false,
      },
    ],
    ["a deep object", deep(100, { type: "integer" }), deep(100, { type: "number" })],
  ])("%s: nothing breaks", (_, old, now) => {
    expect(told(old, now)).toEqual([]);
  });

  it.each<[string, JsonSchema, JsonSchema]>([
    ["one member less of a long enum", { enum: times(10_000, String) }, { enum: times(9_999, String) }],
    [
      "one branch of sixty is narrowed",
      { oneOf: times(60, (i) => tagged(`k${i}`)) },
      { oneOf: times(60, (i) => tagged(`k${i}`, i === 30 ? { minimum: 1 } : {})) },
    ],
    ["deep inside", deep(100, { type: "integer" }), deep(100, { type: "string" })],
    [
      "a pattern that takes for ever",
      { type: "string", minLength: 3 },
      { type: "string", pattern: "^(a+)+$" },
    ],
  ])("%s: it breaks, by a value", (_, old, now) => {
    const found = told(old, now);
    expect(found.length).toBeGreaterThan(0);
    expect(found.map(([, , value]) => value)).not.toContain("undecided");
  });

  it("what no value can show is undecided: nobody makes a list of a milliard items", () => {
    expect(told({ type: "array", minItems: 1e9 }, { type: "array", minItems: 2e9 })).toEqual([
      ["", "/minItems", "undecided"],
    ]);
  });

  it("long texts are not tried on a pattern that may take for ever", () => {
    const slow = { type: "string", pattern: "^(a+)+$", maxLength: 9_000 };
    expect(told({ ...slow, maxLength: 9_500 }, slow)).toEqual([["", "/maxLength", "undecided"]]);
  });

  it("schemas that are too deep to be looked through are undecided", () => {
    expect(told(deep(900, { type: "integer" }), deep(900, { type: "string" }))).toHaveLength(1);
  });
});
