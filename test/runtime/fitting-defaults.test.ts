import { describe, expect, it } from "vitest";
import { loadSchema } from "../../codegen/load/load.js";
import type { JsonSchema } from "../../codegen/schema/json.js";
import { schemaOf } from "../support/defaults.js";

function compiled(schema: JsonSchema) {
  const { root, problems } = loadSchema(schema);
  expect(problems.filter(({ severity }) => severity === "error")).toEqual([]);
  return schemaOf(root);
}

function messages(schema: JsonSchema, value: unknown): readonly string[] {
  const result = compiled(schema).safeParse(value);
  return result.success ? [] : result.issues.map(({ message }) => message);
}

const tag = { type: ["string", "null"], default: "latest" } as const;
/** A tag that only a push may have. */
const step = {
  type: "object",
  properties: { kind: { enum: ["push", "run"] }, tag, n: { type: "integer", default: 1 } },
  required: ["kind"],
  if: { properties: { kind: { const: "run" } } },
  // biome-ignore lint/suspicious/noThenProperty: the keyword
  then: { properties: { tag: { type: "null" } } },
} as const;

describe("a default with which a value would be invalid", () => {
  it("is left out, and the others are filled in", () => {
    const schema = compiled(step);
    expect(schema.parse({ kind: "push" })).toEqual({ kind: "push", tag: "latest", n: 1 });
    expect(schema.parse({ kind: "run" })).toEqual({ kind: "run", n: 1 });
  });

  it("is decided for each item by itself, also of many", () => {
    const schema = compiled({ type: "array", items: step });
    const rows = Array.from({ length: 1_000 }, (_, index) => ({ kind: index % 3 === 0 ? "push" : "run" }));
    const expected = rows.map(({ kind }) => ({ kind, ...(kind === "push" ? { tag: "latest" } : {}), n: 1 }));
    const parsed = schema.parse(rows);
    expect(parsed).toEqual(expected);
    expect(schema.parse(parsed)).toEqual(parsed);
  });

  it("is the later of two that exclude each other", () => {
    const a = { default: "x" };
    for (const exclusion of [
      { maxProperties: 1 },
      { not: { required: ["a", "b"] } },
      { dependentSchemas: { b: { properties: { a: false } } } },
    ]) {
      const schema = compiled({ type: "object", properties: { a, b: a }, ...exclusion });
      expect(schema.parse({})).toEqual({ a: "x" });
      expect(schema.parse({ b: 1 })).toEqual({ b: 1 });
      expect(schema.parse({ a: "x" })).toEqual({ a: "x" });
    }
  });

  it("is kept where it comes with another one", () => {
    const schema = compiled({
      type: "object",
      properties: { a: { default: 1 }, b: { default: 2 } },
      dependentRequired: { a: ["b"], b: ["a"] },
    });
    expect(schema.parse({})).toEqual({ a: 1, b: 2 });
  });

  it("is left out of an item that would be equal to another one", () => {
    const items = { type: "object", properties: { n: { default: 1 } } } as const;
    const schema = compiled({ type: "array", items, uniqueItems: true });
    expect(schema.parse([{}, { n: 1 }, { m: 2 }])).toEqual([{}, { n: 1 }, { m: 2, n: 1 }]);
  });

  it("is filled in all the same where the value is only valid with it", () => {
    const schema = compiled({ ...step, required: ["kind", "n"] });
    expect(schema.is({ kind: "run" })).toBe(false);
    expect(schema.parse({ kind: "run" })).toEqual({ kind: "run", n: 1 });
  });

  it("takes bounded time, though a thousand items mind each other's", () => {
    const items = { type: "object", properties: { n: { default: 1 } } } as const;
    const schema = compiled({ type: "array", items, uniqueItems: true });
    const rows = Array.from({ length: 1_000 }, (_, index) =>
      index % 2 === 0 ? { i: index } : { i: index - 1, n: 1 },
    );
    const parsed = schema.parse(rows);
    expect(schema.parse(parsed)).toEqual(parsed);
  });
});

describe("what is said of a value that is refused", () => {
  const ceiling: JsonSchema = {
    type: "object",
    properties: { a: { type: "integer", default: 5 }, low: { type: "boolean" } },
    required: ["a"],
    if: { properties: { low: { const: true } }, required: ["low"] },
    // biome-ignore lint/suspicious/noThenProperty: the keyword
    then: { properties: { a: { maximum: 3 } } },
  };

  it("tells what is a default", () => {
    expect(messages(ceiling, { low: true })).toEqual([
      "/a must be at most 3 (/a was not given: this is its default)",
    ]);
    expect(messages(ceiling, { low: true, a: 5 })).toEqual(["/a must be at most 3"]);
    const whole: JsonSchema = {
      type: "object",
      properties: { a: { default: 1 } },
      required: ["a"],
      maxProperties: 1,
    };
    expect(messages(whole, { b: 1 })).toEqual([
      "the value must have at most 1 property (with the defaults that were filled in)",
    ]);
  });

  it("is about what was given, not about a default that could be left out", () => {
    expect(messages(step, { kind: "run", tag: "x" })).toEqual(["/tag must be null, but is a string"]);
    expect(messages({ type: "array", items: step }, [{ kind: "run" }, { kind: 5 }])).toEqual([
      '/1/kind must be one of "push", "run"',
    ]);
  });
});
