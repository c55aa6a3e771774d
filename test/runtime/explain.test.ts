import { describe, expect, it } from "vitest";
import type { JsonSchema } from "../../codegen/json.js";
import { loadSchema } from "../../codegen/load.js";
import { compileNode } from "../../codegen/validators.js";
import { explain } from "../../src/validation/explain.js";

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
    [{ contains: { const: 1 } }, [], "the value must have at least 1 item of the kind that it is to contain"],
    [
      { contains: { const: 1 }, maxContains: 1 },
      [1, 1],
      "the value must have at least 1 item and at most 1 of the kind that it is to contain",
    ],
    [{ minProperties: 1 }, {}, "the value must have at least 1 property"],
    [{ maxProperties: 1 }, { a: 1, b: 1 }, "the value must have at most 1 property"],
    [{ dependentRequired: { a: ["b"] } }, { a: 1 }, '/b is missing, which "a" requires'],
    [{ not: { type: "string" } }, "a", "the value is a value that the schema rules out"],
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

  it("is told once, however often the schema says it", () => {
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

  it("speaks of the nearest branch where none stands out, and of nested unions by theirs", () => {
    const schema = {
      anyOf: [
        { required: ["a", "b"] },
        {
          properties: { c: { anyOf: [{ type: "string", minLength: 2 }, { type: "null" }] } },
          required: ["c"],
        },
      ],
    };
    expect(messages(schema, { c: "" })).toEqual([
      "the value fits none of its 2 alternatives (the nearest: /c must have at least 2 characters)",
    ]);
  });

  it("says when too many branches fit", () => {
    expect(messages({ oneOf: [{ minimum: 1 }, { minimum: 2 }, { type: "number" }] }, 3)).toEqual([
      "the value must fit exactly one of its alternatives, but fits 3",
    ]);
  });
});

describe("a secret", () => {
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
      "/login is not valid (it is a secret, so nothing of it is shown)",
      "/token must have at least 9 characters",
    ]);
    expect(messages(schema, { token: 5 })).toEqual(["/token must be a string"]);
    for (const key of ["short", "no kilometers", 5]) {
      expect(messages(schema, { login: { key } })).toEqual([
        "/login is not valid (it is a secret, so nothing of it is shown)",
      ]);
    }
  });
});
