import { inspect } from "node:util";
import type { JsonSchema } from "graphwright";
import { certainDefaults, Schema, SchemaError } from "graphwright";
import { describe, expect, it } from "vitest";
import { loadSchema } from "../../codegen/load/load.js";
import { compileNode } from "../support/compile-node.js";

interface Context {
  readonly user_id: string;
  readonly locale: string;
}

const jsonSchema: JsonSchema = {
  type: "object",
  properties: { user_id: { type: "string" }, locale: { type: "string", default: "en" }, next: { $ref: "#" } },
  required: ["user_id"],
};

const schema = new Schema<Context>({
  name: "BotContext",
  validate: compileNode(loadSchema(jsonSchema, { path: "bot/context.schema.json" }).root),
  jsonSchema,
  defaults: certainDefaults({ properties: { locale: { default: "en" } } }),
});

describe("a schema", () => {
  it("gives the value with defaults, without changing what it was given", () => {
    const value = Object.freeze({ user_id: "u" });
    expect(schema.parse(value)).toEqual({ user_id: "u", locale: "en" });
    const complete = { user_id: "u", locale: "de" };
    expect(schema.parse(complete)).toBe(complete);
  });

  it("shows the issues of a refusal in JSON and in logs", () => {
    const result = schema.safeParse({ locale: "en" });
    expect(result).toMatchObject({ success: false, issues: [{ path: "/user_id", keyword: "required" }] });
    expect(JSON.parse(JSON.stringify(result))).toMatchObject({
      success: false,
      issues: [{ path: "/user_id" }],
    });
    expect(inspect(result)).toContain("/user_id is missing");
  });

  it("throws an error that lists every issue, without the values", () => {
    expect(() => schema.parse({ locale: 5 })).toThrow(SchemaError);
    expect(() => schema.parse({ locale: 5 })).toThrow(
      [
        "The value is not a valid BotContext:",
        "  - /user_id is missing",
        "  - /locale must be a string, but is a number",
      ].join("\n"),
    );
  });

  it("tells whether a value fits as it is", () => {
    expect(schema.is({ user_id: "u" })).toBe(true);
    expect(schema.is({})).toBe(false);
  });

  it("refuses what is nested too deeply instead of crashing", () => {
    let value: object = { user_id: "u" };
    for (let index = 0; index < 100_000; index++) value = { user_id: "u", next: value };
    expect(schema.is(value)).toBe(false);
    expect(schema.safeParse(value)).toMatchObject({ success: false, issues: [{ keyword: "depth" }] });

    const list = { properties: { next: { plan: () => list } } } as const;
    const recursive = new Schema({
      name: "List",
      validate: () => true,
      jsonSchema,
      defaults: certainDefaults(list),
    });
    expect(recursive.safeParse(value)).toMatchObject({ success: false, issues: [{ keyword: "depth" }] });
  });

  it("lets other errors through", () => {
    const broken = new Schema({
      name: "Broken",
      validate: () => {
        throw new TypeError("broken");
      },
      jsonSchema,
    });
    expect(() => broken.safeParse({})).toThrow(TypeError);
    expect(() => broken.is({})).toThrow(TypeError);
  });

  it("is a Standard Schema and a Standard JSON Schema", async () => {
    const standard = schema["~standard"];
    expect(standard).toMatchObject({ version: 1, vendor: "graphwright" });
    expect(await standard.validate({ user_id: "u" })).toEqual({ value: { user_id: "u", locale: "en" } });
    expect(await standard.validate({ user_id: 1 })).toEqual({
      issues: [{ message: "/user_id must be a string, but is a number", path: ["user_id"] }],
    });
    expect(standard.jsonSchema.input({ target: "draft-2020-12" })).toBe(jsonSchema);
  });
});
