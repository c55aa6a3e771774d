import { readdirSync, readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { discover } from "../../codegen/discover/discover.js";
import { lint } from "../../codegen/lint/lint.js";
import { load } from "../../codegen/load/load.js";
import { model } from "../../codegen/model/build-model.js";
import type { JsonObject, JsonSchema } from "../../codegen/schema/json.js";
import { compileFiles, importSchemas } from "../support/compiled.js";
import { type Files, folder } from "../support/folder.js";

const FIXTURES = "test/fixtures/published";
const fixtures = readdirSync(FIXTURES).filter((name) => name.endsWith(".json"));

/** A published schema; some files leave out the definitions that are those of the first. */
function published(name: string, state = "conversation"): JsonObject {
  const file = JSON.parse(readFileSync(`${FIXTURES}/${name}`, "utf8")) as Record<string, JsonObject>;
  return { $defs: file.conversation?.$defs ?? {}, ...file[state] };
}

const newest = (state?: string) => published("langchain-core-1.8.3.json", state);

/** The reducers of a state's fields, what it warns of, and the names of its definitions. */
function compiled(state: JsonSchema, more: Files = {}) {
  const library = load(discover(folder({ "bot/state.schema.json": state, ...more })).discovery);
  const { contracts, definitions } = model(library);
  const names = [...definitions.values()].filter(({ exported }) => exported).map(({ name }) => name);
  return {
    reducers: Object.fromEntries(contracts[0]?.fields.map(({ name, reducer }) => [name, reducer]) ?? []),
    problems: [...library.problems, ...lint(library)].map(({ code, message }) => `${code}: ${message}`),
    names,
  };
}

const withField = (schema: JsonObject, name: string, more: JsonObject): JsonObject => {
  const properties = schema.properties as Record<string, JsonObject>;
  return { ...schema, properties: { ...properties, [name]: { ...properties[name], ...more } } };
};

describe("a published conversation", () => {
  it.each(fixtures)("is a field of messages, without code for LangChain's classes: %s", (name) => {
    const { reducers, names } = compiled(published(name));
    expect(reducers).toMatchObject({ messages: "messages", tags: "replace" });
    expect(names.filter((each) => /Message|ToolCall/.test(each))).toEqual([]);
    expect(names).toEqual(expect.arrayContaining(["BotState", "BotUpdate"]));
  });

  it("may be null, of the base class, or one of several", () => {
    expect(compiled(newest("optional"))).toMatchObject({ reducers: { messages: "messages" }, problems: [] });
    expect(compiled(newest("base"))).toMatchObject({ reducers: { messages: "messages" }, problems: [] });
    expect(compiled(newest("model"))).toEqual({
      reducers: { messages: "messages", history: "messages", last: "replace" },
      problems: [],
      names: ["BotState", "BotUpdate"],
    });
  });

  it("may be of one class, and written out in place", () => {
    const { $defs = {} } = newest();
    const { HumanMessage = {} } = $defs as Record<string, JsonObject>;
    const list = { type: "array", items: { $ref: "#/$defs/HumanMessage" } };
    const inPlace = { type: "array", items: HumanMessage };
    const { reducers } = compiled({ type: "object", properties: { list, inPlace }, $defs });
    expect(reducers).toEqual({ list: "messages", inPlace: "messages" });
  });

  it.each(["replace", "append", "trim"])("is updated by another reducer where it says so: %s", (reducer) => {
    const state = withField(newest(), "messages", { "x-reducer": reducer });
    expect(compiled(state).reducers).toMatchObject({ messages: reducer });
    const { messages } = newest().properties as Record<string, JsonObject>;
    const referring = {
      type: "object",
      properties: { messages: { $ref: "../shared/chat.schema.json", "x-reducer": reducer } },
    };
    const shared = { ...messages, $defs: newest().$defs };
    expect(compiled(referring, { "shared/chat.schema.json": shared }).reducers).toEqual({
      messages: reducer,
    });
  });

  it("keeps the definitions that something else uses", () => {
    const state = newest();
    const properties = { ...(state.properties as JsonObject), call: { $ref: "#/$defs/ToolCall" } };
    const { names } = compiled({ ...state, properties });
    expect(names).toContain("ToolCall");
    expect(names).not.toContain("AIMessage");
  });

  it.each<[string, JsonSchema]>([
    ["another title", { title: "Note", properties: { type: { const: "ai" }, content: { type: "string" } } }],
    ["another type", { title: "AIMessage", properties: { type: { const: "bot" }, content: true } }],
    ["a base class of their own", { title: "BaseMessage", properties: { role: true, content: true } }],
    ["no content", { title: "AIMessage", properties: { type: { const: "ai" } } }],
    ["a class among others", { anyOf: [{ $ref: "#/$defs/HumanMessage" }, { type: "string" }] }],
    ["more to say", { oneOf: [{ $ref: "#/$defs/HumanMessage" }], required: ["id"] }],
    ["nothing at all", true],
    ["itself", { $ref: "#/$defs/Loop" }],
  ])("is none where the items have %s", (_, items) => {
    const { $defs } = newest();
    const state: JsonSchema = {
      type: "object",
      properties: { list: { type: "array", items } },
      $defs: { ...($defs as JsonObject), Loop: { anyOf: [{ $ref: "#/$defs/Loop" }, { type: "array" }] } },
    };
    expect(compiled(state).reducers).toEqual({ list: "replace" });
  });

  it("is published as it was written, from another file as well", async () => {
    const files = {
      "bot/state.schema.json": {
        type: "object",
        properties: { messages: { $ref: "../shared/chat.schema.json#/properties/messages" } },
      },
      "shared/chat.schema.json": newest(),
    };
    const { botStateSchema } = await importSchemas(compileFiles(files));
    const check = new Ajv2020({ strict: false, formats: {} }).compile(botStateSchema as JsonSchema);
    expect(check({ messages: [{ type: "tool", content: "hi", tool_call_id: "1" }] })).toBe(true);
    expect(check({ messages: [{ type: "tool", content: "hi" }] })).toBe(false);
    expect(Object.keys((botStateSchema as JsonObject).$defs ?? {})).toContain("ToolMessage");
  });
});

describe("a list without a reducer", () => {
  const warning = 'list-without-reducer: the list "tags" has no reducer, so each update replaces it';

  it.each(fixtures)("is told of in a published state: %s", (name) => {
    const told = compiled(published(name)).problems.filter((problem) => problem.startsWith("list-"));
    expect(told).toEqual([expect.stringContaining(warning)]);
  });

  it.each<JsonObject>([{ "x-reducer": "append" }, { "x-reducer": "replace" }, { "x-channel": "untracked" }])(
    "is not told of where the field says %j",
    (more) => {
      expect(compiled(withField(newest(), "tags", more)).problems).toEqual([]);
    },
  );

  it("is told of where it may be null", () => {
    const tags = { anyOf: [{ type: "array", items: { type: "string" } }, { type: "null" }] };
    const state = { title: "State", type: "object", properties: { tags: { ...tags, title: "Tags" } } };
    expect(compiled(state).problems).toEqual([expect.stringContaining(warning)]);
  });

  it("is left alone where a person said of another field how it is updated", () => {
    const { properties = {}, ...rest } = newest();
    const notes = { type: "array", title: "Notes", "x-reducer": "append" };
    expect(compiled({ ...rest, properties: { ...(properties as JsonObject), notes } }).problems).toEqual([]);
  });

  it.each<[string, JsonObject]>([
    ["titles", { tags: { type: "array" } }],
    ["a title of its own", { tags: { type: "array", title: "What it is about" } }],
    ["a title for some", { tags: { type: "array", title: "Tags" }, note: { type: "string" } }],
    ["a conversation", { messages: { type: "array", langgraph_type: "messages" }, tags: { type: "array" } }],
  ])("is left alone in a state that a person wrote, with or without %s", (_, properties) => {
    expect(compiled({ type: "object", title: "State", properties }).problems).toEqual([]);
  });
});
