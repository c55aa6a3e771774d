import { describe, expect, it } from "vitest";
import { loadSchema } from "../../codegen/load/load.js";
import type { JsonSchema, JsonValue } from "../../codegen/schema/json.js";
import type { SchemaNode } from "../../codegen/schema/schema-node.js";
import { relevantTo } from "../../codegen/validators/relevant.js";
import { compileNode } from "../../codegen/validators/validators.js";

const VALUES: readonly JsonValue[] = [
  ...[null, true, 0, 1.5, -3, "", "long enough"],
  ...[[], [1], ["a", "a"], [[]]],
  ...[{}, { a: 1 }, { a: "x" }, { a: 1, b: [] }, { x1: 1 }, { a: { a: 1 } }],
];

const SCHEMAS: readonly JsonSchema[] = [
  true,
  false,
  { type: ["object", "null"], required: ["a"], minProperties: 1 },
  { properties: { a: { type: "integer" }, b: { minItems: 1 } }, additionalProperties: false },
  { patternProperties: { "^x": { type: "string" } }, propertyNames: { maxLength: 1 } },
  { dependentRequired: { a: ["b"] }, dependentSchemas: { b: { required: ["a"] } } },
  { minItems: 1, uniqueItems: true, items: { type: "string" } },
  { prefixItems: [{ type: "number" }], items: false, contains: { const: 1 }, minContains: 0 },
  { anyOf: [{ $ref: "#/$defs/A" }, { type: "null" }], $defs: { A: { type: "object", required: ["a"] } } },
  { allOf: [{ $ref: "#/$defs/A" }], unevaluatedProperties: false, $defs: { A: { properties: { a: true } } } },
  { $ref: "#/$defs/A", unevaluatedItems: false, $defs: { A: { prefixItems: [true] } } },
  { properties: { a: { $ref: "#" } }, additionalProperties: false },
  { not: { type: "object", required: ["a"] }, if: { type: "array" }, else: { maxLength: 3 } },
];

describe("what a schema says of one value", () => {
  it.each(SCHEMAS.map((schema) => [JSON.stringify(schema), schema] as const))("is all of %s", (_, schema) => {
    const { root } = loadSchema(schema);
    for (const value of VALUES) {
      const verdict = compileNode(relevantTo(value, root))(value);
      expect(verdict, JSON.stringify(value)).toBe(compileNode(root)(value));
    }
  });

  it("leaves out what can't matter", () => {
    const { root } = loadSchema({ type: "object", properties: { a: { type: "string" } }, minItems: 2 });
    expect(keywords(relevantTo({}, root))).toEqual(["type"]);
    expect(keywords(relevantTo([], root))).toEqual(["type", "minItems"]);
  });

  it("is found in bounded time where schemas refer to each other without end", () => {
    const names = Array.from({ length: 100 }, (_, index) => `D${index}`);
    const anyOf = names.map((name) => ({ $ref: `#/$defs/${name}` }));
    const $defs = Object.fromEntries(names.map((name) => [name, { anyOf, type: "array" }]));
    const { root } = loadSchema({ anyOf, $defs });
    expect(relevantTo("", root).anyOf).toHaveLength(100);
  });
});

function keywords(node: SchemaNode): string[] {
  return Object.keys(node).filter((keyword) => keyword !== "origin");
}
