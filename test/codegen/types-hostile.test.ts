import { transformSync } from "esbuild";
import { describe, expect, it } from "vitest";
import type { JsonObject, JsonSchema } from "../../codegen/schema/json.js";
import { typeErrors } from "../../scripts/conformance/typescript.js";
import { folder } from "../support/folder.js";
import { typeOf } from "../support/type-check.js";

const repeat = (
  times: number,
  start: JsonSchema,
  wrap: (inner: JsonSchema, index: number) => JsonSchema,
): JsonSchema => {
  let schema = start;
  for (let index = 0; index < times; index += 1) schema = wrap(schema, index);
  return schema;
};
const definitions = (count: number, make: (index: number) => JsonObject): JsonObject => ({
  $ref: "#/$defs/d0",
  $defs: Object.fromEntries(Array.from({ length: count }, (_, index) => [`d${index}`, make(index)])),
});
const ref = (index: number): JsonObject => ({ $ref: `#/$defs/d${index}` });

/** Schemas that would take for ever, fill the memory or end the stack if that were possible. */
const HOSTILE: Readonly<Record<string, JsonSchema>> = {
  "a ring of 1,000 definitions": definitions(1000, (index) => ({
    type: "object",
    properties: { next: ref((index + 1) % 1000) },
  })),
  "a chain of 300 definitions that extend each other": definitions(300, (index) =>
    index === 299 ? { type: "object" } : { allOf: [ref(index + 1)], properties: { [`p${index}`]: true } },
  ),
  "definitions that inherit everything twice, level after level": definitions(60, (index) =>
    index > 57
      ? { type: "object", properties: { end: true } }
      : { allOf: [ref(index + 1), ref(index + 2)], properties: { [`p${index}`]: true } },
  ),
  "two families of definitions that are intersected all the way down": {
    allOf: [{ $ref: "#/$defs/a0" }, { $ref: "#/$defs/b0" }],
    $defs: Object.fromEntries(
      Array.from({ length: 40 }, (_, index) => index).flatMap((index) =>
        ["a", "b"].map((family) => {
          const next = { $ref: `#/$defs/${family}${(index + 1) % 40}` };
          return [
            `${family}${index}`,
            { type: "object", properties: { left: next, right: next, [family]: true } },
          ];
        }),
      ),
    ),
  },
  "allOf, 1,000 deep": repeat(1000, { type: "string" }, (inner) => ({ allOf: [inner, { minLength: 1 }] })),
  "anyOf, 1,000 deep": repeat(1000, { type: "string" }, (inner) => ({ anyOf: [inner, { type: "null" }] })),
  "not, 1,000 deep": repeat(1000, { type: "string" }, (inner) => ({ not: inner })),
  "objects, 1,000 deep": repeat(1000, { type: "string" }, (inner) => ({
    type: "object",
    properties: { a: inner },
    required: ["a"],
  })),
  "tuples, 500 deep": repeat(500, { type: "string" }, (inner) => ({ type: "array", prefixItems: [inner] })),
  "a constant, 1,000 deep": { const: JSON.parse(`${"[".repeat(1000)}${"]".repeat(1000)}`) },
  "50,000 values": {
    enum: Array.from({ length: 50_000 }, (_, index) => (index % 2 === 0 ? index : `v${index}`)),
  },
  "30 choices at once": {
    type: "object",
    allOf: Array.from({ length: 30 }, (_, index) => ({
      anyOf: [{ required: [`a${index}`] }, { required: [`b${index}`] }],
    })),
  },
  "30 conditions at once": {
    type: "object",
    allOf: Array.from({ length: 30 }, (_, index) => ({
      if: { required: [`a${index}`] },
      // biome-ignore lint/suspicious/noThenProperty: the keyword
      then: { required: [`b${index}`] },
      else: { required: [`c${index}`] },
    })),
  },
  "a pattern that never ends on the right key": {
    type: "object",
    properties: { [`${"a".repeat(60)}!`]: { type: "string" } },
    patternProperties: { "^(a+)+$": { type: "string" } },
    additionalProperties: { type: "number" },
  },
  "names and words that try to get out": {
    description: "*/ export const x = 1; /*",
    type: "object",
    properties: JSON.parse(
      `{"__proto__": {"const": "\\u2028*/"}, "a\\n}; export const y = 2; interface Z {": {"type": "string"}, "\`\${1}": true}`,
    ),
    patternProperties: { "^`\\$\\{z\\}\\\\": { type: "string" } },
    required: ["\u0000"],
  },
};

describe("hostile schemas", () => {
  const types = new Map<string, string>();

  it.each(Object.entries(HOSTILE))("get a type in bounded time: %s", { timeout: 60_000 }, (name, schema) => {
    const text = typeOf(schema);
    expect(text.length).toBeLessThan(500_000);
    types.set(name, text);
  });

  it("compile, in bounded time", { timeout: 120_000 }, () => {
    const texts = [...types.values()];
    const files = Object.fromEntries(texts.map((text, index) => [`t${index}.ts`, text]));
    expect([...typeErrors(folder(files), { types: [] })]).toEqual([]);
  });

  it("declare nothing but types", () => {
    for (const text of types.values()) {
      expect(transformSync(text, { loader: "ts" }).code.trim()).toBe("");
    }
  });
});
