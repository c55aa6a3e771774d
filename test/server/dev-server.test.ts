import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Client } from "@langchain/langgraph-sdk";
import { Ajv2020 as Ajv } from "ajv/dist/2020.js";
import { type ContractError, readContractError } from "graphwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type SupportAgentContextInput, supportAgentContract } from "../../generated/support-agent/index.js";
import { type DevServer, type ServerConfig, startDevServer } from "../support/dev-server.js";

const EXAMPLE = "examples/support-agent";
const AGENT = "support-agent";

const context: SupportAgentContextInput = {
  user: { id: "user_123", name: "Alice", plan: "team" },
  credentials: { api_key: "0123456789abcdef" },
};
const ticket = { id: "T-1", subject: "Lamp" };
const refundWish = {
  ticket,
  messages: [{ role: "user", content: "It arrived broken. I want my money back." }],
};
const question = { ticket, messages: [{ role: "user", content: "How long does delivery take?" }] };
const refund = {
  kind: "refund",
  order_id: "o-2",
  amount: { amount: 8900, currency: "EUR" },
  reason: "damaged",
};

let server: DevServer;
let client: Client;

beforeAll(async () => {
  const text = readFileSync(join(import.meta.dirname, "../..", EXAMPLE, "langgraph.json"), "utf8");
  const { graphs, http } = JSON.parse(text) as Required<ServerConfig>;
  server = await startDevServer({
    graphs: Object.fromEntries(Object.entries(graphs).map(([id, path]) => [id, join(EXAMPLE, path)])),
    http: { app: join(EXAMPLE, http.app) },
  });
  client = new Client({ apiUrl: server.url });
});

afterAll(async () => {
  await server?.stop();
  await expect(fetch(`${server.url}/ok`)).rejects.toThrow("fetch failed");
});

type Payload = Parameters<Client["runs"]["stream"]>[2];

/** Runs the agent and collects what its stream says, by event. */
async function run(
  thread: string | null,
  payload: Payload,
  assistant = AGENT,
): Promise<{ [event: string]: unknown[] }> {
  const seen: { [event: string]: unknown[] } = {};
  const modes = {
    context,
    streamMode: ["values", "updates", "custom"] as ("values" | "updates" | "custom")[],
  };
  // The client has an overload for threads and one for runs without.
  const stream =
    thread === null
      ? client.runs.stream(null, assistant, { ...modes, ...payload })
      : client.runs.stream(thread, assistant, { ...modes, ...payload });
  for await (const { event, data } of stream) {
    seen[event] ??= [];
    seen[event].push(data);
  }
  return seen;
}

async function newThread(): Promise<string> {
  return (await client.threads.create()).thread_id;
}

/** What the server says of a run that was refused. */
async function refusalOf(thread: string | null, payload: Payload): Promise<ContractError> {
  const { error } = await run(thread, payload);
  expect(error).toMatchObject([{ error: "ContractError" }]);
  return asContractError(error?.[0]);
}

const identity = (error: unknown): unknown => error;

function asContractError(value: unknown): ContractError {
  const error = readContractError(value);
  if (error === undefined) throw new Error(`not a ContractError: ${JSON.stringify(value)}`);
  return error;
}

describe.concurrent("a contract's graph on LangGraph's development server", () => {
  it("has the contract's schemas", async () => {
    const schemas = await client.assistants.getSchemas(AGENT);
    expect(schemas).toMatchObject({
      graph_id: AGENT,
      input_schema: supportAgentContract.input?.jsonSchema,
      output_schema: supportAgentContract.output?.jsonSchema,
      state_schema: supportAgentContract.state.jsonSchema,
      // These two are from the contract's app.
      config_schema: supportAgentContract.context?.jsonSchema,
      context_schema: supportAgentContract.context?.jsonSchema,
    });
  });

  it("answers a question, says what it does, and remembers it", async () => {
    const thread = await newThread();
    const { custom, values, updates, error } = await run(thread, { input: question });
    expect(error).toBeUndefined();
    expect(custom).toMatchObject([
      { type: "typing" },
      { type: "progress" },
      { type: "typing" },
      { type: "action" },
    ]);
    for (const event of custom ?? []) expect(supportAgentContract.events?.is(event)).toBe(true);
    expect(updates?.map((update) => Object.keys(update as object))).toContainEqual(["close"]);
    expect(values?.at(-1)).toMatchObject({ ticket: { status: { state: "solved" } }, intent: "question" });
    const { items } = await client.store.searchItems(["users", "user_123", "notes"]);
    expect(items.map(({ key, value }) => [key, value.ticket_id])).toContainEqual(["T-1", "T-1"]);
  });

  it("waits for a person, refuses an answer that does not fit, and goes on with one that does", async () => {
    const thread = await newThread();
    await run(thread, { input: refundWish });
    const asked = await client.threads.getState(thread);
    expect(asked.next).toEqual(["settle_refund"]);
    expect(asked.tasks[0]?.interrupts).toMatchObject([{ value: { name: "approve_refund", value: refund } }]);
    expect(await client.threads.get(thread)).toMatchObject({ status: "interrupted" });

    const refused = await refusalOf(thread, { command: { resume: { approved: "yes" } } });
    expect(refused).toMatchObject({
      ...{ graph: AGENT, boundary: "resume", node: "settle_refund" },
      issues: [
        { path: "/approved", keyword: "type", message: "/approved must be a boolean, but is a string" },
      ],
      hint: 'The interrupt "approve_refund" is still open. Resume the thread with an answer that fits.',
    });
    const { values } = await run(thread, { command: { resume: { approved: true } } });
    expect(values?.at(-1)).toMatchObject({
      refund: null,
      actions: [refund, { kind: "reply", text: "Your money is on its way back to you." }],
    });
    expect(await client.threads.get(thread)).toMatchObject({ status: "idle" });
    // Another tab answers what has been answered: nothing happens.
    await run(thread, { command: { resume: { approved: false } } });
    expect((await client.threads.getState(thread)).values).toMatchObject({
      actions: [refund, { kind: "reply" }],
    });
    const history = await client.threads.getHistory(thread, { limit: 100 });
    expect(history.map(({ next }) => next[0])).toContain("settle_refund");
  });

  it.each([
    ["input", { input: {} }, "input", ["required", "required"]],
    ["unknown field", { input: { ...question, extra: 1 } }, "input", ["additionalProperties"]],
    ["context", { input: question, context: { user: 7 } }, "context", ["required", "type"]],
    ["goto", { command: { goto: "nowhere" } }, "update", ["goto"]],
  ])("refuses a run at once where it does not fit: %s", async (_what, payload, boundary, keywords) => {
    const thread = await newThread();
    const refused = await refusalOf(thread, payload as Payload);
    expect(refused.boundary).toBe(boundary);
    const waited = client.runs.wait(null, AGENT, { context, ...payload } as object).catch(identity);
    expect(asContractError(await waited).issues).toEqual(refused.issues);
    expect(refused.issues.map(({ keyword }) => keyword)).toEqual(keywords);
    expect(await client.threads.get(thread)).toMatchObject({ status: "error" });
    expect((await client.threads.getState(thread)).values).not.toHaveProperty("ticket");
    // The thread is not spoilt.
    expect((await run(thread, { input: question })).error).toBeUndefined();
  });

  it("leaves a thread as it was where an update of its state does not fit", async () => {
    const thread = await newThread();
    await run(thread, { input: question });
    const before = await client.threads.getState(thread);
    const failure: unknown = await client.threads
      .updateState(thread, { values: { risk: 7 } })
      .catch(identity);
    expect(failure).toMatchObject({ status: 422 });
    expect(asContractError(failure)).toMatchObject({ boundary: "update", issues: [{ path: "/risk" }] });
    expect((await client.threads.getState(thread)).checkpoint).toEqual(before.checkpoint);
    await client.threads.updateState(thread, { values: { risk: 0.5 }, asNode: "check_refund" });
    expect((await client.threads.getState(thread)).values).toMatchObject({ risk: 0.5 });
  });

  it("tells forty runs at once apart, half of which are refused", async () => {
    const results = await Promise.all(
      Array.from({ length: 40 }, async (_, index) => {
        const input = index % 2 === 0 ? question : { ...question, ticket: { id: index } };
        return run(null, { input });
      }),
    );
    for (const [index, { error, values }] of results.entries()) {
      if (index % 2 === 0) {
        expect(error).toBeUndefined();
        expect(values?.at(-1)).toMatchObject({ ticket: { status: { state: "solved" } } });
      } else {
        expect(error).toMatchObject([{ error: "ContractError" }]);
        expect(values).toBeUndefined();
      }
    }
  });

  it("refuses input of ten megabytes that does not fit, in few words", async () => {
    const text = "x".repeat(10_000_000);
    const input = { ...question, ticket: { id: text, subject: text } };
    const { message } = await refusalOf(null, { input });
    expect(message.length).toBeLessThan(2_000);
    expect(message).not.toContain("xxxx");
  });
});

describe("a secret of the context", () => {
  it("is in no event, state, error or log", async () => {
    const secret = "sk-4711-0123456789";
    const own = { ...context, credentials: { api_key: secret } };
    const thread = await newThread();
    const streamMode = ["values", "updates", "debug", "events", "tasks", "checkpoints", "custom"];
    const begun = await run(thread, { input: refundWish, context: own, streamMode } as Payload);
    const refused = await run(thread, {
      command: { resume: { approved: 7 } },
      context: own,
      streamMode,
    } as Payload);
    const wrong = { ...own, user: 7, credentials: { api_key: secret, expires_at: secret } };
    const failed = await run(thread, { input: question, context: wrong, streamMode } as Payload);
    expect([refused.error, failed.error]).toMatchObject([
      [{ error: "ContractError" }],
      [{ error: "ContractError" }],
    ]);
    const history = await client.threads.getHistory(thread, { limit: 100 });
    const stored = [history, await client.threads.get(thread), await client.threads.getState(thread)];
    for (const [name, said] of Object.entries({ begun, refused, failed, stored, log: server.log() }))
      expect(JSON.stringify(said).includes(secret), name).toBe(false);
  });
});

describe.concurrent("an assistant", () => {
  it("is stored with a context that fits, whole or in part", async () => {
    const part = { locale: "de", limits: { tool_calls: 3 } };
    for (const given of [context, part, {}, undefined]) {
      const { assistant_id } = await client.assistants.create({
        graphId: AGENT,
        ...(given === undefined ? {} : { context: given }),
      });
      expect((await client.assistants.get(assistant_id)).context).toEqual(given ?? {});
      const { error } = await run(null, { input: question }, assistant_id);
      expect(error).toBeUndefined();
    }
  });

  it("is refused with a context that does not fit, and nothing is stored", async () => {
    const metadata = { test: "refused" };
    const wrong = { ...context, credentials: { api_key: "secret-4711" }, limits: { tool_calls: -1 } };
    const failure = await client.assistants
      .create({ graphId: AGENT, context: wrong, metadata })
      .catch(identity);
    expect(failure).toMatchObject({ status: 422 });
    expect(asContractError(failure)).toMatchObject({
      ...{ graph: AGENT, boundary: "context" },
      issues: [{ path: "/credentials/api_key" }, { path: "/limits/tool_calls" }],
    });
    expect(String(failure)).not.toContain("4711");
    expect(await client.assistants.search({ metadata })).toEqual([]);
  });

  it("keeps its context where a change of it does not fit", async () => {
    const { assistant_id } = await client.assistants.create({ graphId: AGENT, context });
    for (const wrong of [{ locale: 7 }, { locale: "de", extra: 1 }, { user: { id: "a" } }, []]) {
      const failure = await client.assistants
        .update(assistant_id, { context: wrong as never })
        .catch(identity);
      expect(asContractError(failure).boundary).toBe("context");
    }
    expect((await client.assistants.get(assistant_id)).context).toEqual(context);
    await client.assistants.update(assistant_id, { name: "Bob" });
    await client.assistants.update(assistant_id, { context: { locale: "de" } });
    expect(await client.assistants.get(assistant_id)).toMatchObject({
      name: "Bob",
      context: { locale: "de" },
    });
  });

  it("of another graph is the server's business, and so is a request that it can't read", async () => {
    await expect(
      client.assistants.update(crypto.randomUUID(), { context: { locale: 7 } as never }),
    ).rejects.toThrow("404");
    const statuses = ["{", "[]", "7", "null", '{"graph_id":7,"context":{"locale":7}}'].map(async (body) => {
      const headers = { "content-type": "application/json" };
      return (await fetch(`${server.url}/assistants`, { method: "POST", body, headers })).status;
    });
    expect(await Promise.all(statuses)).toEqual([400, 400, 400, 400, 400]);
  });
});

describe.concurrent("the OpenAPI document", () => {
  it("says what the server answers", async () => {
    const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
    const response = await fetch(`${server.url}/contracts/${AGENT}/openapi.json`);
    ajv.addSchema((await response.json()) as object, "openapi");
    const check = (component: string, value: unknown) => {
      ajv.validate({ $ref: `openapi#/components/schemas/${component}` }, value);
      expect(ajv.errors ?? [], component).toEqual([]);
    };
    const thread = await newThread();
    check("ThreadState", await client.threads.getState(thread));
    check("RunRequest", { assistant_id: AGENT, input: refundWish, context });
    check("RunResult", await client.runs.wait(thread, AGENT, { input: refundWish, context }));
    check("Thread", await client.threads.get(thread));
    check("ThreadState", await client.threads.getState(thread));
    check(
      "RunResult",
      await client.runs.wait(thread, AGENT, { command: { resume: { approved: true } }, context }),
    );
    for (const state of await client.threads.getHistory(thread)) check("ThreadState", state);
    for (const each of await client.runs.list(thread)) check("Run", each);
    for (const each of await client.assistants.search()) check("Assistant", each);
    for (const item of (await client.store.searchItems(["users"])).items) check("Item", item);
    const failed = await client.runs.wait(thread, AGENT, { input: {}, raiseError: false } as object);
    check("RunResult", failed);
    const refused = await client.threads.updateState(thread, { values: { risk: 7 } }).catch(identity);
    check("ContractError", JSON.parse(String(Reflect.get(Object(refused), "text"))));
    const { custom = [], values = [], error = [] } = await run(null, { input: question });
    for (const event of custom) check("SupportAgentEvents", event);
    for (const state of values) check("Values", state);
    expect([custom.length > 0, values.length > 0, error]).toEqual([true, true, []]);
  });
});
