import { type JsonSchema as FakerSchema, generateSync } from "json-schema-faker";
import { expect, it } from "vitest";
import { loadSchema } from "../../codegen/load/load.js";
import type { JsonObject, JsonValue } from "../../codegen/schema/json.js";
import { arbitrarySchema, arbitraryValue } from "../support/arbitrary-schema.js";
import { compileNode } from "../support/compile-node.js";
import { fc, seed } from "../support/fast-check.js";
import { disagreements, type Sample } from "../support/type-check.js";

/** `PROPERTY_SEED=…` tries other values, `PROPERTY_RUNS=…` tries more; each fault that is found becomes a case in types-soundness.test.ts. */
const runs = Number(process.env.PROPERTY_RUNS ?? 150);

/** What is tried on each schema: random values, and ones made to fit it. */
function candidates(schema: JsonObject, index: number): JsonValue[] {
  const values = fc.sample(arbitraryValue, { numRuns: 20, seed: seed + index });
  for (let attempt = 0; attempt < 8; attempt += 1) {
    try {
      const value = generateSync(schema as FakerSchema, {
        seed: seed + attempt,
        maxDepth: 4,
        optionalsProbability: 0.6,
      });
      values.push(JSON.parse(JSON.stringify(value)) as JsonValue);
    } catch {
      // It can't make a value for every schema; some have none.
    }
  }
  return values;
}

it("types accept what validators accept, for random schemas and values", { timeout: 300_000 }, () => {
  const samples: Sample[] = [];
  let accepted = 0;
  for (const [index, schema] of fc.sample(arbitrarySchema, { numRuns: runs, seed }).entries()) {
    const { root, problems } = loadSchema(schema);
    // A schema that refers to itself without end has no validator.
    if (problems.some(({ severity }) => severity === "error")) continue;
    const validate = compileNode(root);
    const accepts = candidates(schema, index).filter((value) => {
      try {
        return validate(value);
      } catch (error) {
        if (error instanceof RangeError) return false;
        throw error;
      }
    });
    accepted += accepts.length;
    samples.push({ schema, accepts });
  }
  expect(accepted).toBeGreaterThan(runs * 2);
  expect(disagreements(samples)).toEqual([]);
});
