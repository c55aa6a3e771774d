import { describe, expect, it } from "vitest";
import { schemaWith } from "../../bench/support/published-schemas.js";
import { createDefaults } from "../../codegen/defaults/defaults.js";
import { loadSchema } from "../../codegen/load/load.js";
import type { JsonSchema } from "../../codegen/schema/json.js";
import type { SchemaNode } from "../../codegen/schema/schema-node.js";
import { reachableNodes } from "../../codegen/schema/subschemas.js";
import { accepts } from "../../codegen/validators/verdict.js";

/** How often the analysis of defaults looks at a keyword of some schema, asked everything that printing asks. */
function steps(schema: JsonSchema): number {
  const { root, problems } = loadSchema(schema);
  expect(problems.filter(({ severity }) => severity === "error")).toEqual([]);
  const nodes = [...reachableNodes([root])];
  const definitions = new Set<SchemaNode>([root, ...nodes.flatMap(({ refs = [] }) => refs)]);
  let looks = 0;
  for (const node of nodes) {
    for (const [keyword, value] of Object.entries(node)) {
      const get = () => {
        looks += 1;
        return value;
      };
      Object.defineProperty(node, keyword, { get, enumerable: true });
    }
  }
  const defaults = createDefaults(accepts, {
    isDefinition: (node) => definitions.has(node),
    roots: definitions,
  });
  for (const node of nodes) {
    defaults.usableDefault(node);
    defaults.hasDefaults(node);
    defaults.plan(node);
  }
  for (const node of definitions) defaults.allRisks(node);
  return looks;
}

/** Options with defaults, a few of which take the place of the whole, and a condition on each. */
function tool(count: number): JsonSchema {
  const names = Array.from({ length: count }, (_, index) => `option${index}`);
  return {
    type: "object",
    properties: Object.fromEntries(
      names.map((name, index) => [
        name,
        index < 4
          ? { $ref: "#", default: { files: [name] } }
          : { type: ["string", "number"], default: index },
      ]),
    ),
    allOf: names.map((name) => ({
      if: { required: [name] },
      // biome-ignore lint/suspicious/noThenProperty: the keyword
      then: { properties: { [name]: { minLength: 1 } } },
    })),
  };
}

/** Definitions with a default, each of which leads to the next. */
function chain(count: number): JsonSchema {
  const names = Array.from({ length: count }, (_, index) => `D${index}`);
  const $defs = names.map((name, index) => [
    name,
    {
      type: "object",
      properties: {
        size: { type: "integer", minimum: 0, default: 1 },
        next: index + 1 < count ? { $ref: `#/$defs/D${index + 1}` } : true,
      },
      additionalProperties: false,
    },
  ]);
  return { $ref: "#/$defs/D0", $defs: Object.fromEntries($defs) };
}

describe("the analysis of defaults", () => {
  it.each([
    ["a published schema's definitions", schemaWith as (count: number) => JsonSchema],
    ["options that take the place of the whole", tool],
    ["a chain of definitions", chain],
  ])("takes twice the steps for twice the size of %s", (_, schema) => {
    const [few, more] = [steps(schema(60)), steps(schema(120))];
    expect(few).toBeGreaterThan(60);
    expect(more / few).toBeLessThan(2.3);
  });
});
