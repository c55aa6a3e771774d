import { RemoteGraph } from "@langchain/langgraph/remote";
import { Client } from "@langchain/langgraph-sdk";
import { ContractError, connect } from "graphwright/client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type SupportAgentContextInput,
  SupportAgentEvents,
  type SupportAgentInput,
  supportAgentContract,
} from "../../generated/support-agent/client.js";
import { type DevServer, startDevServer } from "../support/dev-server.js";

const AGENT = "support-agent";

const context: SupportAgentContextInput = {
  user: { id: "user_123", name: "Alice", plan: "team" },
  credentials: { api_key: "0123456789abcdef" },
};
const ticket = { id: "T-1", subject: "Lamp" };
const refundWish: SupportAgentInput = {
  ticket,
  messages: [{ role: "user", content: "It arrived broken. I want my money back." }],
};
const question: SupportAgentInput = {
  ticket,
  messages: [{ role: "user", content: "How long does delivery take?" }],
};

let server: DevServer;
let client: Client;

beforeAll(async () => {
  server = await startDevServer({
    graphs: { [AGENT]: "examples/support-agent/server.ts:agent" },
    http: { app: "examples/support-agent/server.ts:app" },
  });
  client = new Client({ apiUrl: server.url });
});

afterAll(() => server?.stop());

function agent() {
  return connect(supportAgentContract, client, { assistant: AGENT, check: true });
}

async function refusalOf(call: Promise<unknown>): Promise<ContractError> {
  const error: unknown = await call.then(
    () => undefined,
    (each: unknown) => each,
  );
  if (!(error instanceof ContractError)) throw new Error(`not a ContractError: ${String(error)}`);
  return error;
}

async function collect<Chunk>(stream: AsyncIterable<Chunk>): Promise<Chunk[]> {
  const chunks: Chunk[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return chunks;
}

describe.concurrent("a graph that a client connects to", () => {
  it("runs without a thread, and gives the whole state with plain messages", async () => {
    const result = await agent().run(question, { context });
    expect(result.ticket?.status).toMatchObject({ state: "solved" });
    expect(result.messages?.[0]).toMatchObject({ type: "human", content: "How long does delivery take?" });
    expect(result.__interrupt__).toBeUndefined();
  });

  it("streams each mode, with parsed events, after the id of the run", async () => {
    const seen: string[] = [];
    const stream = agent().stream(question, {
      context,
      mode: ["values", "updates", "custom", "messages-tuple", "tasks"],
    });
    for await (const chunk of stream) {
      if (!seen.includes(chunk.event)) seen.push(chunk.event);
      if (chunk.event === "metadata") expect(chunk.data.run_id).toMatch(/-/);
      if (chunk.event === "custom") expect(SupportAgentEvents.is(chunk.data)).toBe(true);
      if (chunk.event === "values") expect(chunk.data.ticket?.id).toBe("T-1");
    }
    expect(seen[0]).toBe("metadata");
    expect(seen).toEqual(expect.arrayContaining(["values", "updates", "custom", "tasks"]));
  });

  it("waits for a person, refuses a wrong answer before it is sent, and goes on with a right one", async () => {
    const thread = await agent().createThread();
    const asked = await thread.run(refundWish, { context });
    expect(asked.__interrupt__).toMatchObject([
      { value: { name: "approve_refund", value: { order_id: "o-2" } } },
    ]);
    const wrong = { approved: "yes" } as never;
    expect(await refusalOf(thread.resume("approve_refund", wrong, { context }))).toMatchObject({
      ...{ graph: AGENT, boundary: "resume" },
      issues: [{ path: "/approved", keyword: "type" }],
    });
    const id = asked.__interrupt__?.[0]?.id ?? "";
    expect(await refusalOf(thread.resume({ id }, wrong, { context }))).toMatchObject({ boundary: "resume" });
    expect(await refusalOf(thread.resume("choose_team", "billing", { context }))).toMatchObject({
      boundary: "resume",
      issues: [{ message: expect.stringContaining('what is open is "approve_refund"') }],
    });
    // It is still open: nothing was sent.
    const { tasks, next } = await thread.state();
    expect([next, tasks[0]?.interrupts.length]).toEqual([["settle_refund"], 1]);
    const done = await thread.resume("approve_refund", { approved: true }, { context });
    expect(done.actions).toMatchObject([{ kind: "refund" }, { kind: "reply" }]);
    // Another tab answers too.
    expect(await refusalOf(thread.resume("approve_refund", { approved: false }, { context }))).toMatchObject({
      boundary: "resume",
      issues: [{ message: expect.stringContaining("no question is open") }],
    });
    expect(await refusalOf(thread.resume({ id }, { approved: false }, { context }))).toMatchObject({
      issues: [{ message: expect.stringContaining(id) }],
    });
    expect((await thread.state()).values.actions).toHaveLength(2);
    expect((await thread.history()).map(({ next: [node] }) => node)).toContain("settle_refund");
  });

  it("answers by the id of an interrupt, as a stream", async () => {
    const thread = await agent().createThread();
    const asked = await thread.run(refundWish, { context });
    const [interrupt] = asked.__interrupt__ ?? [];
    if (interrupt === undefined) throw new Error("nothing was asked");
    const chunks = await collect(
      thread.streamResume(interrupt, { approved: true }, { context, mode: ["updates"] }),
    );
    expect(chunks.filter(({ event }) => event === "updates").length).toBeGreaterThan(0);
    expect((await thread.state()).next).toEqual([]);
  });

  it.each([
    ["input", { ticket: { id: 7 } }, context, "input"],
    ["unknown field", { ...question, extra: 1 }, context, "input"],
    ["context", question, { user: 7 }, "context"],
    ["no context", question, undefined, "context"],
  ])("sends nothing that does not fit: %s", async (_what, input, given, boundary) => {
    const thread = await agent().createThread();
    const options = { context: given } as never;
    for (const call of [
      thread.run(input as never, options),
      agent().run(input as never, options),
      collect(thread.stream(input as never, options)),
      collect(agent().stream(input as never, options)),
      thread.start(input as never, options),
    ])
      expect((await refusalOf(call)).boundary).toBe(boundary);
    expect(await client.runs.list(thread.id)).toEqual([]);
  });

  it("updates a thread's state, and refuses what does not fit", async () => {
    const thread = await agent().createThread();
    await thread.run(question, { context });
    expect(await refusalOf(thread.updateState({ risk: 7 }))).toMatchObject({
      boundary: "update",
      issues: [{ path: "/risk" }],
    });
    await thread.updateState({ risk: 0.5 }, { asNode: "check_refund" });
    expect((await thread.state()).values.risk).toBe(0.5);
  });

  it("has assistants with a part of the context", async () => {
    const { user, ...rest } = context;
    expect(await refusalOf(agent().createAssistant({ locale: 7 as never }))).toMatchObject({
      boundary: "context",
    });
    const { assistant_id } = await agent().createAssistant(rest, { name: "Rest" });
    const own = connect(supportAgentContract, client, { assistant: assistant_id, hasContext: true });
    expect((await own.run(question, { context: { user } })).ticket?.status).toMatchObject({
      state: "solved",
    });
    expect(await refusalOf(own.run(question, { context: { user: 7 as never } }))).toMatchObject({
      boundary: "context",
    });
    // What only the server can know: nobody said who the user is.
    expect(await refusalOf(own.run(question))).toMatchObject({
      boundary: "context",
      issues: [{ path: "/user" }],
    });
  });

  it("is the same over a RemoteGraph", async () => {
    const remote = connect(supportAgentContract, new RemoteGraph({ graphId: AGENT, url: server.url }));
    const thread = await remote.createThread();
    expect((await thread.run(refundWish, { context })).__interrupt__).toHaveLength(1);
    expect((await thread.resume("approve_refund", { approved: true }, { context })).actions).toHaveLength(2);
  });

  it("is joined again, and brings what was missed", async () => {
    const thread = await agent().createThread();
    const { run_id } = await thread.start(question, { context, mode: ["values", "custom"], resumable: true });
    const joined = await collect(
      thread.joinStream(run_id, { lastEventId: "-1", mode: ["values", "custom"] }),
    );
    expect(joined.map(({ event }) => event)).toContain("custom");
    expect((await thread.join(run_id)).ticket?.status).toMatchObject({ state: "solved" });
  });

  it("gives the error of the server where an old client lets a wrong value through", async () => {
    const lax = connect({ ...supportAgentContract, input: undefined, update: anything() } as never, client, {
      assistant: AGENT,
    });
    const refused = await refusalOf(lax.run({ ticket: { id: 7 } } as never, { context } as never));
    expect(refused).toMatchObject({ graph: AGENT, boundary: "input" });
    expect(refused.issues.length).toBeGreaterThan(0);
    const streamed = await refusalOf(
      collect(lax.stream({ ticket: { id: 7 } } as never, { context } as never)),
    );
    expect(streamed.issues).toEqual(refused.issues);
  });

  it("tells a hundred runs at once apart, half of which are wrong", async () => {
    const runs = Array.from({ length: 100 }, (_, index) =>
      agent().run((index % 2 === 0 ? question : { ...question, ticket: { id: index } }) as never, {
        context,
      }),
    );
    const results = await Promise.allSettled(runs);
    for (const [index, result] of results.entries()) {
      expect(result.status).toBe(index % 2 === 0 ? "fulfilled" : "rejected");
      if (result.status === "rejected") expect(result.reason).toBeInstanceOf(ContractError);
    }
  });
});

function anything() {
  return { safeParse: (value: unknown) => ({ success: true, value }) };
}
