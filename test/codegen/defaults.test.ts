import { certainDefaults, Schema } from "graphwright";
import { describe, expect, it } from "vitest";
import { createDefaults, type Defaults } from "../../codegen/defaults/defaults.js";
import { loadSchema } from "../../codegen/load/load.js";
import type { JsonSchema } from "../../codegen/schema/json.js";
import type { SchemaNode } from "../../codegen/schema/schema-node.js";
import { accepts } from "../../codegen/validators/verdict.js";
import { applyDefaults } from "../../src/schema/defaults.js";
import { compileFiles, importSchemas, importValidators } from "../support/compiled.js";

/** The root of a schema, and what is known of its defaults. */
function defaultsOf(schema: JsonSchema): { root: SchemaNode; defaults: Defaults } {
  const { root, problems } = loadSchema(schema);
  expect(problems.filter(({ severity }) => severity === "error")).toEqual([]);
  return { root, defaults: createDefaults(accepts) };
}

function property(root: SchemaNode, name: string): SchemaNode {
  const node = root.properties?.get(name);
  if (node === undefined) throw new Error(`no property ${name}`);
  return node;
}

/** The default that a property of the schema called `a` gets. */
function usable(schema: JsonSchema) {
  const { root, defaults } = defaultsOf(schema);
  return defaults.usableDefault(property(root, "a"))?.value;
}

/** Applies the defaults of a schema, as generated code does it. */
async function applied(schema: object, value: unknown): Promise<unknown> {
  const compiled = compileFiles({ "bot/context.schema.json": JSON.stringify(schema) });
  const { botContextDefaults: plan } = await importSchemas(compiled);
  return plan === undefined ? value : applyDefaults(plan, value);
}

describe("a usable default", () => {
  it("is the schema's own, else that of what it refers to", () => {
    const $defs = { A: { default: 1, type: "number" }, B: { $ref: "#/$defs/A" } };
    expect(usable({ properties: { a: { $ref: "#/$defs/B" } }, $defs })).toBe(1);
    expect(usable({ properties: { a: { $ref: "#/$defs/B", default: 2 } }, $defs })).toBe(2);
    expect(usable({ properties: { a: { type: "number" } } })).toBeUndefined();
    expect(usable({ properties: { a: { default: null } } })).toBeNull();
  });

  it("is accepted by its own schema, with the defaults inside it applied", () => {
    expect(usable({ properties: { a: { type: "number", default: "1" } } })).toBeUndefined();
    const inner = { type: "object", required: ["b"], default: {} };
    expect(usable({ properties: { a: inner } })).toBeUndefined();
    expect(usable({ properties: { a: { ...inner, properties: { b: { default: 1 } } } } })).toEqual({});
  });

  it("does not lead to itself, and it does not matter which of a circle is asked for first", () => {
    const schema = {
      properties: { a: { $ref: "#/$defs/A" }, b: { $ref: "#/$defs/B" }, c: { $ref: "#/$defs/C" } },
      $defs: {
        A: { type: "object", properties: { b: { $ref: "#/$defs/B" } }, default: {} },
        B: { type: "object", properties: { a: { $ref: "#/$defs/A" } }, default: {} },
        C: { type: "object", properties: { a: { $ref: "#/$defs/A" }, x: { default: 1 } }, default: {} },
      },
    };
    for (const order of ["abc", "cba", "bca"]) {
      const { root, defaults } = defaultsOf(schema);
      const found = [...order].map((name) => [name, defaults.usableDefault(property(root, name))?.value]);
      // The properties that fill each other stay out; those that lead to them are `{}`.
      expect(Object.fromEntries(found)).toEqual({ a: {}, b: {}, c: {} });
      const targets = [..."ab"].map((name) => property(root, name).refs?.[0]);
      const inner = targets.map((target, index) => target && property(target, index === 0 ? "b" : "a"));
      expect(inner.map((node) => node && defaults.usableDefault(node))).toEqual([undefined, undefined]);
    }
    const itself = { type: "object", properties: { a: { type: "object", default: {} } }, $ref: "#/$defs/N" };
    const N = { type: "object", properties: { n: { $ref: "#/$defs/N", default: {} } } };
    const { root, defaults } = defaultsOf({ ...itself, $defs: { N } });
    const target = root.refs?.[0];
    expect(target && defaults.usableDefault(property(target, "n"))).toBeUndefined();
  });

  it("does not grow beyond reason", () => {
    const $defs: Record<string, JsonSchema> = { d0: { default: 1 } };
    for (let index = 1; index <= 40; index++) {
      const inner = { $ref: `#/$defs/d${index - 1}` };
      $defs[`d${index}`] = { type: "object", properties: { l: inner, r: inner }, default: {} };
    }
    // Each is twice the one before: the thirteenth is more than 10,000 values, so it is not applied, and the next starts small again.
    expect(usable({ properties: { a: { $ref: "#/$defs/d12" } }, $defs })).toEqual({});
    expect(usable({ properties: { a: { $ref: "#/$defs/d13" } }, $defs })).toBeUndefined();
    expect(usable({ properties: { a: { $ref: "#/$defs/d40" } }, $defs })).toEqual({});
  });
});

describe("branches in which defaults are applied", () => {
  const branchesOf = (...anyOf: JsonSchema[]) => {
    const { root, defaults } = defaultsOf({ anyOf, $defs: { Object: { type: "object" } } });
    return defaults.appliedBranches(root.anyOf ?? []);
  };

  it("are those that the type of a value picks", () => {
    expect(branchesOf({ $ref: "#/$defs/Object" }, { type: "null" })).toEqual([true, false]);
    expect(branchesOf({ type: "object" }, { type: "array" }, { type: "string" })).toEqual([
      true,
      true,
      false,
    ]);
    expect(branchesOf({ type: "object" }, { minProperties: 1 })).toEqual([false, false]);
    expect(branchesOf({ type: ["object", "array"] }, { type: "array" })).toEqual([false, false]);
    expect(branchesOf({ type: "object" }, { enum: ["a", {}] })).toEqual([false, false]);
  });

  it("are those that a constant property tells apart", () => {
    const kind = (value: unknown) => ({ type: "object", properties: { kind: value } }) as JsonSchema;
    expect(branchesOf(kind({ const: "a" }), kind({ enum: ["b"] }))).toEqual([true, true]);
    expect(branchesOf(kind({ const: "a" }), kind({ const: "b" }), { type: "null" })).toEqual([
      true,
      true,
      false,
    ]);
    expect(branchesOf(kind({ const: "a" }), kind({ const: "a" }))).toEqual([false, false]);
    expect(branchesOf(kind({ const: "a" }), kind({ type: "string" }))).toEqual([false, false]);
    expect(branchesOf(kind({ const: { x: 1 } }), kind({ const: { x: 2 } }))).toEqual([false, false]);
  });
});

describe("a printed plan", () => {
  it("reads like the schema", () => {
    const { texts } = compileFiles({
      "bot/context.schema.json": {
        type: "object",
        properties: {
          language: { type: "string", default: "en" },
          limits: { type: "object", properties: { calls: { default: 3 } }, default: {} },
          users: { type: "array", items: { $ref: "../shared/user.schema.json" } },
        },
      },
      "shared/user.schema.json": {
        type: "object",
        properties: { plan: { default: "free" }, friends: { type: "array", items: { $ref: "#" } } },
      },
    });
    expect(texts["bot/schemas.ts"]).toContain(`
import { userDefaults } from "../shared/user/schemas.js";
`);
    expect(texts["bot/schemas.ts"]).toContain(`
export const botContextDefaults: DefaultsPlan = {
  properties: {
    language: { default: "en" },
    limits: { default: {}, plan: { properties: { calls: { default: 3 } } } },
    users: { plan: { items: { plan: () => userDefaults } } },
  },
};
`);
  });

  it("is absent where no default applies", () => {
    const { texts } = compileFiles({ "bot/context.schema.json": { properties: { a: { type: "string" } } } });
    expect(texts["bot/schemas.ts"]).not.toContain("DefaultsPlan");
  });

  it("follows references, allOf, properties, patterns, items and tuples", async () => {
    const item = { type: "object", properties: { x: { default: 1 } } };
    const schema = {
      type: "object",
      properties: {
        own: { default: 1 },
        list: { type: "array", items: item },
        pair: {
          type: "array",
          prefixItems: [true, item],
          items: { ...item, properties: { y: { default: 2 } } },
        },
        map: {
          type: "object",
          properties: { plain: true },
          patternProperties: { "^p\\d": item },
          additionalProperties: { type: "object", properties: { z: { default: 3 } } },
        },
      },
      allOf: [{ properties: { all: { default: 2 } } }],
      $ref: "#/$defs/Base",
      $defs: {
        Base: { type: "object", properties: { base: { default: 3 }, next: { $ref: "#/$defs/Base" } } },
      },
    };
    const value = {
      list: [{}, { x: 0 }, 5],
      pair: [{}, {}, {}],
      map: { plain: {}, p1: {}, other: {} },
      next: { next: {} },
    };
    expect(await applied(schema, value)).toEqual({
      own: 1,
      all: 2,
      base: 3,
      list: [{ x: 1 }, { x: 0 }, 5],
      pair: [{}, { x: 1 }, { y: 2 }],
      map: { plain: {}, p1: { x: 1 }, other: { z: 3 } },
      next: { base: 3, next: { base: 3 } },
    });
  });

  it("adds what all parts of an object add, before it goes inside", async () => {
    const inner = { type: "object", properties: { n: { default: 1 } } };
    const late = { type: "object", properties: { x: { default: {} } } };
    const earlier = {
      properties: { properties: { x: inner } },
      patternProperties: { patternProperties: { "^x$": inner } },
      additionalProperties: { additionalProperties: inner },
      $ref: { $ref: "#/$defs/Earlier" },
      allOf: { allOf: [{ properties: { x: inner } }] },
    };
    const $defs = { Earlier: { properties: { x: inner } }, Late: late };
    for (const first of Object.values(earlier)) {
      for (const second of [late, { $ref: "#/$defs/Late" }, { anyOf: [late, { type: "null" }] }]) {
        const schema = { type: "object", allOf: [first, second], $defs };
        expect(await applied(schema, {}), JSON.stringify(schema)).toEqual({ x: { n: 1 } });
        expect(await applied(schema, { x: {} }), JSON.stringify(schema)).toEqual({ x: { n: 1 } });
      }
    }
    const tuple = { type: "array", prefixItems: [true, inner], items: { properties: { m: { default: 2 } } } };
    const list = { allOf: [{ properties: { l: tuple } }, { properties: { l: { default: [{}, {}, {}] } } }] };
    expect(await applied({ type: "object", ...list }, {})).toEqual({ l: [{}, { n: 1 }, { m: 2 }] });
  });

  it("picks the branch of a tag that is filled in, by whichever part", async () => {
    const branch = (t: string, properties: object) => ({
      type: "object",
      properties: { t: { const: t }, ...properties },
      required: ["t"],
    });
    const oneOf = [branch("a", { n: { default: 1 }, u: { default: "b" } }), branch("b", {})];
    const other = [
      { type: "object", properties: { u: { const: "b" }, m: { default: 2 } }, required: ["u"] },
      { type: "object", properties: { u: { const: "c" } }, required: ["u"] },
    ];
    const schema = {
      type: "object",
      anyOf: other,
      allOf: [{ oneOf }, { properties: { t: { default: "a" } } }],
    };
    expect(await applied(schema, {})).toEqual({ t: "a", n: 1, u: "b", m: 2 });
    expect(await applied(schema, { t: "b", u: "c" })).toEqual({ t: "b", u: "c" });
  });

  it("ends where parts of an object keep adding to each other's defaults", async () => {
    const schema = {
      type: "object",
      properties: { x: { type: "object", default: {} } },
      allOf: [{ properties: { x: { $ref: "#" } } }],
    };
    const { root } = loadSchema(schema);
    const defaults = createDefaults(accepts, { roots: [root] });
    expect(defaults.usableDefault(property(root, "x"))).toBeUndefined();
  });

  it("names the defaults that may make a valid value invalid, and no others", () => {
    const risky = (schema: JsonSchema): string[] => {
      const { root, defaults } = defaultsOf({ type: "object", ...(schema as object) });
      return [...defaults.allRisks(root).keys()].map(({ name }) => name);
    };
    const properties: { readonly [name: string]: JsonSchema } = {
      a: { type: "string", default: "x" },
      b: { type: "object", properties: { c: { type: "integer", default: 1 } } },
    };
    for (const harmless of [
      {},
      { required: ["a"], maxProperties: 3 },
      { minProperties: 1 },
      { anyOf: [{ required: ["a"] }, { required: ["b"] }] },
      { not: { required: ["d"] } },
      { additionalProperties: false, propertyNames: { maxLength: 1 } },
      { patternProperties: { a: { type: "string" } }, allOf: [{ properties: { a: { minLength: 1 } } }] },
      { if: { required: ["b"] }, else: { required: ["d"] } },
      { dependentRequired: { d: ["a"] }, unevaluatedProperties: false },
      {
        oneOf: [
          { properties: { k: { const: 1 }, a: { maxLength: 5 } }, required: ["k"] },
          { properties: { k: { const: 2 } }, required: ["k", "d"] },
        ],
      },
    ]) {
      expect(risky({ properties, ...harmless }), JSON.stringify(harmless)).toEqual([]);
    }
    for (const [name, minding] of [
      ["a", { maxProperties: 3 }],
      ["a", { not: { required: ["a"] } }],
      ["a", { oneOf: [{ required: ["a"] }, { required: ["b"] }] }],
      ["a", { anyOf: [{ properties: { a: { const: "y" } } }, { required: ["b"] }] }],
      ["a", { propertyNames: { const: "b" } }],
      ["a", { allOf: [{ properties: { b: true }, additionalProperties: false }] }],
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
      ["a", { if: { required: ["a"] }, else: { required: ["b"] }, then: { required: ["d"] } }],
      ["a", { dependentRequired: { a: ["d"] } }],
      ["a", { dependentSchemas: { a: { required: ["d"] } } }],
      ["a", { patternProperties: { "^a": { const: "y" } } }],
      ["a", { allOf: [{ properties: { b: true }, unevaluatedProperties: false }] }],
      ["a", { enum: [{ b: {} }] }],
      [
        "c",
        {
          properties: { b: properties.b ?? true },
          not: { properties: { b: { required: ["c"] } }, required: ["b"] },
        },
      ],
      [
        "c",
        { properties: { b: properties.b ?? true }, allOf: [{ properties: { b: { maxProperties: 1 } } }] },
      ],
      ["c", { properties: { b: properties.b ?? true }, const: { b: {} } }],
    ] as const) {
      expect(risky({ properties, ...minding }), JSON.stringify(minding)).toContain(name);
    }
  });

  it("may be nested deeply", async () => {
    let schema: object = { properties: { a: { default: 1 } } };
    let value: object = {};
    let filled: object = { a: 1 };
    for (let index = 0; index < 150; index++) {
      schema = { type: "object", properties: { n: schema } };
      value = { n: value };
      filled = { n: filled };
    }
    expect(await applied(schema, value)).toEqual(filled);
  });

  it("does not follow conditions, negations and undecidable branches", async () => {
    const a = { properties: { a: { default: 1 } } };
    const schema = {
      not: { ...a, required: ["never"] },
      if: a,
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
      then: a,
      else: a,
      dependentSchemas: { b: a },
      anyOf: [a, { properties: { b: true } }],
      unevaluatedProperties: a,
    };
    expect(await applied(schema, { b: {} })).toEqual({ b: {} });
  });

  it("picks branches by type and by discriminator", async () => {
    const schema = {
      type: "object",
      properties: {
        maybe: { anyOf: [{ $ref: "#/$defs/A" }, { type: "null" }] },
        event: {
          oneOf: [
            { type: "object", properties: { kind: { const: "a" }, x: { default: 1 } } },
            { type: "object", properties: { kind: { const: "b" }, x: { default: 2 } } },
          ],
        },
        wide: { anyOf: [{ type: "object", $ref: "#/$defs/Wide" }, { type: "array" }] },
      },
      $defs: {
        A: { type: "object", properties: { x: { default: 0 } } },
        Wide: { properties: { x: { default: 1 } }, items: { properties: { y: { default: 2 } } } },
      },
    };
    expect(await applied(schema, { maybe: {}, event: { kind: "b" }, wide: {} })).toEqual({
      maybe: { x: 0 },
      event: { kind: "b", x: 2 },
      wide: { x: 1 },
    });
    const untouched = { maybe: null, event: { kind: "c" }, wide: [{}] };
    expect(await applied(schema, untouched)).toBe(untouched);
  });

  it("assigns a property called `__proto__`", async () => {
    const schema = JSON.parse(
      '{ "properties": { "__proto__": { "type": "object", "default": { "a": 1 } } } }',
    );
    const result = (await applied(schema, {})) as object;
    expect(Object.getPrototypeOf(result)).toBe(Object.prototype);
    expect(Object.getOwnPropertyDescriptor(result, "__proto__")?.value).toEqual({ a: 1 });
  });

  it("works with the validator of the same schema", async () => {
    const compiled = compileFiles({
      "bot/context.schema.json": {
        type: "object",
        properties: { a: { type: "string", default: "x" } },
        required: ["a"],
        additionalProperties: false,
      },
    });
    const { validateBotContext: validate } = await importValidators(compiled);
    const { botContextDefaults: plan, botContextSchema: jsonSchema } = await importSchemas(compiled);
    if (validate === undefined || plan === undefined || jsonSchema === undefined)
      throw new Error("incomplete");
    const schema = new Schema({ name: "BotContext", validate, jsonSchema, defaults: certainDefaults(plan) });
    expect(schema.parse({})).toEqual({ a: "x" });
    expect(schema.is({})).toBe(false);
  });
});
