import { Parser } from "@asyncapi/parser";
import { validate } from "@hyperjump/json-schema/openapi-3-1";
import { type Contract, defineContract, type JsonObject, type JsonSchema, Schema } from "graphwright";
import { contractApp } from "graphwright/server";
import { describe, expect, it } from "vitest";
import { greetingContract } from "../../generated/greeting/index.js";
import { refundCheckContract } from "../../generated/refund-check/index.js";
import { researchBriefContract } from "../../generated/research-brief/index.js";
import { supportAgentContract } from "../../generated/support-agent/index.js";
import { ordersContract } from "../contracts/generated/orders/index.js";
import { publishedContract } from "../contracts/generated/published/index.js";
import { vaultContract } from "../contracts/generated/vault/index.js";

/** A contract as generated code would make it, except that it accepts everything. */
function contractWith(members: { readonly [member: string]: JsonSchema }): Contract {
  const schemas = Object.entries({ state: {}, update: {}, ...members }).map(([name, jsonSchema]) => [
    name,
    new Schema({ name: `Bot${name}`, validate: () => true, jsonSchema }),
  ]);
  return defineContract({ name: "bot", fingerprint: "0", fields: [], ...Object.fromEntries(schemas) });
}

async function getJson(contract: Contract, path = ""): Promise<JsonObject> {
  const app = contractApp({ bot: contract });
  const response = await app.request(`/contracts/bot${path}`);
  expect(response.status).toBe(200);
  return (await response.json()) as JsonObject;
}

async function componentsOf(
  contract: Contract,
  path = "/openapi.json",
): Promise<{ [name: string]: JsonObject }> {
  const { components } = await getJson(contract, path);
  return (components as { schemas: { [name: string]: JsonObject } }).schemas;
}

/** What is wrong with a document, as the official schema of OpenAPI, its references and the official parser of AsyncAPI say. */
async function flawsOfOpenApi(document: JsonObject): Promise<unknown> {
  const output = await validate("https://spec.openapis.org/oas/3.1/schema-base", document as never, "BASIC");
  const refs = [...JSON.stringify(document).matchAll(/"\$ref":"#([^"]*)"/g)].map(([, ref]) => ref ?? "");
  return {
    errors: output.valid ? [] : output,
    dangling: refs.filter((ref) => at(document, ref) === undefined),
  };
}

async function flawsOfAsyncApi(document: JsonObject): Promise<unknown> {
  const { diagnostics } = await new Parser().parse(JSON.stringify(document));
  // 0 and 1 are errors and warnings; the rest is advice.
  return diagnostics.filter(({ severity }) => severity < 2);
}

function at(document: unknown, pointer: string): unknown {
  const keys = pointer.split("/").slice(1).map(decodeURIComponent);
  return keys.reduce<unknown>(
    (value, key) => Object(value)[key.replaceAll("~1", "/").replaceAll("~0", "~")],
    document,
  );
}

describe("the app of a server", () => {
  it("lists the contracts, by the ids of the graphs", async () => {
    const app = contractApp({ hello: greetingContract, agent: { contract: supportAgentContract } });
    expect(await (await app.request("/contracts")).json()).toEqual([
      { graph: "hello", name: "greeting", fingerprint: greetingContract.fingerprint },
      { graph: "agent", name: "support-agent", fingerprint: supportAgentContract.fingerprint },
    ]);
  });

  it("publishes the members of a contract as JSON Schema, with the vocabulary", async () => {
    const { members, ...head } = await getJson(supportAgentContract);
    expect(head).toEqual({
      ...{ graph: "bot", name: "support-agent" },
      fingerprint: supportAgentContract.fingerprint,
    });
    expect(members).toMatchObject({
      context: supportAgentContract.context?.jsonSchema,
      state: { properties: { actions: { "x-reducer": "append" }, draft: { "x-channel": "untracked" } } },
      input: { properties: { messages: { langgraph_type: "messages" } } },
      output: { title: "Output" },
      events: { title: "Events" },
      store: { users: { title: "User" }, "users/{user_id}/notes": { required: ["text", "written_at"] } },
      interrupts: { choose_team: { value: { type: "array" }, resume: { type: "string" } } },
      tools: { search_help: { input: { required: ["query"] }, output: { type: "array" } } },
    });
  });

  it("says which graphs have a contract where one has none", async () => {
    const response = await contractApp({ greeting: greetingContract }).request(
      "/contracts/nobody/openapi.json",
    );
    expect(response.status).toBe(404);
    expect(await response.json()).toEqual({
      error: "NotFound",
      message: 'No graph "nobody" has a contract here; these have one: "greeting".',
    });
  });

  it("is not made of what has no contract", () => {
    expect(() => contractApp({ plain: { compile() {} } as never })).toThrow(
      'contractApp: "plain" is not a graph of a contract.',
    );
  });
});

describe.each([
  ["greeting", greetingContract],
  ["refund-check", refundCheckContract],
  ["research-brief, as Pydantic writes it", researchBriefContract],
  ["support-agent", supportAgentContract],
  ["orders", ordersContract],
  ["published", publishedContract],
  ["vault", vaultContract],
])("the documents of %s", (_name, contract: Contract) => {
  it("are valid for OpenAPI 3.1 and AsyncAPI 3", async () => {
    expect(await flawsOfOpenApi(await getJson(contract, "/openapi.json"))).toEqual({
      errors: [],
      dangling: [],
    });
    expect(await flawsOfAsyncApi(await getJson(contract, "/asyncapi.json"))).toEqual([]);
  });
});

describe("the components of a document", () => {
  const text = { type: "string" };
  const number = { type: "number" };

  it("hold definitions of one name that differ apart, and those that say the same once", async () => {
    const withId = (id: JsonObject, more: JsonObject = {}) => ({
      type: "object",
      properties: { id: { $ref: "#/$defs/Id" }, user: { $ref: "#/$defs/User" } },
      $defs: { Id: id, User: { type: "object", properties: { id: { $ref: "#/$defs/Id" } } }, ...more },
    });
    const schemas = await componentsOf(
      contractWith({ state: withId(text), update: withId(text), context: withId(number) }),
    );
    expect(Object.keys(schemas).filter((name) => /^(Id|User)/.test(name))).toEqual([
      "Id",
      "User",
      "Id2",
      "User2",
    ]);
    expect(schemas.User2).toEqual({
      type: "object",
      properties: { id: { $ref: "#/components/schemas/Id2" } },
    });
  });

  it("give way to no name of the server's, whatever a contract defines", async () => {
    const $defs = { Run: text, Thread: number, "a b/c~é": text };
    const properties = {
      run: { $ref: "#/$defs/Run" },
      thread: { $ref: "#/$defs/Thread" },
      odd: { $ref: "#/$defs/a%20b~1c~0%C3%A9" },
      $ref: { default: { $ref: "#/$defs/Run" } },
    };
    const contract = contractWith({ context: { type: "object", properties, $defs } });
    const schemas = await componentsOf(contract);
    expect(schemas.Run).toEqual(text);
    expect(schemas.Run2).toHaveProperty("properties.run_id");
    expect(schemas.Botcontext?.properties).toEqual({
      run: { $ref: "#/components/schemas/Run" },
      thread: { $ref: "#/components/schemas/Thread" },
      odd: { $ref: "#/components/schemas/a_b_c__" },
      // What only looks like a reference stays as it is.
      $ref: { default: { $ref: "#/$defs/Run" } },
    });
    expect(await flawsOfOpenApi(await getJson(contract, "/openapi.json"))).toMatchObject({ errors: [] });
  });

  it("keep a schema in one piece that refers to places inside it", async () => {
    const context = {
      $id: "https://example.com/context",
      type: "object",
      properties: {
        a: text,
        b: { $ref: "#/properties/a" },
        c: { $ref: "https://example.com/context#/$defs/C" },
      },
      $defs: { C: { properties: { whole: { $ref: "#" } } } },
    };
    const schemas = await componentsOf(contractWith({ context }));
    expect(schemas.Botcontext).toEqual({
      type: "object",
      properties: {
        a: text,
        b: { $ref: "#/components/schemas/Botcontext/properties/a" },
        c: { $ref: "#/components/schemas/Botcontext/$defs/C" },
      },
      $defs: { C: { properties: { whole: { $ref: "#/components/schemas/Botcontext" } } } },
    });
  });

  it("come to an end where definitions go in circles", async () => {
    const tree = { type: "object", properties: { left: { $ref: "#/$defs/Tree" }, root: { $ref: "#" } } };
    const schemas = await componentsOf(contractWith({ context: { ...tree, $defs: { Tree: tree } } }));
    expect(schemas.Tree).toEqual({
      type: "object",
      properties: {
        left: { $ref: "#/components/schemas/Tree" },
        root: { $ref: "#/components/schemas/Botcontext" },
      },
    });
  });

  it("name what is told apart by a property as OpenAPI does", async () => {
    const discriminator = { propertyName: "kind", mapping: { web: "#/$defs/Web" } };
    const context = { oneOf: [{ $ref: "#/$defs/Web" }], discriminator, $defs: { Web: { type: "object" } } };
    const contract = contractWith({ context });
    expect((await componentsOf(contract)).Botcontext).toHaveProperty(
      "discriminator.mapping.web",
      "#/components/schemas/Web",
    );
    expect((await componentsOf(contract, "/asyncapi.json")).Botcontext).not.toHaveProperty("discriminator");
  });
});
