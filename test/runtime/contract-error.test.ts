import { Annotation, StateGraph } from "@langchain/langgraph";
import { ContractError, readContractError } from "graphwright";
import { Hono } from "hono";
import { describe, expect, it } from "vitest";
import { GreetingStateGraph } from "../../generated/greeting/index.js";
import { refusal } from "../support/refusal.js";

const violation = {
  graph: "greeting",
  boundary: "update",
  node: "a",
  issues: [
    {
      path: "/a~1b",
      keyword: "type",
      message: '/a~1b must be a "string"\n, é\u2028',
      schemaPath: "x.json#/type",
    },
  ],
  hint: "Try again.",
} as const;
const error = new ContractError(violation);

const greeting = new GreetingStateGraph()
  .addNode("greet", () => ({ response: "Hello" }))
  .setEntryPoint("greet")
  .setFinishPoint("greet")
  .compile();

/** What a server knows a run by. */
const onServer = { configurable: { assistant_id: "a", graph_id: "greeting" } };
/** The part of an error that LangGraph and its servers pass on. */
const passedOn = ({ name, message }: Error) => ({ error: name, message });

describe("a ContractError", () => {
  it("is JSON with everything that it says, and an error again", () => {
    const json: unknown = JSON.parse(JSON.stringify(error));
    expect(json).toEqual({ error: "ContractError", message: error.message, ...violation });
    const again = readContractError(json);
    expect(again).toBeInstanceOf(ContractError);
    expect(again?.toJSON()).toEqual(error.toJSON());
  });

  it("is answered by Hono with 422 and its JSON", async () => {
    const app = new Hono().get("/", () => {
      throw error;
    });
    const response = await app.request("/");
    expect(response.status).toBe(422);
    expect(response.headers.get("content-type")).toBe("application/json");
    expect(readContractError(await response.json())?.toJSON()).toEqual(error.toJSON());
  });

  it("keeps all of its fields in the message of a run that a server runs", async () => {
    const refused = await refusal(greeting.invoke({}, { ...onServer, context: {} as never }));
    const [first, second] = refused.message.split("\n");
    expect([first, second]).toEqual(['Graph "greeting" refused the context:', "  - /user_id is missing"]);
    const again = readContractError(passedOn(refused));
    const { boundary, issues } = refused;
    expect(again).toMatchObject({ graph: "greeting", boundary, issues, hint: undefined });
    // What people read has no JSON in it.
    expect(again?.message).toBe('Graph "greeting" refused the context:\n  - /user_id is missing');
    expect(refused.stack).not.toContain("[contract-error]");
  });

  it("has a plain message outside of servers, and inside a graph that could catch it", async () => {
    const outside = await refusal(greeting.invoke({}, { context: {} as never }));
    expect(outside.message).not.toContain("[contract-error]");
    const seen: unknown[] = [];
    const around = new StateGraph(Annotation.Root({ text: Annotation<string> }))
      .addNode("call", async (_state, config) => {
        await greeting.invoke({}, { ...config, context: {} as never }).catch((caught) => seen.push(caught));
        return { text: "done" };
      })
      .addEdge("__start__", "call")
      .compile();
    await around.invoke({}, onServer);
    expect(seen).toMatchObject([{ name: "ContractError" }]);
    expect((seen[0] as Error).message).not.toContain("[contract-error]");
  });

  it.each([
    ["the data of an error event", passedOn],
    ["the text of a client's error", (wire: Error) => ({ status: 422, text: JSON.stringify(wire) })],
    [
      "a message with the JSON of an event",
      (wire: Error) => new Error(`Error: ${JSON.stringify(passedOn(wire))}`),
    ],
    ["a message", (wire: Error) => wire.message],
    ["the error itself", (wire: Error) => wire],
  ])("is read from %s", async (_what, convert) => {
    const wire = await refusal(greeting.invoke({}, { ...onServer, context: {} as never }));
    expect(readContractError(convert(wire))?.issues).toEqual(wire.issues);
  });

  it.each([
    undefined,
    null,
    7,
    "",
    "a message",
    "\n[contract-error] {",
    '\n[contract-error] {"graph":"a"}',
    '{"error":"ContractError","message":"a"}',
    { error: "Error", message: "a" },
    { graph: "a", boundary: "update", issues: [{ path: "" }] },
    { graph: "a", boundary: "update", issues: "no" },
    new Error("a"),
  ])("is not read from something else: %j", (value) => {
    expect(readContractError(value)).toBeUndefined();
  });
});
