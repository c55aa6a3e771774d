import { expect, it } from "vitest";
import { type Composition, compositions } from "../../scripts/composition/enumerate.js";
import { measure } from "../../scripts/composition/measure.js";
import { isBroken, textReport } from "../../scripts/composition/report.js";

/** A prime, so that each kind of composition is among those that are picked. `npm run composition` measures all. */
const STEP = 41;

it("types and validators are right about composed schemas", { timeout: 300_000 }, async () => {
  const some = compositions().filter((_, index) => index % STEP === 0);
  const measurement = await measure(some);
  expect(measurement.faults).toEqual([]);
  expect(isBroken(measurement)).toBe(false);
  expect(measurement.assigned).toBeGreaterThan(some.length * 3);
  expect(textReport(measurement)).toContain(`${some.length} compositions\n`);
});

it("finds a type that is too narrow and a verdict that no other validator shares", async () => {
  const faulty = (name: string, schema: Composition["schema"]): Composition => ({
    name,
    schema,
    definitions: {},
  });
  const measurement = await measure([
    faulty("narrow", { type: "string", tsType: "number" }),
    // To the others a format says nothing that is checked.
    faulty("alone", { type: "string", format: "date" }),
    faulty("broken", { type: "string", tsType: "Missing" }),
  ]);
  expect(isBroken(measurement)).toBe(true);
  const reasons = measurement.faults.map(({ where, reason }) => `${where}: ${reason}`).join("\n");
  expect(reasons).toContain('narrow: its type refuses "x": TS2322');
  expect(reasons).toContain('alone: refuses "x", as no other validator does');
  expect(reasons).toMatch(/client\.ts:\d+: TS2304: Cannot find name 'Missing'/);
  expect(textReport(measurement)).toContain('{"type":"string","tsType":"number"}');
});

it("enumerates thousands of compositions, each once and always the same", () => {
  const all = compositions();
  expect(all.length).toBeGreaterThan(10_000);
  expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
  expect(compositions().map(({ name }) => name)).toEqual(all.map(({ name }) => name));
  for (const keyword of [
    "allOf",
    "anyOf",
    "oneOf",
    "if",
    "unevaluatedProperties",
    "unevaluatedItems",
    "$ref",
  ]) {
    expect(all.some(({ schema }) => Object.hasOwn(schema, keyword))).toBe(true);
  }
});
