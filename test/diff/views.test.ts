import { describe, expect, it } from "vitest";
import { createDefaults } from "../../codegen/defaults/defaults.js";
import { Views } from "../../codegen/diff/inclusion/views.js";
import { Readings } from "../../codegen/diff/readings.js";
import { loadSchema } from "../../codegen/load/load.js";
import { reachableNodes } from "../../codegen/schema/subschemas.js";
import { accepts } from "../../codegen/validators/verdict.js";
import { arbitrarySchemaWithDefaults, arbitraryValue } from "../support/arbitrary-schema.js";
import { fc } from "../support/fast-check.js";

const objects = fc.array(
  arbitraryValue.filter((value) => typeof value === "object" && value !== null),
  { minLength: 20, maxLength: 60 },
);

describe("schemas without defaults", () => {
  it("accept at least what parsing accepts, at most what it accepts, and at least what it returns", () => {
    let withDefaults = 0;
    fc.assert(
      fc.property(arbitrarySchemaWithDefaults, objects, (schema, values) => {
        const { root, problems } = loadSchema(schema);
        if (problems.some(({ severity }) => severity === "error")) return;
        const defaults = createDefaults(accepts, { roots: reachableNodes([root]) });
        const [views, readings] = [new Views(defaults), new Readings(defaults)];
        if (defaults.hasDefaults(root)) withDefaults += 1;
        const [given, taken, parsed] = [views.given(root), views.taken(root), views.parsed(root)];
        for (const value of values) {
          const verdict = readings.accepts(root, value);
          if (verdict === true) expect([value, accepts(given, value)]).toEqual([value, true]);
          if (accepts(taken, value)) expect([value, verdict]).not.toEqual([value, false]);
          const result = readings.parse(root, value);
          if (result !== undefined) expect([result, accepts(parsed, result)]).toEqual([result, true]);
        }
      }),
      { numRuns: 100 },
    );
    expect(withDefaults).toBeGreaterThan(10);
  });
});
