import { describe, expect, it } from "vitest";
import { loadSchema } from "../../codegen/load/load.js";
import type { JsonObject, JsonSchema } from "../../codegen/schema/json.js";
import { explain } from "../../src/schema/validation/explain.js";
import { compileNode } from "../support/compile-node.js";

/** What is told of a value that a schema refuses. */
function issues(schema: JsonSchema, value: unknown) {
  const { root, problems } = loadSchema(schema, { path: "bot/context.schema.json" });
  expect(problems.filter(({ severity }) => severity === "error")).toEqual([]);
  const validate = compileNode(root);
  expect(validate(value)).toBe(false);
  return explain(validate.errors ?? [], value);
}

const messages = (schema: JsonSchema, value: unknown) => issues(schema, value).map(({ message }) => message);

describe("an issue", () => {
  it("names the place, the keyword, and where it is written", () => {
    expect(issues({ required: ["user_id"] }, {})).toEqual([
      {
        path: "/user_id",
        keyword: "required",
        message: "/user_id is missing",
        schemaPath: "bot/context.schema.json#/required",
      },
    ]);
  });

  it.each<[JsonSchema, unknown, string]>([
    [{ type: "integer" }, "x", "the value must be an integer, but is a string"],
    [{ type: "integer" }, 1.5, "the value must be an integer, but is a number with a fraction"],
    [{ type: "number" }, Number.NaN, "the value must be a number, but is not a finite number"],
    [{ type: ["string", "null"] }, [], "the value must be a string or null, but is an array"],
    [{ type: "object" }, undefined, "the value must be an object, but is undefined"],
    [{ items: { type: "boolean" } }, [null], "/0 must be a boolean, but is null"],
    [{ enum: ["a", "b", null] }, 1, 'the value must be one of "a", "b", null'],
    [{ enum: ["a"] }, 1, 'the value must be "a"'],
    [{ const: { a: 1 } }, 1, 'the value must be {"a":1}'],
    [{ minLength: 1 }, "", "the value must have at least 1 character"],
    [{ maxLength: 3 }, "abcd", "the value must have at most 3 characters"],
    [{ pattern: "^a" }, "b", 'the value must match the pattern "^a"'],
    [{ format: "email" }, "b", 'the value must be in the format "email"'],
    [{ minimum: 1 }, 0, "the value must be at least 1"],
    [{ maximum: 1 }, 2, "the value must be at most 1"],
    [{ exclusiveMinimum: 1 }, 1, "the value must be greater than 1"],
    [{ exclusiveMaximum: 1 }, 1, "the value must be less than 1"],
    [{ multipleOf: 2 }, 1, "the value must be a multiple of 2"],
    [{ minItems: 2 }, [], "the value must have at least 2 items"],
    [{ maxItems: 0 }, [1], "the value must have at most 0 items"],
    [{ prefixItems: [true], items: false }, [1, 2], "the value must have at most 1 item"],
    [{ uniqueItems: true }, [1, 2, 1], "the value must not have two equal items, but those at 0 and 2 are"],
    [{ contains: { const: 1 } }, [], "the value must have at least 1 item equal to 1"],
    [
      { contains: { const: 1 }, maxContains: 1 },
      [1, 1],
      "the value must have at least 1 item and at most 1 equal to 1",
    ],
    [{ minProperties: 1 }, {}, "the value must have at least 1 property"],
    [{ maxProperties: 1 }, { a: 1, b: 1 }, "the value must have at most 1 property"],
    [{ dependentRequired: { a: ["b"] } }, { a: 1 }, '/b is missing, which "a" requires'],
    [{ contains: { type: "string" } }, [], "the value must have at least 1 item of the type string"],
    [
      { contains: { required: ["id"] }, minContains: 2 },
      [],
      'the value must have at least 2 items with "id"',
    ],
    [
      { contains: { properties: { id: { type: "string" } }, required: ["id"] } },
      [],
      'the value must have at least 1 item of the kind that "contains" describes',
    ],
    [{ dependentSchemas: { a: false } }, { a: 1 }, 'the value must not have "a"'],
    [{ properties: { a: false } }, { a: 1 }, "/a is not allowed"],
    [false, 1, "the value is not allowed"],
    [
      { propertyNames: { maxLength: 2 } },
      { abc: 1 },
      'the value has a property whose name must have at most 2 characters: "abc"',
    ],
    [
      { propertyNames: { type: "number" } },
      { a: 1 },
      'the value has a property whose name must be a number, but is a string: "a"',
    ],
    [
      { properties: { o: { propertyNames: { anyOf: [{ pattern: "^x" }, { enum: ["a"] }] } } } },
      { o: { b: 1 } },
      '/o has a property whose name must match the pattern "^x" or be "a": "b"',
    ],
    [{ additionalProperties: false }, { a: 1 }, 'the value has an unknown property "a"'],
  ])("%j: %j is told so: %s", (schema, value, message) => {
    expect(messages(schema, value)).toEqual([message]);
  });

  it("asks whether a known property was meant", () => {
    const schema = { properties: { user_id: {}, locale: {} }, additionalProperties: false };
    expect(messages(schema, { usr_id: 1 })).toEqual([
      'the value has an unknown property "usr_id" (did you mean "user_id"?)',
    ]);
    expect(messages(schema, { unrelated: 1 })).toEqual(['the value has an unknown property "unrelated"']);
    expect(messages({ properties: { user: {} }, unevaluatedProperties: false }, { usre: 1 })).toEqual([
      'the value has an unknown property "usre" (did you mean "user"?)',
    ]);
  });

  it("is reported once, however often the schema says it", () => {
    expect(messages({ required: ["a"], allOf: [{ required: ["a"] }] }, {})).toEqual(["/a is missing"]);
  });

  it("stays on one line and of bounded length, whatever names and lists are in it", () => {
    const [long, lines, many] = [
      messages({ additionalProperties: false }, { ["x".repeat(1_000)]: 1 }),
      messages({ additionalProperties: { type: "string" } }, { 'a\n"b"\u2028/~': 1 }),
      messages({ enum: Array.from({ length: 50_000 }, (_, index) => index) }, "x"),
    ];
    expect(long?.[0]?.length).toBeLessThan(120);
    expect(lines).toEqual(['/a\\n"b"\\u2028~1~0 must be a string, but is a number']);
    expect(many).toEqual(["the value must be one of 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 or 49990 more"]);
  });

  it("is one of at most 100, the last of which counts the rest", () => {
    const found = issues(
      { items: { type: "string" } },
      Array.from({ length: 250 }, () => 1),
    );
    expect(found).toHaveLength(100);
    expect(found[98]?.message).toBe("/98 must be a string, but is a number");
    expect(found[99]).toMatchObject({ path: "", message: "151 more things are wrong" });
    expect(
      issues(
        { items: { type: "string" } },
        Array.from({ length: 100 }, () => 1),
      )[99]?.path,
    ).toBe("/99");
  });
});

describe("a union that nothing fits", () => {
  const kind = (value: string, more: object = {}) => ({
    type: "object",
    properties: { kind: { const: value }, ...more },
    required: ["kind"],
  });

  it("speaks of the branch for the value's type", () => {
    const schema = { anyOf: [{ type: "object", required: ["a"] }, { type: "null" }] };
    expect(messages(schema, {})).toEqual(["/a is missing"]);
    expect(messages(schema, "x")).toEqual(["the value must be an object or null, but is a string"]);
  });

  it("speaks of the branch that the discriminator picks", () => {
    const schema = { oneOf: [kind("a", { n: { type: "number" } }), kind("b", { s: { type: "string" } })] };
    expect(messages(schema, { kind: "b", s: 1 })).toEqual(["/s must be a string, but is a number"]);
    expect(messages(schema, { kind: "c" })).toEqual(['/kind must be one of "a", "b"']);
    expect(messages(schema, {})).toEqual(["/kind is missing"]);
    expect(messages(schema, [])).toEqual(["the value must be an object, but is an array"]);
    const optional = schema.oneOf.map(({ required: _, ...rest }) => rest);
    expect(messages({ anyOf: [...optional, { type: "null" }] }, { kind: "b", s: 1 })).toEqual([
      "/s must be a string, but is a number",
    ]);
    expect(messages({ anyOf: optional }, { kind: "c" })).toEqual(['/kind must be one of "a", "b"']);
  });

  it("says what constants and types are allowed", () => {
    expect(messages({ anyOf: [{ const: "a" }, { const: "b" }, { type: "null" }] }, 1)).toEqual([
      'the value must be null or one of "a", "b"',
    ]);
    expect(
      messages(
        {
          anyOf: [
            { type: "string", const: "a" },
            { type: "string", const: "b" },
          ],
        },
        1,
      ),
    ).toEqual(['the value must be one of "a", "b"']);
  });

  it("speaks of the branch that the value is closest to", () => {
    const schema = {
      anyOf: [
        { required: ["a", "b"] },
        {
          properties: { c: { anyOf: [{ type: "string", minLength: 2 }, { type: "null" }] } },
          required: ["c"],
        },
      ],
    };
    expect(messages(schema, { c: "" })).toEqual(["/c must have at least 2 characters"]);
    const closed = { additionalProperties: false, type: "object" };
    const shapes = [
      { ...closed, properties: { ref: { type: "string" } }, required: ["ref"] },
      { ...closed, properties: { name: { type: "string" }, size: { type: "number" } }, required: ["name"] },
    ];
    expect(messages({ anyOf: shapes }, { name: "x", size: "y" })).toEqual([
      "/size must be a number, but is a string",
    ]);
    expect(messages({ anyOf: shapes }, { ref: 1 })).toEqual(["/ref must be a string, but is a number"]);
    expect(messages({ anyOf: shapes }, { ref: "x", name: "x" })).toEqual([
      'the value must not have "name" and "ref" together',
    ]);
  });

  it("takes unions inside unions for one", () => {
    const [a, b] = [kind("a", { n: { type: "number" } }), kind("b")];
    const c = { ...kind("c", { s: { type: "string" } }), required: ["kind", "s"] };
    const link = {
      type: "object",
      required: ["$link"],
      additionalProperties: false,
      properties: { $link: {} },
    };
    const schema = {
      anyOf: [
        { anyOf: [{ oneOf: [a, b, link] }, { $ref: "#/$defs/c" }, link] },
        { allOf: [{ anyOf: [{ type: "string" }, { type: "null" }] }] },
      ],
      $defs: { c: { anyOf: [c, link] } },
    };
    expect(messages(schema, { kind: "c", s: 1 })).toEqual(["/s must be a string, but is a number"]);
    expect(messages(schema, { kind: "c" })).toEqual(["/s is missing"]);
    expect(messages(schema, { kind: "a", n: "x" })).toEqual(["/n must be a number, but is a string"]);
    expect(messages(schema, { $link: 1, more: 1 })).toEqual(['the value has an unknown property "more"']);
    expect(messages(schema, 1)).toEqual(["the value must be an object, a string or null, but is a number"]);
  });

  it("finds the constant that tells the branches apart, wherever it is", () => {
    const deep = (value: string, more: object) => ({
      properties: { meta: { properties: { kind: { const: value } } }, ...more },
    });
    const schema = { anyOf: [deep("a", { x: { type: "number" } }), deep("b", { x: { type: "string" } })] };
    expect(messages(schema, { meta: { kind: "b" }, x: 1 })).toEqual(["/x must be a string, but is a number"]);
    expect(messages(schema, { meta: { kind: "c" }, x: 1 })).toEqual(['/meta/kind must be one of "a", "b"']);
    // Each branch refuses one constant: only the schema tells which of them is the tag.
    const optional = {
      oneOf: [
        { properties: { fur: { enum: ["black"] }, kind: { enum: ["cat"] } } },
        { properties: { kind: { enum: ["dog"] }, size: { enum: ["big"] } } },
      ],
    };
    expect(messages(optional, { fur: "red", kind: "cat" })).toEqual(['/fur must be "black"']);
    expect(messages(optional, { size: "red", kind: "dog" })).toEqual(['/size must be "big"']);
  });

  it("tells what all alternatives come to where none stands out", () => {
    expect(messages({ anyOf: [{ required: ["a"] }, { required: ["b"] }] }, {})).toEqual([
      'the value must have "a" or "b"',
    ]);
    expect(messages({ anyOf: [{ required: ["a"] }, { required: ["b", "c"] }] }, {})).toEqual([
      'the value must have "a", or "b" and "c"',
    ]);
    expect(messages({ anyOf: [{ required: ["a", "b"] }, { required: ["c", "b"] }] }, {})).toEqual([
      "/b is missing",
    ]);
    const names = ["a", "b", "c", "d", "e"].map((name) => ({ required: [name] }));
    expect(messages({ anyOf: names }, {})).toEqual(['the value must have "a", "b", "c", "d" or "e"']);
    const mixed = [{ required: ["a"] }, { properties: { c: {} }, additionalProperties: false }];
    expect(messages({ anyOf: mixed }, { b: 1 })).toEqual([
      'the value has the property "b", which only other alternatives allow',
    ]);
    const both = [
      { anyOf: [{ required: ["a"] }, { required: ["b"] }] },
      { anyOf: [{ required: ["c"] }, { required: ["d"] }] },
    ];
    expect(messages({ anyOf: [{ allOf: both }, { type: "string" }] }, {})).toEqual([
      'the value must have "c" or "d"',
    ]);
    const without = (one: string, other: string) => ({ required: [one], not: { required: [other] } });
    expect(messages({ oneOf: [without("a", "b"), without("b", "a")] }, { a: 1, b: 1 })).toEqual([
      'the value must not have "a" and "b" together',
    ]);
    expect(messages({ anyOf: [{ not: {} }, { type: "string" }] }, 1)).toEqual([
      "the value must be a string, but is a number",
    ]);
    expect(messages({ anyOf: [{ minimum: 10 }, { maximum: 5 }] }, 7)).toEqual([
      "the value must be at least 10 or at most 5",
    ]);
    expect(messages({ anyOf: [{ format: "email" }, { pattern: "^x" }] }, "hunter2")).toEqual([
      'the value must be in the format "email" or match the pattern "^x"',
    ]);
    const lists = ["string", "number"].map((type) => ({ type: "array", items: { type } }));
    expect(messages({ anyOf: lists }, ["a", 1])).toEqual([
      "either /1 must be a string, but is a number, or /0 must be a number, but is a string",
    ]);
    expect(messages({ anyOf: lists }, [null])).toEqual(["/0 must be a string or a number, but is null"]);
    const many = Array.from({ length: 9 }, (_, index) => ({ pattern: `^${index}` }));
    expect(messages({ anyOf: many }, "x")).toEqual([
      'the value fits none of its 9 alternatives (of one of them, the value must match the pattern "^0")',
    ]);
  });

  it("stays short and quick however deep a recursive union goes", () => {
    const node = (property: string, schema: JsonObject): JsonObject => ({
      type: "object",
      properties: { [property]: schema },
      required: [property],
    });
    const schema = {
      $ref: "#/$defs/Tree",
      $defs: { Tree: { anyOf: [node("left", { $ref: "#/$defs/Tree" }), node("leaf", { type: "number" })] } },
    };
    let value: unknown = { leaf: "hunter2" };
    for (let depth = 0; depth < 300; depth++) value = { left: value };
    const [message = "", ...others] = messages(schema, value);
    expect(others).toEqual([]);
    expect(message).toMatch(/^(\/left)+\S*… must be a number, but is a string$/);
    expect(message.length).toBeLessThan(250);
  });

  it("says when too many branches fit", () => {
    expect(messages({ oneOf: [{ minimum: 1 }, { minimum: 2 }, { type: "number" }] }, 3)).toEqual([
      "the value must fit exactly one of its alternatives, but fits 3",
    ]);
  });
});

describe("a condition", () => {
  const when = (value: string, then: JsonSchema, otherwise: JsonSchema): JsonSchema => ({
    if: { properties: { kind: { const: value } } },
    then,
    else: otherwise,
  });

  it("that leaves nothing else is taken for a demand", () => {
    const schema = when("a", { required: ["x"] }, false);
    expect(messages(schema, { kind: "b" })).toEqual(['/kind must be "a"']);
    expect(messages(schema, { kind: "a" })).toEqual(["/x is missing"]);
    expect(messages(when("a", {}, { not: {} }), { kind: "b" })).toEqual(['/kind must be "a"']);
  });

  it("picks the branch of a union as a constant does", () => {
    const schema = {
      oneOf: [when("cat", { required: ["fur"] }, false), when("dog", { required: ["bark"] }, false)],
    };
    expect(messages(schema, { kind: "cat" })).toEqual(["/fur is missing"]);
    expect(messages(schema, { kind: "dog" })).toEqual(["/bark is missing"]);
    expect(messages(schema, { kind: "owl" })).toEqual(['/kind must be one of "cat", "dog"']);
  });

  it("is one of several in a chain that ends in false", () => {
    const last = when("c", { required: ["z"] }, false);
    const schema = when("a", { required: ["x"] }, when("b", { required: ["y"] }, last));
    expect(messages(schema, { kind: "b" })).toEqual(["/y is missing"]);
    expect(messages(schema, { kind: "c" })).toEqual(["/z is missing"]);
    expect(messages(schema, { kind: "d" })).toEqual(['/kind must be one of "a", "b", "c"']);
  });

  it("that rules something out says what", () => {
    const ruled = (schema: JsonObject): JsonObject => ({
      if: schema,
      // biome-ignore lint/suspicious/noThenProperty: the keyword
      then: false,
    });
    expect(messages(ruled({ required: ["a", "b"] }), { a: 1, b: 1 })).toEqual([
      'the value must not have "a" and "b" together',
    ]);
    expect(messages(ruled({ properties: { a: { const: 1 } }, required: ["a"] }), { a: 1 })).toEqual([
      "/a must not have this value",
    ]);
  });
});

describe("what a schema rules out", () => {
  it.each<[JsonSchema, unknown, string]>([
    [{ type: "string" }, "hunter2", "the value must not be a string"],
    [{ const: "hunter2" }, "hunter2", "the value is not allowed"],
    [{ enum: ["hunter2", "x"] }, "hunter2", "the value is not allowed"],
    [{ pattern: "^h" }, "hunter2", 'the value must not match the pattern "^h"'],
    [{ minLength: 2 }, "hunter2", "the value is not allowed"],
    [{}, "hunter2", "the value is not allowed"],
    [{ oneOf: [{ required: ["a"] }, { required: ["b"] }] }, { a: 1 }, "the value is not allowed"],
    [{ required: ["a"] }, { a: "hunter2" }, 'the value must not have "a"'],
    [
      { required: ["a", "b", "c"] },
      { a: 1, b: 2, c: 3 },
      'the value must not have "a", "b" and "c" together',
    ],
    [{ anyOf: [{ required: ["a"] }, { required: ["b"] }] }, { b: 1 }, 'the value must not have "b"'],
    [{ not: { type: "string" } }, 1, "the value must be a string, but is a number"],
    [{ properties: { a: { const: "hunter2" } } }, { a: "hunter2" }, "/a must not have this value"],
    [{ properties: { a: { const: "hunter2" } } }, {}, "/a is missing"],
    [{ properties: { a: { const: 1 } } }, "hunter2", "the value must be an object, but is a string"],
    [
      { properties: { a: { const: 1 }, b: { const: 2 } }, required: ["a", "b"] },
      { a: 1, b: 2 },
      'the value must not have these values of "a" and "b" together',
    ],
    [
      { allOf: [{ required: ["a"] }, { required: ["b"] }] },
      { a: 1, b: 2 },
      'the value must not have "a" and "b" together',
    ],
  ])("%j: %j is told so: %s", (schema, value, message) => {
    expect(messages({ not: schema }, value)).toEqual([message]);
  });
});

describe("a property that only a branch declares", () => {
  const branch = (tag: string, more: object) => ({
    properties: { tag: { const: tag }, ...more },
    required: ["tag"],
  });
  const schema = {
    type: "object",
    oneOf: [branch("cat", { fur: { type: "string" } }), branch("dog", { bark: { type: "boolean" } })],
    unevaluatedProperties: false,
  };

  it("is not called unknown where the branch failed for another reason", () => {
    expect(messages(schema, { tag: "cat", fur: 1 })).toEqual(["/fur must be a string, but is a number"]);
    expect(messages(schema, { tag: "cat", fur: 1, frr: 1 })).toEqual([
      "/fur must be a string, but is a number",
      'the value has an unknown property "frr" (did you mean "fur"?)',
    ]);
    const pattern = {
      anyOf: [{ patternProperties: { "^x": { type: "string" } }, required: ["id"] }],
      unevaluatedProperties: false,
    };
    expect(messages(pattern, { xy: "z" })).toEqual(["/id is missing"]);
    const always = { allOf: [{ patternProperties: { "^x": {} } }], unevaluatedProperties: false };
    expect(messages(always, { y: 1 })).toEqual(['the value has an unknown property "y"']);
  });

  it("is told to belong to another one", () => {
    expect(messages(schema, { tag: "cat", bark: true })).toEqual([
      'the value has the property "bark", which only other alternatives allow',
    ]);
    const closed = { properties: { a: {} }, additionalProperties: false, anyOf: [{ properties: { b: {} } }] };
    expect(messages(closed, { b: 1 })).toEqual([
      'the value must not have "b" ("additionalProperties" only knows the properties beside it)',
    ]);
  });

  it("is no item that is not allowed, in an array", () => {
    const list = { anyOf: [{ prefixItems: [{ type: "string" }] }], unevaluatedItems: false };
    expect(messages(list, [1])).toEqual(["/0 must be a string, but is a number"]);
    expect(messages(list, ["x", 1])).toEqual(["/1 is not allowed"]);
  });
});

describe("a secret", () => {
  it("is not told by what a schema rules out", () => {
    const rule = { properties: { token: { const: "hunter2" } }, required: ["token"] };
    const schema = { properties: { token: { type: "string", writeOnly: true } }, not: rule };
    expect(messages(schema, { token: "hunter2" })).toEqual(["the value is not allowed"]);
  });

  it("is not told by what an array is to contain", () => {
    const schema = { contains: { const: "hunter2", writeOnly: true } };
    expect(messages(schema, [])).toEqual([
      'the value must have at least 1 item of the kind that "contains" describes',
    ]);
  });

  it("is named by its place, and nothing in it is", () => {
    const schema = {
      properties: {
        login: {
          type: "object",
          writeOnly: true,
          properties: { pin: { enum: ["1234"] }, key: { type: "string", minLength: 9, pattern: "^k" } },
          additionalProperties: false,
        },
        token: { type: "string", writeOnly: true, minLength: 9 },
      },
    };
    expect(messages(schema, { login: { pin: "9999", hunter2: 1 }, token: "hunter3" })).toEqual([
      "/login is not valid (it is secret, so its value is not shown)",
      "/token must have at least 9 characters",
    ]);
    expect(messages(schema, { token: 5 })).toEqual(["/token must be a string"]);
    for (const key of ["short", "no kilometers", 5]) {
      expect(messages(schema, { login: { key } })).toEqual([
        "/login is not valid (it is secret, so its value is not shown)",
      ]);
    }
  });
});
