import { describe, expect, it } from "vitest";
import { loadSchema } from "../../codegen/load/load.js";
import type { JsonSchema, JsonValue } from "../../codegen/schema/json.js";
import { accepts } from "../../codegen/validators/verdict.js";
import { DOCUMENTS } from "../../scripts/composition/documents.js";
import { compositions } from "../../scripts/composition/enumerate.js";
import { arbitrarySchema, arbitraryValue } from "../support/arbitrary-schema.js";
import { compileNode } from "../support/compile-node.js";
import { fc } from "../support/fast-check.js";

/** A prime, so that each kind of composition is among those that are picked. */
const STEP = 401;

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
  { prefixItems: [{ type: "number" }], contains: { const: "a" }, unevaluatedItems: false },
  { contains: { type: "number" }, maxContains: 1, uniqueItems: true },
  { type: "string", minLength: 1, maxLength: 4, pattern: "^[^x]*$" },
  { format: "email" },
  { type: "integer", minimum: -3, exclusiveMaximum: 1, multipleOf: 3 },
  { enum: [[], { a: 1 }, null, "long enough"], maxProperties: 1 },
  { not: { type: "object", required: ["a"] }, if: { type: "array" }, else: { maxLength: 3 } },
];

describe("a verdict without a validator", () => {
  it.each(SCHEMAS.map((schema) => [JSON.stringify(schema), schema] as const))(
    "is the validator's for %s",
    (_, schema) => {
      const { root } = loadSchema(schema);
      const validate = compileNode(root);
      for (const value of VALUES) {
        expect(accepts(root, value), JSON.stringify(value)).toBe(validate(value));
      }
    },
  );

  it("is the validator's for composed schemas and their documents", () => {
    let judged = 0;
    for (const { schema, definitions } of compositions().filter((_, index) => index % STEP === 0)) {
      const { root } = loadSchema({ ...schema, $defs: definitions });
      const validate = compileNode(root);
      for (const value of DOCUMENTS) {
        expect(accepts(root, value), JSON.stringify({ schema, value })).toBe(validate(value));
        judged += 1;
      }
    }
    expect(judged).toBeGreaterThan(1000);
  });

  it("is the validator's for any schema", () => {
    const judge = (schema: JsonSchema, values: readonly JsonValue[]): void => {
      const { root, problems } = loadSchema(schema);
      // A schema that refers to itself without end has no validator.
      if (problems.some(({ severity }) => severity === "error")) return;
      const validate = compileNode(root);
      for (const value of values) expect(accepts(root, value)).toBe(verdictOf(validate, value));
    };
    const some = fc.array(arbitraryValue, { minLength: 5, maxLength: 20 });
    fc.assert(fc.property(arbitrarySchema, some, judge));
  });

  it("is no for what is nested too deeply to be checked", () => {
    const { root } = loadSchema({ items: { $ref: "#" } });
    let deep: JsonValue = [];
    for (let depth = 0; depth < 100_000; depth++) deep = [deep];
    expect(accepts(root, [[[]]])).toBe(true);
    expect(accepts(root, deep)).toBe(false);
    const { root: endless } = loadSchema({ $ref: "#" });
    expect(accepts(endless, 1)).toBe(false);
  });
});

function verdictOf(validate: (value: unknown) => boolean, value: JsonValue): boolean {
  try {
    return validate(value);
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
