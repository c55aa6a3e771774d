import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { generate } from "../../codegen/pipeline/generate.js";
import { GenerateError } from "../../codegen/problems/problem.js";
import type { JsonSchema } from "../../codegen/schema/json.js";
import { compileFiles, importSchemas, importValidators } from "../support/compiled.js";
import { type Files, filesIn, folder, put } from "../support/folder.js";

const DRAFT_03 = "http://json-schema.org/draft-03/schema#";

const withDefinitions = ($defs: unknown, more: object = {}) => ({
  type: "object",
  properties: { a: { type: "string" } },
  ...more,
  $defs,
});

/** What `generate` says, a problem a text, and the module of the graph `bot`. */
async function generated(files: Files) {
  const place = folder();
  put(`${place}/schemas`, files);
  try {
    const { problems } = await generate({ cwd: place });
    const texts = filesIn(`${place}/generated`);
    return { problems: problems.map(brief), index: texts["bot/client.ts"] ?? "", texts };
  } catch (error) {
    if (!(error instanceof GenerateError)) throw error;
    return { problems: error.problems.map(brief), index: "", texts: {} };
  }
}

const brief = ({ severity, code, message }: { severity: string; code: string; message: string }) =>
  `${severity} ${code}${message.includes("no member uses it") ? " (unused)" : ""}`;

const FAULTY: readonly [string, string, unknown][] = [
  ["a text", "not-a-schema", "a text by mistake"],
  ["a list", "not-a-schema", []],
  ["a reference that cannot be resolved", "unresolved-ref", { $ref: "#/nowhere" }],
  ["a reference to a file that is not there", "unresolved-ref", { $ref: "missing.schema.json" }],
  ["a reference to a remote document", "unresolved-ref", { $ref: "https://example.com/x.json" }],
  ["a keyword of the wrong type", "bad-keyword-value", { type: "strin" }],
  ["a fault further inside", "bad-keyword-value", { properties: { b: { items: { minLength: "1" } } } }],
  ["a pattern that is none", "invalid-pattern", { pattern: "(" }],
  ["a name pattern that is none", "invalid-pattern", { patternProperties: { "(": {} } }],
  ["a `tsType` that is none", "bad-vocabulary", { tsType: "a; b" }],
  ["a channel that is none", "bad-vocabulary", { "x-channel": "x" }],
  ["a reference to itself", "ref-loop", { allOf: [{ $ref: "#/$defs/Faulty" }] }],
  ["a dialect that nobody knows", "unknown-dialect", { $id: "https://example.com/x", $schema: DRAFT_03 }],
  ["an `$id` that is no URI", "bad-id", { $id: "http://[bad" }],
];

describe("a definition that no member uses", () => {
  it.each(FAULTY)("is left out with a warning where it is faulty: %s", async (_, code, Faulty) => {
    const state = withDefinitions({ Faulty, Sound: { type: "string" } });
    const { problems, index, texts } = await generated({ "bot/state.schema.json": state });
    expect(problems).toEqual([`warning ${code} (unused)`, "warning unreachable-def"]);
    expect(index).toContain("export type Sound = string;");
    expect(index).not.toContain("Faulty");
    expect(texts["bot/schemas.ts"]).not.toContain("Faulty");
  });

  it.each(FAULTY)("refuses the contract as soon as it is used: %s", async (_, code, Faulty) => {
    const state = withDefinitions({ Faulty }, { properties: { a: { $ref: "#/$defs/Faulty" } } });
    const { problems } = await generated({ "bot/state.schema.json": state });
    // What is no schema can't be referred to.
    expect(problems).toContainEqual(`error ${code === "not-a-schema" ? "unresolved-ref" : code}`);
  });

  it.each(FAULTY)("takes with it what leads to it: %s", async (_, code, Faulty) => {
    const state = withDefinitions({
      Faulty,
      Near: { type: "object", properties: { x: { $ref: "#/$defs/Faulty" } } },
      Far: { type: "array", items: { $ref: "#/$defs/Near" } },
    });
    const { problems, index } = await generated({ "bot/state.schema.json": state });
    expect(problems).toContainEqual(`warning ${code} (unused)`);
    expect(problems.filter((problem) => problem.startsWith("error"))).toEqual([]);
    expect(index).toContain("interface BotState ");
    expect(index).not.toMatch(/Faulty|Near|Far/);
  });

  it.each(FAULTY)("is left out of shared files as well: %s", async (_, code, Faulty) => {
    const { problems, texts } = await generated({
      "bot/state.schema.json": {
        type: "object",
        properties: { a: { $ref: "../s.schema.json#/$defs/Used" } },
      },
      "s.schema.json": { $defs: { Faulty, Used: { type: "number" } } },
    });
    expect(problems).toEqual([`warning ${code} (unused)`]);
    expect(texts["s/index.ts"]).toContain("export type Used = number;");
    expect(texts["s/index.ts"]).not.toContain("Faulty");
  });

  it("may be what should hold the definitions, or a definition inside of a used schema", async () => {
    const { problems } = await generated({
      "bot/state.schema.json": withDefinitions("a text", {
        properties: { a: { type: "string", definitions: { inner: 5 }, contentSchema: { type: "strin" } } },
      }),
    });
    expect(problems).toEqual([
      "warning not-a-schema (unused)",
      "warning bad-keyword-value (unused)",
      "warning bad-keyword-value (unused)",
    ]);
  });

  it("is told apart from properties that are only called like that", async () => {
    const { problems } = await generated({
      "bot/state.schema.json": { type: "object", properties: { $defs: 5, definitions: { properties: 5 } } },
    });
    expect(problems).toEqual(["error not-a-schema", "error bad-keyword-value"]);
  });

  it("may lead to a shared file that can't be read", async () => {
    const shared = { "shared/x.schema.json": "{", "shared/y.json": "{" };
    const $defs = { X: { $ref: "../shared/x.schema.json" }, Y: { $ref: "../shared/y.json" } };
    const unused = await generated({ "bot/state.schema.json": withDefinitions($defs), ...shared });
    expect(unused.problems).toEqual([
      "warning left-out (unused)",
      "warning bad-json (unused)",
      "warning bad-json (unused)",
    ]);
    const state = withDefinitions($defs, { properties: { a: { $ref: "#/$defs/X" } } });
    const used = await generated({ "bot/state.schema.json": state, ...shared });
    expect(used.problems).toContainEqual("error bad-json");
  });

  it("leaves documents that any validator takes, and validators that work", async () => {
    const compiled = compileFiles({
      "bot/context.schema.json": withDefinitions(
        { description: "a text", Lost: { $ref: "gone.json" } },
        { properties: { a: { $ref: "../s.schema.json#/properties/used" } } },
      ),
      "s.schema.json": { properties: { used: { type: "string" }, faulty: { type: 5 } }, anyOf: [5, {}] },
    });
    const { botContextSchema } = await importSchemas(compiled);
    const { validateBotContext } = await importValidators(compiled);
    const check = new Ajv2020({ strict: false }).compile(botContextSchema as JsonSchema);
    for (const [value, expected] of [
      [{ a: "x" }, true],
      [{ a: 1 }, false],
    ] as const) {
      expect(check(value)).toBe(expected);
      expect(validateBotContext?.(value)).toBe(expected);
    }
  });

  it("costs no more than its share, however many there are", async () => {
    const names = Array.from({ length: 2_000 }, (_, index) => `D${index}`);
    const chain = names.map((name, index) => [
      name,
      { items: { $ref: `#/$defs/${names[index + 1] ?? "No"}` } },
    ]);
    const { problems, index } = await generated({
      "bot/state.schema.json": withDefinitions(Object.fromEntries(chain)),
    });
    expect(problems).toEqual(["warning left-out (unused)", "warning unresolved-ref (unused)"]);
    expect(index).not.toContain("D1999");
  });
});

describe("a shared file that no member uses", () => {
  it.each<[string, unknown]>([
    ["bad-json", "{"],
    ["bad-keyword-value", { type: "strin" }],
    ["duplicate-key", '{"a": 1, "a": 2}'],
    ["unknown-dialect", { $schema: DRAFT_03 }],
  ])("is told of with a warning: %s", async (code, schema) => {
    const state = { type: "object", properties: { a: { type: "string" } } };
    const { problems, index } = await generated({ "bot/state.schema.json": state, "s.schema.json": schema });
    expect(problems).toEqual([`warning ${code} (unused)`]);
    expect(index).toContain("interface BotState ");
  });
});
