import { type JsonSchema as FakerSchema, generateSync } from "json-schema-faker";
import { expect, it } from "vitest";
import { loadSchema } from "../../codegen/load/load.js";
import type { JsonObject, JsonValue } from "../../codegen/schema/json.js";
import { arbitrarySchemaWithDefaults, arbitraryValue } from "../support/arbitrary-schema.js";
import { schemaOf } from "../support/defaults.js";
import { fc, seed } from "../support/fast-check.js";
import { disagreements, type Sample } from "../support/type-check.js";

/** `PROPERTY_SEED=…` tries other values, `PROPERTY_RUNS=…` tries more; each fault that is found becomes a case in defaults-soundness.test.ts. */
const runs = Number(process.env.PROPERTY_RUNS ?? 150);

/** What is tried on each schema: random values, and ones made to fit it. */
function candidates(schema: JsonObject, index: number): JsonValue[] {
  const values: JsonValue[] = [{}, ...fc.sample(arbitraryValue, { numRuns: 20, seed: seed + index })];
  for (let attempt = 0; attempt < 8; attempt += 1) {
    try {
      const value = generateSync(schema as FakerSchema, {
        seed: seed + attempt,
        maxDepth: 4,
        optionalsProbability: 0.4,
      });
      values.push(JSON.parse(JSON.stringify(value)) as JsonValue);
    } catch {
      // It can't make a value for every schema; some have none.
    }
  }
  return values;
}

it("defaults keep valid values valid, and types say what is filled in", { timeout: 300_000 }, () => {
  const samples: Sample[] = [];
  const faults: string[] = [];
  let [filled, valid] = [0, 0];
  for (const [index, schema] of fc.sample(arbitrarySchemaWithDefaults, { numRuns: runs, seed }).entries()) {
    const { root, problems } = loadSchema(schema);
    if (problems.some(({ severity }) => severity === "error")) continue;
    const compiled = schemaOf(root);
    const accepted: JsonValue[] = [];
    const held: JsonValue[] = [];
    const fault = (what: string, ...values: unknown[]) =>
      faults.push([JSON.stringify(schema), what, ...values.map((value) => JSON.stringify(value))].join(" "));
    for (const value of candidates(schema, index)) {
      const before = JSON.stringify(value);
      const result = compiled.safeParse(value);
      if (JSON.stringify(value) !== before) fault("changes", value);
      if (compiled.is(value)) valid += 1;
      if (!result.success) {
        if (compiled.is(value)) fault("refuses", value);
        continue;
      }
      const once = result.value as JsonValue;
      if (once !== value) filled += 1;
      if (!compiled.is(once)) fault("makes invalid", value, once);
      const twice = compiled.safeParse(once);
      if (!twice.success || JSON.stringify(twice.value) !== JSON.stringify(once))
        fault("parses twice", value, once, twice);
      accepted.push(value);
      held.push(once);
    }
    samples.push({ schema, accepts: accepted }, { schema, accepts: held, view: "output" });
  }
  expect(faults).toEqual([]);
  expect(valid).toBeGreaterThan(runs * 2);
  expect(filled).toBeGreaterThan(runs / 2);
  expect(disagreements(samples)).toEqual([]);
});
