import { Ajv } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { applyDefaults } from "../../src/schema/defaults.js";
import { compileFiles, importSchemas, importValidators } from "../support/compiled.js";
import type { Files } from "../support/folder.js";

const schemasOf = (files: Files, module?: string) => importSchemas(compileFiles(files), module);

/** Compiles a published document with a validator that knows no other file. */
function independent(document: unknown) {
  const isOld = JSON.stringify(document).includes("draft-07");
  const ajv = isOld ? new Ajv({ strict: false }) : new Ajv2020({ strict: false, validateFormats: false });
  return ajv.compile(document as object);
}

describe("the published schema of a file", () => {
  it("is what the file says, in its order", async () => {
    const text = `{
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "$id": "https://example.org/context",
      "description": "Who is served.",
      "x-owner": { "team": ["a", null, 1.5, true, ""] },
      "type": "object",
      "required": ["b", "a"],
      "properties": { "b": { "$ref": "#/$defs/B" }, "a": { "const": { "$ref": "not a reference" } } },
      "$defs": { "B": { "type": "string", "default": "x" } }
    }`;
    const { botContextSchema } = await schemasOf({ "bot/context.schema.json": text });
    expect(JSON.stringify(botContextSchema)).toBe(JSON.stringify(JSON.parse(text)));
  });

  it("keeps keys that are hard to write", async () => {
    const text = JSON.stringify({
      properties: Object.fromEntries(
        ["__proto__", "constructor", "", '"', "\n", "\u2028", "*/", "a-b", "1"].map((name) => [
          name,
          { title: name },
        ]),
      ),
    });
    const { botContextSchema } = await schemasOf({ "bot/context.schema.json": text });
    expect(JSON.stringify(botContextSchema)).toBe(text);
  });

  it("may be nested a thousand deep", async () => {
    let deep: object = { required: ["a"], properties: { a: { $ref: "../shared/a.schema.json" } } };
    for (let index = 0; index < 1_000; index++) deep = { allOf: [deep] };
    const compiled = compileFiles({
      "bot/context.schema.json": deep,
      "shared/a.schema.json": { type: "string", default: "x" },
    });
    const { botContextSchema, botContextDefaults } = await importSchemas(compiled);
    expect(JSON.stringify(botContextSchema)).toBe(
      JSON.stringify({ ...deep, $defs: { A: { type: "string", default: "x" } } }).replace(
        "../shared/a.schema.json",
        "#/$defs/A",
      ),
    );
    const { validateBotContext: validate } = await importValidators(compiled);
    expect(validate?.({ a: "x" })).toBe(true);
    expect(validate?.({})).toBe(false);
    expect(botContextDefaults && applyDefaults(botContextDefaults, {})).toEqual({ a: "x" });
  });

  it("brings along what it refers to in other files, and what that refers to", async () => {
    const { botContextSchema } = await schemasOf({
      "bot/context.schema.json": {
        properties: { user: { $ref: "../shared/user.schema.json" } },
        $defs: { Address: { type: "number" } },
      },
      "shared/user.schema.json": {
        $id: "https://example.org/user",
        properties: { home: { $ref: "#/$defs/Address" }, friend: { $ref: "#" } },
        $defs: { Address: { $anchor: "address", type: "string" } },
      },
    });
    expect(botContextSchema).toEqual({
      properties: { user: { $ref: "#/$defs/User" } },
      $defs: {
        Address: { type: "number" },
        User: { properties: { home: { $ref: "#/$defs/Address2" }, friend: { $ref: "#/$defs/User" } } },
        Address2: { type: "string" },
      },
    });
    const validate = independent(botContextSchema);
    expect(validate({ user: { friend: { home: "x" } } })).toBe(true);
    expect(validate({ user: { friend: { home: 1 } } })).toBe(false);
  });

  it("leaves out defaults and examples that would show a secret", async () => {
    const compiled = compileFiles({
      "bot/context.schema.json": {
        properties: {
          token: { $ref: "#/$defs/Token", default: "hunter1" },
          login: {
            type: "object",
            properties: { pin: { $ref: "#/$defs/Token" } },
            default: { pin: "hunter2" },
          },
          name: { type: "string", default: "kept" },
          empty: { properties: { pin: { $ref: "#/$defs/Token" } }, default: {} },
        },
        examples: [{ token: "hunter3" }],
        $defs: { Token: { type: "string", writeOnly: true, examples: ["hunter4"], default: "hunter5" } },
      },
    });
    const { botContextSchema } = await importSchemas(compiled);
    expect(JSON.stringify(botContextSchema)).not.toContain("hunter");
    expect(botContextSchema).toMatchObject({
      properties: { name: { default: "kept" }, empty: { default: {} } },
    });
  });
});

describe("the published schema of a definition", () => {
  const files = {
    "bot/context.schema.json": {
      $schema: "http://json-schema.org/draft-07/schema#",
      properties: { ticket: { $ref: "#/definitions/Ticket" } },
      definitions: {
        Ticket: {
          type: "object",
          properties: { owner: { $ref: "#/definitions/User" }, parent: { $ref: "#/definitions/Ticket" } },
          required: ["owner"],
        },
        User: { type: "string" },
      },
    },
  };

  it("works alone, in any validator", async () => {
    const compiled = compileFiles(files);
    const { ticketSchema, botContextSchema, userSchema } = await importSchemas(compiled);
    const validate = independent(ticketSchema);
    expect(validate({ owner: "a", parent: { owner: "b" } })).toBe(true);
    expect(validate({ owner: "a", parent: { owner: 1 } })).toBe(false);
    expect(ticketSchema).toMatchObject({
      $schema: "http://json-schema.org/draft-07/schema#",
      type: "object",
    });
    expect(independent(userSchema)("x")).toBe(true);
    expect(independent(botContextSchema)({ ticket: {} })).toBe(false);
  });

  it("is not printed again for each that uses it", () => {
    const { texts } = compileFiles(files);
    expect(texts["bot/schemas.ts"]?.match(/required: \["owner"\]/g)).toHaveLength(1);
  });

  it("works alone where references lead outside of the definitions", async () => {
    const compiled = compileFiles({
      "bot/context.schema.json": {
        type: "object",
        properties: { name: { type: "string" }, child: { $ref: "#/$defs/Child" } },
        $defs: {
          Child: { properties: { name: { $ref: "#/properties/name" }, root: { $ref: "#" } } },
          "odd name/~%": { $ref: "#/$defs/Child" },
        },
      },
    });
    const schemas = await importSchemas(compiled);
    const validate = independent(schemas.childSchema);
    expect(validate({ name: "a", root: { child: { name: "b" } } })).toBe(true);
    expect(validate({ name: "a", root: { child: { name: 1 } } })).toBe(false);
    for (const document of Object.values(schemas)) expect(() => independent(document)).not.toThrow();
  });

  it("has of a file that it refers to as a whole only what it reaches", async () => {
    const compiled = compileFiles({
      "bot/context.schema.json": {
        $id: "https://example.org/context",
        title: "The whole",
        properties: { child: { $ref: "#/$defs/Child" } },
        $defs: { Child: { properties: { root: { $ref: "#" } } }, Other: { title: "Nobody's" } },
      },
    });
    const { childSchema } = await importSchemas(compiled);
    expect(childSchema).toEqual({
      properties: { root: { $ref: "#/$defs/BotContext" } },
      $defs: { BotContext: { title: "The whole", properties: { child: { $ref: "#" } } } },
    });
  });

  it("leaves out what draft-07 passes over beside a reference, as it would lead nowhere", async () => {
    const schema = {
      $schema: "http://json-schema.org/draft-07/schema#",
      properties: { a: { $ref: "#/definitions/A" } },
      definitions: {
        A: {
          $ref: "#/definitions/B",
          description: "An A.",
          properties: { c: { $ref: "#/definitions/C" } },
          groups: { D: { $ref: "#/definitions/C" } },
        },
        B: { type: "object" },
        C: { type: "string" },
      },
    };
    const { aSchema, botContextSchema } = await importSchemas(
      compileFiles({ "bot/context.schema.json": schema }),
    );
    expect(aSchema).toEqual({
      $schema: "http://json-schema.org/draft-07/schema#",
      $ref: "#/definitions/B",
      description: "An A.",
      definitions: { B: { type: "object" } },
    });
    expect(JSON.stringify(botContextSchema)).toBe(JSON.stringify(schema));
  });

  it("stands in the document of each of its files as that file says it", async () => {
    const member = (description: string, ref: string) => ({
      $id: "https://example.org/member",
      type: "object",
      properties: { ticket: { $ref: ref } },
      $defs: {
        Ticket: { description, type: "object", properties: { owner: { $ref: "#/$defs/User" } } },
        User: { description, type: "string" },
      },
    });
    const files = {
      "bot/state.schema.json": member("One.", "#/$defs/Ticket"),
      "bot/events.schema.json": {
        ...member("Another.", "https://example.org/events#/%24defs/Ticket"),
        $id: "https://example.org/events",
      },
    };
    const { botStateSchema, botEventsSchema, ticketSchema } = await importSchemas(compileFiles(files));
    expect(JSON.stringify(botStateSchema)).toBe(JSON.stringify(files["bot/state.schema.json"]));
    expect(JSON.stringify(botEventsSchema)).toBe(JSON.stringify(files["bot/events.schema.json"]));
    expect(independent(ticketSchema)({ owner: 1 })).toBe(false);
  });

  it("keeps two of one name from two files apart, and files that refer to each other together", async () => {
    const file = (other: string, type: string) => ({
      $defs: {
        Item: { properties: { value: { type }, next: { $ref: `./${other}.schema.json#/$defs/Item` } } },
      },
    });
    const compiled = compileFiles({
      "bot/context.schema.json": { properties: { item: { $ref: "../shared/a.schema.json#/$defs/Item" } } },
      "shared/a.schema.json": file("b", "string"),
      "shared/b.schema.json": file("a", "number"),
    });
    for (const [module, name] of [
      ["bot", "botContextSchema"],
      ["shared/a", "itemSchema"],
    ] as const) {
      const { [name]: document } = await importSchemas(compiled, module);
      const validate = independent(document);
      const wrap = (item: object) => (module === "bot" ? { item } : item);
      expect(validate(wrap({ value: "a", next: { value: 1, next: { value: "b" } } }))).toBe(true);
      expect(validate(wrap({ value: "a", next: { value: 1, next: { value: 2 } } }))).toBe(false);
      expect(validate(wrap({ value: "a", next: { value: "b" } }))).toBe(false);
    }
  });

  it("takes no more room when more of them refer to the whole file", () => {
    const sizeWith = (count: number) => {
      const names = Array.from({ length: count }, (_, index) => `d${index}`);
      const { texts } = compileFiles({
        "bot/context.schema.json": {
          properties: Object.fromEntries(names.map((name) => [name, { $ref: `#/$defs/${name}` }])),
          $defs: Object.fromEntries(
            names.map((name) => [name, { description: name, properties: { inner: { $ref: "#" } } }]),
          ),
        },
      });
      return texts["bot/schemas.ts"]?.length ?? 0;
    };
    expect(sizeWith(160) - sizeWith(80)).toBeLessThan(2.2 * (sizeWith(80) - sizeWith(40)));
  });

  it("says in the newest dialect what files of several dialects say together", async () => {
    const compiled = compileFiles({
      "bot/context.schema.json": {
        properties: { pair: { $ref: "../shared/old.schema.json#/definitions/Pair" } },
      },
      "shared/old.schema.json": {
        $schema: "http://json-schema.org/draft-07/schema#",
        definitions: { Pair: { items: [{ type: "string" }, { type: "number" }], additionalItems: false } },
      },
    });
    const { botContextSchema } = await importSchemas(compiled);
    expect(botContextSchema).toEqual({
      $schema: "https://json-schema.org/draft/2020-12/schema",
      properties: { pair: { $ref: "#/$defs/Pair" } },
      $defs: { Pair: { prefixItems: [{ type: "string" }, { type: "number" }], items: false } },
    });
    const { pairSchema } = await importSchemas(compiled, "shared/old");
    expect(independent(pairSchema)(["a", 1])).toBe(true);
    expect(independent(pairSchema)(["a", "b"])).toBe(false);
  });
});

describe("the published schema of updates", () => {
  it("is what the update's validator checks", async () => {
    const compiled = compileFiles({
      "bot/state.schema.json": {
        type: "object",
        properties: {
          log: { type: "array", items: { $ref: "#/$defs/Entry" }, "x-reducer": "append" },
          title: { type: "string" },
        },
        required: ["title"],
        $defs: { Entry: { type: "object", properties: { text: { type: "string" } }, required: ["text"] } },
      },
    });
    const { botUpdateSchema } = await importSchemas(compiled);
    const { validateBotUpdate } = await importValidators(compiled);
    const validate = independent(botUpdateSchema);
    const values = [{}, { title: "a" }, { title: 1 }, { log: [{ text: "a" }] }, { log: [{}] }, { other: 1 }];
    expect(values.map((value) => validate(value))).toEqual([true, true, false, true, false, false]);
    expect(values.map((value) => validateBotUpdate?.(value))).toEqual(values.map((value) => validate(value)));
  });

  it("speaks one dialect, whatever that of the state is", async () => {
    const compiled = compileFiles({
      "bot/state.schema.json": {
        $schema: "http://json-schema.org/draft-07/schema#",
        type: "object",
        properties: { pair: { $ref: "#/definitions/Pair" }, twin: { $ref: "#/properties/pair" } },
        definitions: { Pair: { items: [{ type: "string" }, { $ref: "#/definitions/Pair" }] } },
      },
    });
    const { botUpdateSchema, pairSchema } = await importSchemas(compiled);
    expect(botUpdateSchema).toMatchObject({
      $schema: "https://json-schema.org/draft/2020-12/schema",
      $defs: { Pair: { prefixItems: [{ type: "string" }, { $ref: "#/$defs/Pair" }] } },
    });
    expect(pairSchema).toMatchObject({ $schema: "http://json-schema.org/draft-07/schema#" });
    const values = [{ pair: ["a", ["b"]], twin: ["a"] }, { twin: ["a", [1]] }];
    expect(values.map((value) => independent(botUpdateSchema)(value))).toEqual([true, false]);
    expect(independent(pairSchema)(["a", ["b", [1]]])).toBe(false);
  });
});
