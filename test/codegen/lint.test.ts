import { describe, expect, it } from "vitest";
import { createDefaults } from "../../codegen/defaults/defaults.js";
import { discover } from "../../codegen/discover/discover.js";
import { lint } from "../../codegen/lint/lint.js";
import type { LintOptions } from "../../codegen/lint/options.js";
import { load } from "../../codegen/load/load.js";
import type { Problem } from "../../codegen/problems/problem.js";
import type { JsonObject, JsonSchema, JsonValue } from "../../codegen/schema/json.js";
import { compilePattern } from "../../codegen/schema/pattern.js";
import type { SchemaNode } from "../../codegen/schema/schema-node.js";
import { type Files, folder } from "../support/folder.js";

const DRAFT_04 = "http://json-schema.org/draft-04/schema#";
const DRAFT_07 = "http://json-schema.org/draft-07/schema#";

const object = (properties: JsonObject = { a: { type: "string" } }, more: JsonObject = {}): JsonObject => ({
  type: "object",
  properties,
  ...more,
});

/** What lint finds in files that load without a problem. */
function lintFiles(files: Files, options: LintOptions = {}): readonly Problem[] {
  const root = folder(files);
  const library = load(discover(root).discovery, { cwd: root });
  expect(library.problems.filter(({ severity }) => severity === "error")).toEqual([]);
  return lint(library, options);
}

const lintState = (state: JsonSchema, options?: LintOptions) =>
  lintFiles({ "bot/state.schema.json": state }, options);

/** What lint finds in a schema that is a field of the state. */
const lintField = (field: JsonSchema, options?: LintOptions) => lintState(object({ x: field }), options);

const codesOf = (problems: readonly Problem[]): string[] =>
  problems.map(({ severity, code }) => `${severity} ${code}`);

const told = (problems: readonly Problem[]): string[] =>
  problems.map(({ severity, code, position, message, remedy }) => {
    const { line, column } = position ?? { line: 0, column: 0 };
    return `${line}:${column} ${severity} ${code}: ${message}; ${remedy}`;
  });

describe("contracts without faults", () => {
  it("are left alone", () => {
    expect(
      lintFiles({
        "bot/context.schema.json": object({
          user_id: { type: "string", format: "uuid" },
          key: { type: "string", writeOnly: true },
        }),
        "bot/state.schema.json": object(
          {
            messages: { type: "array", items: { type: "object" }, langgraph_type: "messages" },
            log: { type: "array", items: { type: "string" }, "x-reducer": "append" },
            scratch: { type: "string", "x-channel": "untracked", "x-reducer": "replace" },
            score: { type: ["number", "null"], "x-reducer": "keepBest", "x-update": { type: "number" } },
            ticket: { $ref: "../shared/ticket.schema.json" },
          },
          { required: ["ticket"] },
        ),
        "bot/input.schema.json": object({ ticket: { $ref: "../shared/ticket.schema.json" } }),
        "bot/events.schema.json": { type: "string" },
        "shared/ticket.schema.json": object(
          {
            id: { type: "string", pattern: "^[A-Z]+-\\d+$" },
            parent: { anyOf: [{ $ref: "#" }, { type: "null" }], default: null },
          },
          { required: ["id"], additionalProperties: false, $defs: { unused: { type: "null" } } },
        ),
      }),
    ).toEqual([]);
  });
});

describe("members", () => {
  it.each<[string, JsonSchema, string]>([
    ["text", { type: "string" }, "describes string"],
    ["a list", { type: "array", items: { type: "string" } }, "describes array"],
    ["an object or null", { ...object(), type: ["object", "null"] }, "describes "],
    ["anything", {}, "describes any value"],
    ["anything, in short", true, "describes any value"],
    ["nothing", false, "describes nothing"],
    ["one of several", { anyOf: [object(), { type: "string" }] }, "describes object or string"],
    ["text by reference", { $ref: "#/$defs/x", $defs: { x: { type: "string" } } }, "describes string"],
  ])("a state that is %s is an error", (_, state, expected) => {
    const [problem] = lintState(state).filter(({ severity }) => severity === "error");
    expect(problem).toMatchObject({
      severity: "error",
      code: "member-not-object",
      file: "bot/state.schema.json",
      position: { line: 1 },
    });
    expect(problem?.message).toContain("the state member must be an object schema");
    expect(problem?.message).toContain(expected);
  });

  it.each<[string, JsonSchema]>([
    ["by reference", { $ref: "#/$defs/x", $defs: { x: object() } }],
    ["by `allOf`", { allOf: [object(), { properties: { b: { type: "string" } } }] }],
    ["by several branches", { properties: { a: { type: "string" } }, oneOf: [object(), object()] }],
  ])("a state may be an object %s", (_, state) => {
    expect(lintState(state)).toEqual([]);
  });

  it("a state that only forgot its type is a warning", () => {
    expect(told(lintState({ properties: { a: { type: "string" } } }))).toEqual([
      '1:1 warning implied-type: the schema has no `type`: `properties` only applies to an object, so every other value passes and the generated type must allow it; add `"type": "object"`',
    ]);
  });

  it.each(["context", "input", "output", "store", "interrupts", "tools", "sends"])(
    "the %s must be an object, too",
    (kind) => {
      const problems = lintFiles({
        "bot/state.schema.json": object(),
        [`bot/${kind}.schema.json`]: { type: "string" },
      });
      expect(problems).toMatchObject([
        { severity: "error", code: "member-not-object", file: `bot/${kind}.schema.json` },
      ]);
    },
  );

  it("a state without a field is a warning", () => {
    expect(codesOf(lintState({ type: "object" }))).toEqual(["warning no-fields"]);
    expect(codesOf(lintState({ type: "object", oneOf: [object(), object()] }))).toEqual([
      "warning no-fields",
    ]);
  });

  it.each([
    "__start__",
    "__interrupt__",
    "__proto__",
    "branch:to:x",
    "__pregel_tasks",
    "constructor",
    "toString",
    "hasOwnProperty",
  ])("a field called %s is an error", (name) => {
    const problems = lintState(
      JSON.parse(`{"type": "object", "properties": {${JSON.stringify(name)}: {"type": "string"}}}`),
    );
    expect(codesOf(problems)).toEqual(["error reserved-field"]);
    expect(problems[0]?.message).toContain(JSON.stringify(name));
  });

  it.each(["_private", "class", "with space", "", "a\nb"])("a field may be called %j", (name) => {
    expect(lintState(object({ [name]: { type: "string" } }))).toEqual([]);
  });

  it.each([
    ["users//notes", "has an empty segment"],
    ["", "has an empty segment"],
    ["users.old", 'has "." in a segment'],
    ["users/a:b", 'has ":" in a segment'],
    ["langgraph/users", 'begins with "langgraph"'],
  ])("a namespace %j is an error, because LangGraph refuses it", (name, fault) => {
    const problems = lintFiles({
      "bot/state.schema.json": object(),
      "bot/store.schema.json": object({ "users/{user_id}": object(), [name]: object() }),
    });
    expect(problems).toMatchObject([
      { severity: "error", code: "wrong-part", file: "bot/store.schema.json" },
    ]);
    expect(problems[0]?.message).toContain(fault);
  });

  it.each([
    ["past_orders", "_", "past-orders"],
    ["users/{user_id}/past_orders%", "_", "users/{user_id}/past-orders-"],
    ["a\\b", "\\", "a-b"],
  ])(
    "a namespace %j that PostgreSQL refuses is a warning, with a name that it takes",
    (name, character, better) => {
      const [problem, ...others] = lintFiles({
        "bot/state.schema.json": object({ n: { type: "number" } }),
        "bot/store.schema.json": object({ "users/{user_id}/notes": object(), [name]: object() }),
      });
      expect(others).toEqual([]);
      expect(problem).toMatchObject({
        severity: "warning",
        code: "store-namespace",
        file: "bot/store.schema.json",
      });
      expect(problem?.message).toContain(`has ${JSON.stringify(character)} in a segment`);
      expect(problem?.remedy).toContain(JSON.stringify(better));
    },
  );

  it("what can be no object is an error in the store and as the input of a tool", () => {
    const problems = lintFiles({
      "bot/state.schema.json": object(),
      "bot/store.schema.json": object(
        { names: { type: "string" }, any: true, users: { $ref: "#/$defs/u" } },
        {
          $defs: { u: object() },
        },
      ),
      "bot/tools.schema.json": object({ look: object({ input: { type: "string" }, output: true }) }),
    });
    expect(told(problems)).toEqual([
      '4:5 error wrong-part: the namespace "names" holds values that are not objects, but stores only hold objects; make it an object with the value as a property',
      '7:9 error wrong-part: the input of the tool "look" is not an object, but models pass arguments by name; make it an object with a property for each argument',
    ]);
  });

  it.each([
    ["__end__", "stands for where a run starts or ends"],
    ["a|b", 'has "|" in it'],
    ["a:b", 'has ":" in it'],
    ["note", "is a field of the state"],
  ])("a node %j that is sent to is an error, because LangGraph refuses it", (name, fault) => {
    const problems = lintFiles({
      "bot/state.schema.json": object({ note: { type: "string" } }),
      "bot/sends.schema.json": object({ work: true, [name]: { type: "string" } }),
    });
    expect(problems).toMatchObject([
      { severity: "error", code: "wrong-part", file: "bot/sends.schema.json" },
    ]);
    expect(problems[0]?.message).toContain(`lists ${JSON.stringify(name)}, which ${fault}`);
  });

  it("an interrupt or a tool that lacks a part is a warning, and says what was meant", () => {
    const problems = lintFiles({
      "bot/state.schema.json": object(),
      "bot/interrupts.schema.json": object({
        approve: object({ valu: { type: "string" }, resume: { type: "boolean" } }),
        choose: object({ value: true, resume: true }),
      }),
      "bot/tools.schema.json": object({ look: object({ input: object() }) }),
    });
    expect(
      problems.map(({ severity, code, message, remedy }) => `${severity} ${code}: ${message}; ${remedy}`),
    ).toEqual([
      'warning incomplete-part: the interrupt "approve" has no property `value`, so anything can be asked; did you mean `valu`? Call it `value`',
      'warning incomplete-part: the tool "look" has no property `output`, so it can return anything; describe it: `"output": { … }` under `properties`; write `true` if any value is allowed',
    ]);
  });

  it("names in the input and the output that are not fields are warnings", () => {
    const problems = lintFiles({
      "bot/state.schema.json": { allOf: [object()] },
      "bot/input.schema.json": object({ a: { type: "string" }, b: { type: "string" } }),
      "bot/output.schema.json": { $ref: "#/$defs/x", $defs: { x: object({ c: { type: "string" } }) } },
    });
    expect(problems).toMatchObject([
      {
        severity: "warning",
        code: "undeclared-field",
        file: "bot/input.schema.json",
        position: { line: 7, column: 5 },
      },
      {
        severity: "warning",
        code: "undeclared-field",
        file: "bot/output.schema.json",
        position: { line: 7, column: 9 },
      },
    ]);
    expect(problems[0]?.message).toContain('the input declares "b"');
  });

  it("a secret in the output is a warning", () => {
    const problems = lintFiles({
      "bot/state.schema.json": object(),
      "bot/context.schema.json": object({ key: { type: "string", writeOnly: true } }),
      "bot/output.schema.json": object({ a: { type: "array", items: { type: "string", writeOnly: true } } }),
    });
    expect(problems).toMatchObject([
      { severity: "warning", code: "secret-in-output", position: { line: 8, column: 9 } },
    ]);
  });
});

describe("graphwright's vocabulary", () => {
  it.each<[string, JsonObject, string]>([
    ["append", { type: "string" }, 'folds array values, but the field "x" may be string'],
    ["union", { type: ["array", "null"] }, "may be null"],
    ["messages", { type: "object" }, "may be object"],
    ["merge", { type: "array" }, "folds object values"],
    ["add", { type: "string" }, "folds number values"],
    ["min", { type: "boolean" }, "folds number or string values"],
    ["max", { anyOf: [{ type: "number" }, { type: "array" }] }, "may be array"],
  ])("%s on a field that it can't fold is a warning", (reducer, field, expected) => {
    const problems = lintField({ ...field, "x-reducer": reducer });
    expect(codesOf(problems)).toEqual(["warning reducer-misfit"]);
    expect(problems[0]?.message).toContain(expected);
    expect(problems[0]?.excerpt).toContain(`"x-reducer": "${reducer}"`);
  });

  it.each<[string, JsonObject]>([
    ["append", { type: "array" }],
    ["merge", { type: "object" }],
    ["add", { type: "integer" }],
    ["min", { type: "string" }],
    ["max", { enum: [1, 2, 3] }],
    ["replace", { type: "string" }],
    ["mine", { type: "string" }],
    ["append", {}],
  ])("%s on a field that it can fold is right", (reducer, field) => {
    expect(lintField({ ...field, "x-reducer": reducer })).toEqual([]);
  });

  it("judges a field by what it refers to", () => {
    const state = (type: string): JsonSchema => ({
      ...object({ x: { $ref: "#/$defs/list", description: "…" } }),
      $defs: { list: { type, "x-reducer": "append" } },
    });
    expect(lintState(state("array"))).toEqual([]);
    expect(codesOf(lintState(state("string")))).toEqual(["warning reducer-misfit"]);
  });

  it("a reducer that is nearly a built-in one is a warning", () => {
    const [problem, ...others] = lintField({ type: "array", "x-reducer": "apend" });
    expect(others).toEqual([]);
    expect(problem).toMatchObject({ severity: "warning", code: "misspelled-reducer" });
    expect(problem?.remedy).toContain("did you mean `append`?");
  });

  it.each<JsonObject>([
    { type: "array", "x-reducer": "append" },
    { type: "number", "x-reducer": "mine" },
    { type: "array", langgraph_type: "messages" },
  ])("%j on an untracked field is an error", (field) => {
    const [problem, ...others] = lintField({ ...field, "x-channel": "untracked" });
    expect(others).toEqual([]);
    expect(problem).toMatchObject({ severity: "error", code: "untracked-reducer" });
    expect(problem?.message).toContain('the field "x" is untracked and has the reducer');
    expect(problem?.remedy).toContain("remove `x-channel`");
  });

  it("a `tsType` on a tracked field is a warning, unless the schema says which JSON it is", () => {
    const [problem, ...others] = lintField({ tsType: "Date" });
    expect(others).toEqual([]);
    expect(problem).toMatchObject({ severity: "warning", code: "tracked-ts-type" });
    expect(problem?.remedy).toContain('"x-channel": "untracked"');
    expect(lintField({ tsType: "Date", "x-channel": "untracked" })).toEqual([]);
    expect(lintField({ tsType: '"a" | "b"', type: "string" })).toEqual([]);
  });

  it("a reducer and an untracked channel meet through references, too", () => {
    const state = (reducer: string): JsonSchema => ({
      ...object({ x: { $ref: "#/$defs/list", "x-channel": "untracked" } }),
      $defs: { list: { type: "array", "x-reducer": reducer } },
    });
    expect(codesOf(lintState(state("append")))).toEqual(["error untracked-reducer"]);
    expect(lintState(state("replace"))).toEqual([]);
  });

  it("a keyword for fields elsewhere is a warning", () => {
    const problems = lintFiles({
      "bot/state.schema.json": object({ x: object({ y: { type: "array", "x-reducer": "append" } }) }),
      "bot/context.schema.json": object({
        z: { type: "string", "x-channel": "untracked", "x-update": { type: "string" } },
      }),
    });
    expect(codesOf(problems)).toEqual(Array(3).fill("warning misplaced-vocabulary"));
  });

  it("`x-renamed-from` is for fields, tools and interrupts, and `x-version` for the state as a whole", () => {
    const part = { value: true, resume: true };
    const fine: Files = {
      "bot/state.schema.json": object(
        { x: { type: "string", "x-renamed-from": "w" } },
        { "x-version": "1.2.0" },
      ),
      "bot/tools.schema.json": object({
        t: object({ input: object(), output: true }, { description: "A tool", "x-renamed-from": "s" }),
      }),
      "bot/interrupts.schema.json": object({ q: object(part, { "x-renamed-from": "p" }) }),
    };
    expect(lintFiles(fine)).toEqual([]);
    const problems = lintFiles({
      "bot/state.schema.json": object({ x: object({ y: { type: "string", "x-renamed-from": "z" } }) }),
      "bot/context.schema.json": object({ z: { type: "string" } }, { "x-version": "1.0.0" }),
    });
    expect(codesOf(problems)).toEqual(Array(2).fill("warning misplaced-vocabulary"));
  });

  it("a name that is still there, or that two had, is no earlier name", () => {
    const renamed = (from: string) => ({ type: "string", "x-renamed-from": from });
    expect(told(lintState(object({ a: { type: "string" }, b: renamed("a") })))).toEqual([
      '9:7 error bad-rename: `x-renamed-from` says that "b" was called "a", but "a" is still there; remove the keyword, or the property "a"',
    ]);
    expect(codesOf(lintState(object({ b: renamed("a"), c: renamed("a") })))).toEqual(["error bad-rename"]);
    expect(codesOf(lintState(object({ b: renamed("b") })))).toEqual(["error bad-rename"]);
  });

  it("a version is a semantic version", () => {
    const versioned = (version: string) => codesOf(lintState(object(undefined, { "x-version": version })));
    expect(versioned("1.0.0-beta.1")).toEqual([]);
    for (const version of ["1", "v1.0.0", "1.0", "01.0.0", ""]) {
      expect(versioned(version)).toEqual(["error bad-vocabulary"]);
    }
  });

  it("`langgraph_type` may stand in an input", () => {
    const messages = { type: "array", langgraph_type: "messages" };
    expect(
      lintFiles({
        "bot/state.schema.json": object({ messages }),
        "bot/input.schema.json": object({ messages }),
      }),
    ).toEqual([]);
  });

  it.each<[JsonObject, string]>([
    [{ "x-channel": "ephemeral" }, '`x-channel` must be "untracked", but is "ephemeral"'],
    [{ langgraph_type: "message" }, '`langgraph_type` must be "messages"'],
    [{ "x-reducer": " " }, "`x-reducer` is empty"],
    [{ type: "array", "x-reducer": "append", langgraph_type: "messages" }, "ask for different reducers"],
    [{ tsType: "string; export const x = 1" }, "`tsType` is not a single TypeScript type"],
    [{ tsType: "" }, "`tsType`"],
    [{ tsType: "Foo<string" }, "`tsType`"],
    [{ tsType: "string } | {" }, "`tsType`"],
    [{ tsType: "string /* " }, "`tsType`"],
    [{ tsType: "string // " }, "`tsType`"],
    [{ tsType: 'string\nconst x = "' }, "`tsType`"],
    [{ tsType: "`$" + "{process.exit()}`" }, "`tsType`"],
    [{ tsType: "typeof x = 5" }, "`tsType`"],
  ])("%j is an error", (field, expected) => {
    const errors = lintField(field).filter(({ severity }) => severity === "error");
    expect(errors).toMatchObject([{ code: "bad-vocabulary", message: expect.stringContaining(expected) }]);
  });

  it.each([
    'import("pg").Pool',
    "Map<string, number[]>",
    "(a: string) => void",
    "{ a: string; b?: 1 }",
    '"x" | "y"',
  ])("the type %s is right", (tsType) => {
    expect(lintField({ tsType, "x-channel": "untracked" })).toEqual([]);
  });
});

describe("keywords", () => {
  it.each<[JsonObject, string]>([
    [{ additionalProperty: false }, "additionalProperties"],
    [{ tpye: "string" }, "type"],
    [{ propertes: {} }, "properties"],
    [{ require: ["a"] }, "required"],
    [{ maxlength: 5 }, "maxLength"],
    [{ minimun: 5 }, "minimum"],
    [{ tstype: "X" }, "tsType"],
    [{ "x-reduce": "append" }, "x-reducer"],
    [{ readonly: true }, "readOnly"],
    [{ $reference: "x", $rfe: "#" }, "$ref"],
  ])("%j is nearly a keyword", (more, meant) => {
    const problems = lintField({ type: "object", ...more });
    expect(codesOf(problems)).toEqual(["warning unknown-keyword"]);
    expect(problems[0]?.remedy).toContain(`\`${meant}\``);
  });

  it.each<JsonObject>([
    { note: "not a schema" },
    { example: 5 },
    { "x-internal": true },
    { discriminator: { propertyName: "kind" } },
    { markdownDescription: "…" },
    { $comment: "…" },
    { typeName: "X" },
    { id: 5 },
    { constructor: 1 },
  ])("%j is the author's own", (more) => {
    expect(lintField({ type: "string", ...more })).toEqual([]);
  });

  it("names of properties are not keywords", () => {
    expect(lintField(object({ tpye: { type: "string" }, additionalItems: { type: "string" } }))).toEqual([]);
  });

  it("of another dialect are reported, with their dialects", () => {
    expect(told(lintField({ type: "array", additionalItems: false }))).toEqual([
      "6:7 warning foreign-keyword: `additionalItems` is a keyword of draft-04, draft-06, draft-07, 2019-09; the schema is read as 2020-12, which ignores it; use `items` for the items after `prefixItems`",
    ]);
    const [problem] = lintState({ $schema: DRAFT_04, ...object({ x: { const: 1, type: "number" } }) });
    expect(problem).toMatchObject({ code: "foreign-keyword" });
    expect(problem?.remedy).toContain("https://json-schema.org/draft/2020-12/schema");
  });

  it("of a schema inside another dialect are judged by that", () => {
    const inner = {
      $id: "urn:x",
      $schema: DRAFT_07,
      type: "array",
      items: [{ type: "string" }],
      additionalItems: false,
    };
    expect(lintField(inner)).toEqual([]);
  });

  it("beside `$ref` that have no effect are reported", () => {
    const state: JsonSchema = {
      $schema: DRAFT_07,
      ...object({ x: { $ref: "#/definitions/y", maxLength: 5, description: "counts" } }),
      definitions: { y: { type: "string" } },
    };
    expect(codesOf(lintState(state))).toEqual(["warning ignored-beside-ref"]);
    expect(lintState({ ...state, $schema: "https://json-schema.org/draft/2019-09/schema" })).toEqual([]);
  });

  it("beside `$ref` are reported where they count here and nowhere else: a `default`", () => {
    const state: JsonSchema = {
      $schema: DRAFT_07,
      ...object({ x: { $ref: "#/definitions/y", default: "z" } }),
      definitions: { y: { type: "string" } },
    };
    expect(told(lintState(state))).toEqual([
      "7:7 warning ignored-beside-ref: `default` is applied here, although draft-07 and other tools ignore it beside `$ref`; put the `$ref` into `allOf`, or use a newer `$schema`",
    ]);
    expect(lintState({ ...state, $schema: "https://json-schema.org/draft/2020-12/schema" })).toEqual([]);
  });

  it.each<[JsonObject, string]>([
    [JSON.parse('{"then": {"type": "string"}}'), "`then` has no effect without `if`"],
    [{ else: { type: "string" } }, "`else` has no effect without `if`"],
    [{ minContains: 2 }, "`minContains` has no effect without `contains`"],
    [{ nullable: true }, "`nullable` is a keyword of OpenAPI 3.0"],
  ])("%j without effect are reported", (more, expected) => {
    const problems = lintField({ type: "array", ...more });
    expect(codesOf(problems)).toEqual(["warning no-effect"]);
    expect(problems[0]?.message).toContain(expected);
  });
});

describe("required names that no property declares", () => {
  it("are reported where they stand", () => {
    expect(told(lintField(object({ a: { type: "string" } }, { required: ["a", "b"] })))).toEqual([
      '13:9 warning required-undeclared: `required` names "b", which no property declares; add "b" to `properties`, or remove it from `required`',
    ]);
  });

  it.each<[string, JsonObject]>([
    ["by `allOf`", { type: "object", allOf: [object()], required: ["a"] }],
    ["by a reference", { $ref: "#/$defs/base", required: ["a"] }],
    [
      "around a branch",
      object({ a: { type: "string" } }, { anyOf: [{ required: ["a"] }, { maxProperties: 0 }] }),
    ],
    ["around `not`", object({ a: { type: "string" } }, { not: { required: ["a"] } })],
    [
      "around `if`",
      object({ a: { type: "string" } }, { if: { required: ["a"] }, else: { minProperties: 1 } }),
    ],
    ["beside a branch", { type: "object", allOf: [object(), { oneOf: [{ required: ["a"] }] }] }],
    ["by a pattern", { type: "object", patternProperties: { "^a": { type: "string" } }, required: ["ab"] }],
    ["as entries of a map", { type: "object", additionalProperties: { type: "string" }, required: ["a"] }],
    ["where a mixin is used", { allOf: [{ $ref: "#/$defs/base" }, { $ref: "#/$defs/mixin" }] }],
  ])("are not told of when declared %s", (_, field) => {
    const $defs = { base: object(), mixin: { required: ["a"] } };
    const used = {
      type: "object",
      properties: { x: field, y: { allOf: [{ $ref: "#/$defs/base" }, { $ref: "#/$defs/mixin" }] } },
      $defs,
    };
    expect(codesOf(lintState(used)).filter((code) => code.includes("required"))).toEqual([]);
  });

  it("are reported in a mixin that is used only where nothing declares them", () => {
    const state = {
      ...object({ x: { allOf: [{ $ref: "#/$defs/mixin" }, object({ b: { type: "string" } })] } }),
      $defs: { mixin: { required: ["a"] } },
    };
    expect(codesOf(lintState(state))).toEqual(["warning required-undeclared"]);
  });
});

describe("schemas without a type", () => {
  it.each<[JsonObject, string]>([
    [{ properties: { a: { type: "string" } } }, '"object"'],
    [{ items: { type: "string" } }, '"array"'],
    [{ minLength: 1 }, '"string"'],
    [{ maximum: 1 }, '"number"'],
    [{ maxLength: 1, maximum: 1 }, '["string","number"]'],
  ])("%j are told which they imply", (field, type) => {
    const problems = lintField(field);
    expect(codesOf(problems)).toEqual(["warning implied-type"]);
    expect(problems[0]?.remedy).toBe(`add \`"type": ${type}\``);
    expect(problems[0]?.position).toEqual({ line: 4, column: 5 });
  });

  it.each<[string, JsonObject]>([
    ["a property", { $ref: "#/$defs/x" }],
    ["items", { type: "array", items: { $ref: "#/$defs/x" } }],
    ["a branch", { anyOf: [{ $ref: "#/$defs/x" }, { type: "null" }] }],
    ["a part", { allOf: [{ $ref: "#/$defs/x" }] }],
  ])("are reported where they are referred to as %s", (_, field) => {
    const state = { ...object({ field }), $defs: { x: { minLength: 1 } } };
    expect(lintState(state).map(({ code, message }) => `${code}: ${message.slice(0, 41)}`)).toEqual([
      "implied-type: the schema has no `type`: `minLength` onl",
    ]);
  });

  it.each<[string, JsonObject]>([
    ["anything may be meant", {}],
    ["a value is fixed", { const: { a: 1 }, minProperties: 1 }],
    ["values are listed", { enum: [1, 2], minimum: 1 }],
    ["a reference says it", { $ref: "#/$defs/text", maxLength: 5 }],
    ["`allOf` says it", { allOf: [{ type: "string" }], maxLength: 5 }],
    ["every branch says it", { anyOf: [{ type: "string" }, { type: "null" }], maxLength: 5 }],
    ["it is a branch", { type: "string", anyOf: [{ minLength: 5 }, { maxLength: 1 }] }],
    ["it is a condition", { type: "object", if: { minProperties: 1 }, else: { maxProperties: 0 } }],
    ["a type is given verbatim", { tsType: "Pool", "x-channel": "untracked", properties: {} }],
    ["it is used where a type is told", { allOf: [{ type: "object" }, { $ref: "#/$defs/mixin" }] }],
  ])("are left alone where %s", (_, field) => {
    const both = { allOf: [{ type: "object" }, { $ref: "#/$defs/mixin" }] };
    const state = {
      ...object({ x: field, t: { $ref: "#/$defs/text" }, both }),
      $defs: { text: { type: "string" }, mixin: { minProperties: 1 } },
    };
    expect(lintState(state)).toEqual([]);
  });
});

describe("definitions that nothing refers to", () => {
  it("are reported in members, rings of them too", () => {
    const problems = lintState({
      ...object({ x: { $ref: "#/$defs/used" } }),
      $defs: {
        used: { $ref: "#/$defs/inner" },
        inner: { type: "string" },
        unused: { type: "string" },
        ring: { type: "array", items: { $ref: "#/$defs/ring" } },
      },
      definitions: { old: { type: "string" } },
    });
    expect(problems.map(({ code, message }) => `${code} ${message}`)).toEqual([
      'unreachable-def nothing refers to the definition "unused"',
      'unreachable-def nothing refers to the definition "ring"',
      'unreachable-def nothing refers to the definition "old"',
    ]);
  });

  it("are used where another file refers to them, or to a part of them", () => {
    expect(
      lintFiles({
        "bot/state.schema.json": {
          ...object({ x: { $ref: "#/$defs/part/properties/a" } }),
          $defs: { part: object(), lent: { type: "string" } },
        },
        "bot/context.schema.json": object({ y: { $ref: "state.schema.json#/$defs/lent" } }),
        "shared/library.schema.json": { $defs: { unused: { type: "string" } } },
      }),
    ).toEqual([]);
  });
});

describe("values", () => {
  it.each(["\\-", "[\\w-.]", "}", "]", "\\_"])(
    "the pattern %s only works without the `u` flag",
    (pattern) => {
      const problems = lintField({ type: "string", pattern });
      expect(codesOf(problems)).toEqual(["warning pattern-not-unicode"]);
      expect(problems[0]?.message).toContain("not valid with the `u` flag");
      expect(problems[0]?.position).toEqual({ line: 6, column: 7 });
    },
  );

  it.each(["(?i)a", "(", "[", "a**", "*"])("the pattern %s is an error", (pattern) => {
    expect(codesOf(lintField({ type: "string", pattern }))).toEqual(["error invalid-pattern"]);
    expect(
      codesOf(lintField({ type: "object", patternProperties: { [pattern]: { type: "string" } } })),
    ).toEqual(["error invalid-pattern"]);
  });

  it.each<[string, string]>([
    ["\\Aabc", "write ^"],
    ["^abc\\Z", "write $"],
    ["^abc\\-\\z", "write $"],
    ["^[[:alpha:]]+$", "write a-zA-Z"],
    ["[[:^digit:]_]", "[^0-9]"],
    ["[[.hyphen.]]", "the characters themselves"],
    ["^a{,3}$", "write {0,3}"],
    ["(?i)abc", "write both cases"],
    ["a(?i:b)", "write both cases"],
    ["(?s).", "write [^]"],
    ["(?P<n>a)(?P=n)", "write (?<n>"],
    ["(?<n>a)(?P=n)", "write \\k<n>"],
    ["a++", "write +"],
    ["a{2}+", "write {2}"],
    ["(?>a)", "write (?:…)"],
    ["(?#x)a", "remove the comment"],
    ["\\h+", "[\\t\\p{Zs}]"],
    ["\\R", "\\r\\n"],
    ["\\Qa.b\\E", "write a\\.b"],
    ["\\e\\[", "write \\x1b"],
    ["[\\a]", "write \\x07"],
    ["\\x{1F600}", "write \\u{1f600}"],
    ["\\o{101}", "write \\u{41}"],
    ["\\N{U+41}", "write \\u{41}"],
    ["(a)\\g{1}", "write \\1"],
    ["[a-z&&[^b]]", "(?=[…])"],
    ["[a-z-[aeiou]]", "(?![aeiou])"],
    ["[]abc]", "write [\\]…]"],
    ["^[^]]+$", "write [^\\]…]"],
    ["\\p{IsGreek}", "write \\p{Script=Greek}"],
    ["\\p{^L}", "write \\P{L}"],
    ["\\p{Foo}", "a category such as L"],
    ["\\p{L}[\\w-.]", "escape only what needs it"],
  ])("the pattern %s of another dialect is an error that has JavaScript's spelling", (pattern, remedy) => {
    for (const field of [
      { type: "string", pattern },
      { type: "object", patternProperties: { [pattern]: { type: "string" } } },
    ]) {
      const problems = lintField(field);
      expect(codesOf(problems)).toEqual(["error invalid-pattern"]);
      expect(problems[0]?.remedy).toContain(remedy);
    }
  });

  it.each<[pattern: string, read: string, fits: string]>([
    ["^\\p{Greek}+$", "^\\p{Script=Greek}+$", "αβγ"],
    ["^[\\p{Han}_]$", "^[\\p{Script=Han}_]$", "漢"],
    ["^\\pL+$", "^\\p{L}+$", "é"],
    ["^\\p{L}\\-\\_$", "^\\p{L}\\x2d_$", "é-_"],
    ["^\\u{1F600}\\@$", "^\\u{1F600}@$", "\u{1F600}@"],
  ])("the pattern %s works as meant, with a warning", (pattern, read, fits) => {
    const problems = lintField({ type: "string", pattern });
    expect(codesOf(problems)).toEqual(["warning pattern-not-unicode"]);
    expect(problems[0]?.message).toContain(`it is used as ${JSON.stringify(read)}`);
    expect(compilePattern(pattern)?.test(fits)).toBe(true);
    expect(compilePattern(pattern)?.test("p{L}")).toBe(false);
  });

  it.each([
    "^\\{,3\\}$",
    "^[+]+$",
    "\\\\Z",
    "^[\\^\\]a]$",
    "(?<n>a)\\k<n>",
    "[]",
    "[^]",
    "(?<=a+)b",
    "(?:a)(?=b)(?!c)",
    "\\cA\\x41\\u0041\\0",
    "[\\b]\\b",
    "a{2,}?",
  ])("the pattern %s is JavaScript", (pattern) => {
    expect(lintField({ type: "string", pattern })).toEqual([]);
  });

  it("a pattern that can take exponential time is a warning, as a key too", () => {
    const problems = lintField({ type: "string", pattern: "^(a+)+$" });
    expect(codesOf(problems)).toEqual(["warning slow-pattern"]);
    expect(problems[0]?.position).toEqual({ line: 6, column: 7 });
    const keys = { type: "object", patternProperties: { "^(a|aa)+$": { type: "string" } } };
    expect(codesOf(lintField(keys))).toEqual(["warning slow-pattern"]);
  });

  it("patterns with the `u` flag are right", () => {
    expect(
      lintField({ type: "string", pattern: "^\\p{Lu}[\\w.\\-]{1,5}(?<year>\\d{4})\\u{1F600}?$" }),
    ).toEqual([]);
  });

  it.each<[string, string]>([
    ["datetime", "did you mean `date-time`?"],
    ["UUID", "did you mean `uuid`?"],
    ["color", "use a `pattern`"],
    ["constructor", "use a `pattern`"],
  ])("the format %s is not checked", (format, remedy) => {
    const problems = lintField({ type: "string", format });
    expect(codesOf(problems)).toEqual(["warning unknown-format"]);
    expect(problems[0]?.message).toContain("is not checked");
    expect(problems[0]?.remedy).toContain(remedy);
  });

  it("a number's format is told with the keywords for numbers", () => {
    expect(lintField({ type: "integer", format: "uint8" })[0]?.remedy).toContain("`minimum` and `maximum`");
  });

  it("a `const` outside its `enum` is reported", () => {
    expect(codesOf(lintField({ const: "a", enum: ["b", ["a"]] }))).toEqual(["warning const-outside-enum"]);
    expect(lintField({ const: { a: [1] }, enum: ["b", { a: [1] }] })).toEqual([]);
    const state = { ...object({ x: { $ref: "#/$defs/y", const: 1 } }), $defs: { y: { enum: [2] } } };
    expect(lintState(state)[0]?.message).toContain("at /$defs/y");
  });

  it("a value in `enum` outside its `type` is reported", () => {
    const problems = lintField({ type: "string", enum: ["a", null] });
    expect(codesOf(problems)).toEqual(["warning enum-outside-type"]);
    expect(problems[0]?.message).toContain("the value null in `enum` is not of the `type` string");
    expect(lintField({ type: ["integer", "null"], enum: [1, 2.0, null] })).toEqual([]);
    expect(codesOf(lintField({ type: "integer", enum: [1.5] }))).toEqual(["warning enum-outside-type"]);
  });

  it("a range without a value is reported", () => {
    expect(codesOf(lintField({ type: "string", minLength: 5, maxLength: 4 }))).toEqual([
      "warning empty-range",
    ]);
    expect(lintField({ type: "number", minimum: 5, maximum: 5 })).toEqual([]);
  });

  it("a `default` that its schema rejects is reported if a validator is given", () => {
    const field = { type: "string", default: 5 };
    const accepts = (node: SchemaNode, value: JsonValue): boolean =>
      node.type?.includes(typeof value as "string") === true;
    expect(lintField(field)).toEqual([]);
    const problems = lintField(field, { defaults: createDefaults(accepts) });
    expect(codesOf(problems)).toEqual(["warning default-rejected"]);
    expect(problems[0]?.position).toEqual({ line: 6, column: 7 });
    expect(lintField({ ...field, default: "5" }, { defaults: createDefaults(accepts) })).toEqual([]);
    const inner = { type: "string", default: "x" };
    const isLong = (node: SchemaNode) => node.allOf === undefined;
    const taken = lintField({ allOf: [inner, { minLength: 2 }] }, { defaults: createDefaults(isLong) });
    expect(taken[0]?.message).toContain("rejects the `default` from ");
  });

  it("a `default` with which a valid value may be invalid is reported, with what minds it", () => {
    const state = { ...object({ a: { default: 1 }, b: true }), maxProperties: 1 };
    const defaults = createDefaults(() => true);
    const problems = lintState(state, { defaults });
    expect(codesOf(problems)).toEqual(["warning risky-default"]);
    expect(problems[0]?.message).toContain("because of `maxProperties`");
    expect(lintState(object({ a: { default: 1 } }), { defaults })).toEqual([]);
  });
});

describe("all problems", () => {
  it("of all files come in one run, once each, in the order of files and lines", () => {
    const problems = lintFiles({
      "b/state.schema.json": object({ x: { type: "string", format: "nope" } }),
      "a/state.schema.json": object({
        x: { $ref: "../shared/s.schema.json" },
        y: { $ref: "../shared/s.schema.json" },
      }),
      "a/output.schema.json": { type: "array" },
      "shared/s.schema.json": { minLength: 5, maxLength: 2 },
    });
    expect(problems.map(({ file, code }) => `${file} ${code}`)).toEqual([
      "a/output.schema.json member-not-object",
      "b/state.schema.json unknown-format",
      "shared/s.schema.json implied-type",
      "shared/s.schema.json empty-range",
    ]);
  });

  it("are of the user's files only", () => {
    const root = folder({ "bot/state.schema.json": object({ x: { $ref: "https://example.com/given" } }) });
    const documents = { "https://example.com/given": { minLength: 5, format: "nope" } };
    const library = load(discover(root).discovery, { cwd: root, documents });
    expect(library.problems).toEqual([]);
    expect(lint(library)).toEqual([]);
  });

  it("are found in bounded time where everything refers to everything", () => {
    const names = Array.from({ length: 100 }, (_, index) => `d${index}`);
    const all = names.map((name) => ({ $ref: `#/$defs/${name}` }));
    const $defs = Object.fromEntries(names.map((name) => [name, { anyOf: all, required: ["x"] }]));
    const start = performance.now();
    lintState({ ...object({ x: { $ref: "#/$defs/d0" } }), $defs });
    expect(performance.now() - start).toBeLessThan(10_000);
  });
});

describe("names of an enum's values", () => {
  it("are right where there is one for each value", () => {
    expect(
      lintField({ enum: [1, 2], tsEnumNames: ["One", "Two"], "x-enum-varnames": ["ONE", "TWO"] }),
    ).toEqual([]);
  });

  it.each([
    [
      { enum: [1, 2], tsEnumNames: ["One"] },
      "`tsEnumNames` has a length of 1 but `enum` of 2, so it is ignored",
    ],
    [{ enum: [1], "x-enum-varnames": [1] }, "`x-enum-varnames` is not a list of strings, so it is ignored"],
    [
      { enum: [1], "x-enum-descriptions": "One" },
      "`x-enum-descriptions` is not a list of strings, so it is ignored",
    ],
    [{ type: "string", tsEnumNames: ["One"] }, "`tsEnumNames` has no effect without `enum`"],
  ])("are a warning where they don't match it: %j", (field, message) => {
    const problems = lintField(field);
    expect(codesOf(problems)).toEqual(["warning enum-names"]);
    expect(problems[0]?.message).toBe(message);
  });
});
