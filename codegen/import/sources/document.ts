import { equal } from "../../../src/schema/validation/equal.js";
import { publishedFiles } from "../../diff/sources/published-files.js";
import { contractNameFault } from "../../discover/contract-name.js";
import type { MemberKind } from "../../discover/member-kind.js";
import { UseError } from "../../problems/use-error.js";
import { isJsonObject, type JsonObject, type JsonSchema, type JsonValue } from "../../schema/json.js";
import { type Imported, type ImportNote, memberFiles, withDialect } from "../imported.js";
import { kebabCase } from "../names.js";
import { importOpenApi } from "./open-api.js";

/**
 * The contract in a JSON document, by what it looks like: what a LangGraph server says of an assistant, a published contract, an OpenAPI document,
 * or a JSON Schema such as Pydantic's.
 *
 * @param name - What the document is called.
 * @throws UseError where it is none of them.
 */
export function importDocument(value: JsonValue, name: string): Imported {
  if (!isJsonObject(value)) throw unknownDocument(name);
  if (isJsonObject(value.members) && typeof value.name === "string")
    return importPublished(value, value.members);
  if ("state_schema" in value || "input_schema" in value) return importAssistant(value, name);
  if ("openapi" in value || "swagger" in value) return importOpenApi(value, name);
  if (["type", "properties", "$ref", "$defs", "allOf", "anyOf"].some((keyword) => keyword in value)) {
    return importSchema(value, name);
  }
  throw unknownDocument(name);
}

function unknownDocument(name: string): UseError {
  return new UseError(
    `${name} is nothing that a contract can be made of`,
    "give what /assistants/ASSISTANT/schemas or /contracts/GRAPH answers, an OpenAPI document, or a JSON Schema of an object",
  );
}

function importPublished(value: JsonObject, members: JsonObject): Imported {
  const name = typeof value.name === "string" ? value.name : "graph";
  const isSafe = contractNameFault(name) === undefined && !/[/\\]/.test(name);
  return { name: isSafe ? name : kebabCase(name), files: new Map(publishedFiles(members)), notes: [] };
}

const ASSISTANT_MEMBERS: Readonly<Record<string, MemberKind>> = {
  context_schema: "context",
  config_schema: "context",
  state_schema: "state",
  input_schema: "input",
  output_schema: "output",
};

/** What `/assistants/{id}/schemas` answers. It has no reducers. */
function importAssistant(value: JsonObject, name: string): Imported {
  const found = new Map<MemberKind, JsonObject>();
  for (const [key, kind] of Object.entries(ASSISTANT_MEMBERS)) {
    const schema = value[key];
    if (isJsonObject(schema) && !found.has(kind) && saysSomething(schema)) found.set(kind, schema);
  }
  const state = found.get("state") ?? found.get("input");
  if (state === undefined) {
    throw new UseError(
      `${name} has no state: the server could not read the graph's schemas`,
      "look into the server's log, or import the graph's program",
    );
  }
  found.set("state", state);
  // Without them, a run starts from an update of the state, and ends with the state.
  for (const kind of ["input", "output"] as const) {
    if (sameFields(found.get(kind), state)) found.delete(kind);
  }
  const graph = typeof value.graph_id === "string" ? value.graph_id : name;
  return {
    name: kebabCase(graph),
    files: memberFiles(
      [...found].map(([kind, schema]) => [kind, withDialect(withoutRequired(kind, schema))]),
    ),
    notes: reducerNotes(state),
  };
}

function saysSomething({ properties, $ref, type }: JsonObject): boolean {
  return (
    $ref !== undefined ||
    (isJsonObject(properties) && Object.keys(properties).length > 0) ||
    Array.isArray(type)
  );
}

function sameFields(member: JsonObject | undefined, state: JsonObject): boolean {
  return member !== undefined && equal(member.properties, state.properties);
}

/** No field of a state is there before it is written. */
function withoutRequired(kind: MemberKind, schema: JsonObject): JsonObject {
  if (kind !== "state") return schema;
  const { required: _, ...rest } = schema;
  return rest;
}

function reducerNotes({ properties }: JsonObject): ImportNote[] {
  return Object.entries(isJsonObject(properties) ? properties : {}).flatMap(([field, schema]) => {
    if (!isJsonObject(schema)) return [];
    if (schema.langgraph_type !== undefined || schema["x-reducer"] !== undefined) return [];
    const isFolded = schema.type === "array" || schema.type === "object";
    const message =
      "the server doesn't say how updates are folded, so they replace the field: add `x-reducer` where they don't";
    return isFolded ? [{ place: `state.${field}`, message, needsHand: true }] : [];
  });
}

/** A JSON Schema as a member: the state, unless the user says otherwise. */
function importSchema(schema: JsonObject, name: string): Imported {
  const title = typeof schema.title === "string" ? schema.title : name;
  return {
    name: kebabCase(title.replace(/State$/, "") || title),
    files: memberFiles([["state", dialected(schema)]]),
    notes: [],
  };
}

function dialected(schema: JsonObject): JsonSchema {
  return "$schema" in schema ? schema : withDialect(schema);
}
