import { readdirSync, readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";

const read = (path: string) => JSON.parse(readFileSync(new URL(path, import.meta.url), "utf8"));
const ajv = new Ajv2020({ strict: false, allErrors: true });
const validate = ajv.compile(read("../../vocabulary.schema.json"));

describe("the vocabulary's meta-schema", () => {
  const schemas = readdirSync(new URL("../../schemas", import.meta.url), {
    recursive: true,
    encoding: "utf8",
  });

  it.each(schemas.filter((name) => name.endsWith(".json")))("accepts the example schemas/%s", (name) => {
    validate(read(`../../schemas/${name}`));
    expect(validate.errors).toBeNull();
  });

  it.each<[string, unknown]>([
    ["a field with a reducer of the program's own", { "x-reducer": "pick_best" }],
    ["an update of its own", { "x-reducer": "append", "x-update": { type: "string" } }],
    ["a type for what JSON can't say", { tsType: 'import("pg").Pool' }],
    ["a boolean schema", true],
  ])("accepts %s", (_, schema) => {
    expect(validate({ properties: { field: schema } })).toBe(true);
  });

  it.each<[string, unknown]>([
    ["a reducer that is no name", { "x-reducer": "pick best" }],
    ["a reducer that is no text", { "x-reducer": ["append"] }],
    ["an update that is no schema", { "x-update": "string" }],
    ["an update whose schema is wrong inside", { "x-update": { properties: { a: { type: "text" } } } }],
    ["a channel that does not exist", { "x-channel": "ephemeral" }],
    ["a LangGraph type that does not exist", { langgraph_type: "message" }],
    ["two reducers at once", { langgraph_type: "messages", "x-reducer": "append" }],
    ["a reducer on an untracked field", { "x-channel": "untracked", "x-reducer": "append" }],
    ["an empty type", { tsType: " " }],
    ["a secret that is neither yes nor no", { writeOnly: "yes" }],
    ["what JSON Schema itself refuses", { type: "text" }],
  ])("refuses %s, however deep it stands", (_, schema) => {
    expect(validate({ properties: { field: { items: { anyOf: [schema] } } } })).toBe(false);
  });
});
