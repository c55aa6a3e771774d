import { expect, it } from "vitest";
import { propertySeed } from "./property-seed.js";

it("the seed of the property tests is the same each time outside of CI", () => {
  expect(propertySeed({})).toBe(propertySeed({ CI: "false" }));
});

it("the seed of the property tests is drawn anew in CI", () => {
  const seeds = new Set(Array.from({ length: 10 }, () => propertySeed({ CI: "true" })));
  expect(seeds.size).toBeGreaterThan(1);
  expect([...seeds].every((seed) => Number.isInteger(seed) && seed >= 0 && seed < 2 ** 31)).toBe(true);
});

it("PROPERTY_SEED sets the seed of the property tests, in CI too", () => {
  expect(propertySeed({ PROPERTY_SEED: "42", CI: "true" })).toBe(42);
  expect(() => propertySeed({ PROPERTY_SEED: "many" })).toThrow("PROPERTY_SEED must be a whole number");
});
