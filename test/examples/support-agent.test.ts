import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { AIMessage, HumanMessage } from "@langchain/core/messages";
import { fakeModel } from "@langchain/core/testing";
import { Command, InMemoryStore, MemorySaver } from "@langchain/langgraph";
import { openStore } from "graphwright";
import { describe, expect, it } from "vitest";
import { type Equipment, supportAgent } from "../../examples/support-agent/graph.js";
import { ScriptedModel } from "../../examples/support-agent/model.js";
import { DemoShop } from "../../examples/support-agent/shop.js";
import {
  type SupportAgentContextInput,
  type SupportAgentInput,
  supportAgentContract,
} from "../../generated/support-agent/index.js";
import { refusal } from "../support/refusal.js";

const user = { id: "user_123", name: "Alice", plan: "team" } as const;

/** An agent with a thread of its own to talk to. */
function desk(equipment: Partial<Equipment> = {}, limits: SupportAgentContextInput["limits"] = {}) {
  const shop = new DemoShop();
  const store = new InMemoryStore();
  const defaults = { model: new ScriptedModel(), shop, store, checkpointer: new MemorySaver() };
  const agent = supportAgent({ ...defaults, ...equipment });
  const context: SupportAgentContextInput = { user, credentials: { api_key: "0123456789abcdef" }, limits };
  const options = { context, configurable: { thread_id: "t" } };
  const say = (...messages: SupportAgentInput["messages"]) =>
    agent.invoke({ ticket: { id: "T-1", subject: "Lamp" }, messages }, options);
  const answer = (resume: unknown) => agent.invoke(new Command({ resume: resume as never }), options);
  return { agent, shop, options, say, answer, memory: openStore(supportAgentContract, store) };
}

const euros = (amount: number) => ({ amount: amount * 100, currency: "EUR" });
const wish = { role: "user", content: "It arrived broken. I want my money back." };
const refund = { kind: "refund", order_id: "o-2", amount: euros(89), reason: "damaged" } as const;

describe("a question", () => {
  it("is answered from the help centre, with its source", async () => {
    const { agent, options, say } = desk();
    const text = "Parcels arrive within three working days.";
    expect(await say(new HumanMessage("How long does delivery take?"))).toEqual({
      ticket: {
        id: "T-1",
        subject: "Lamp",
        priority: "normal",
        status: { state: "solved", solution: text },
        tags: [],
      },
      actions: [{ kind: "reply", text }],
      sources: ["https://help.example.com/delivery-times"],
    });
    const { values } = await agent.getState(options);
    expect(values).toMatchObject({ intent: "question", tool_calls: 1, facts: { returning_customer: false } });
    expect(values.messages.map(({ type }) => type)).toEqual(["human", "ai", "tool", "ai"]);
  });

  it("leaves a note behind that the next conversation starts from", async () => {
    const { agent, options, say, memory } = desk();
    await say({ role: "user", content: "How long does delivery take?" });
    const notes = await memory.search(["users", user.id, "notes"]);
    expect(notes.map(({ key, value }) => [key, value.ticket_id])).toEqual([["T-1", "T-1"]]);
    expect((await memory.get(["users"], user.id))?.value).toEqual(user);
    await say({ role: "user", content: "And how do I change my address?" });
    const { values } = await agent.getState(options);
    expect(values.facts).toEqual({
      returning_customer: true,
      last_note: "Lamp: Parcels arrive within three working days.",
    });
    expect(values.sources).toHaveLength(2);
    expect(values.tool_calls).toBe(2);
  });

  it("streams what the agent is doing", async () => {
    const { agent, options } = desk();
    const input = { ticket: { id: "T-1", subject: "Lamp" }, messages: [new HumanMessage("Delivery?")] };
    const events: string[] = [];
    for await (const { type } of await agent.stream(input, { ...options, streamMode: "custom" }))
      events.push(type);
    expect(events).toEqual(["typing", "progress", "typing", "action"]);
  });
});

describe("a refund", () => {
  it("within the limit is paid at once", async () => {
    const { shop, say } = desk({}, { refund: euros(100) });
    const result = await say(wish);
    expect(result).toMatchObject({
      actions: [refund, { kind: "reply", text: "Your money is on its way back to you." }],
    });
    expect(await shop.refunds(user.id)).toEqual([refund]);
  });

  it("above the limit waits for a person, and is paid when approved", async () => {
    const { agent, options, shop, say, answer } = desk({}, { refund: euros(20) });
    expect(await say(wish)).toMatchObject({
      __interrupt__: [{ value: { name: "approve_refund", value: refund } }],
    });
    expect(await shop.refunds(user.id)).toEqual([]);
    const { values, next } = await agent.getState(options);
    expect(next).toEqual(["settle_refund"]);
    expect(values).toMatchObject({
      refund,
      intent: "refund",
      risk: 0,
      facts: { order_total: "89.00 EUR", earlier_refunds: 0 },
    });
    expect(await answer({ approved: true })).toMatchObject({ actions: [refund, { kind: "reply" }] });
    expect(await shop.refunds(user.id)).toEqual([refund]);
    expect((await agent.getState(options)).values.refund).toBeNull();
  });

  it("is not paid when refused, and the customer is told", async () => {
    const { agent, options, shop, say, answer } = desk();
    await say(wish);
    expect(await answer({ approved: false, comment: "no photo" })).toMatchObject({
      actions: [{ kind: "reply", text: "I am sorry, we can't refund this order." }],
    });
    expect(await shop.refunds(user.id)).toEqual([]);
    expect((await agent.getState(options)).values.facts).toMatchObject({
      refund: "refused",
      comment: "no photo",
    });
  });

  it("stays open after an answer that does not fit", async () => {
    const { agent, options, shop, say, answer } = desk();
    await say(wish);
    const error = await refusal(answer({ approved: "yes" }));
    expect(error).toMatchObject({ graph: "support-agent", boundary: "resume", node: "settle_refund" });
    expect(error.issues).toMatchObject([{ path: "/approved", keyword: "type" }]);
    const { tasks } = await agent.getState(options);
    expect(tasks.flatMap(({ interrupts }) => interrupts)).toMatchObject([
      { value: { name: "approve_refund" } },
    ]);
    await answer({ approved: true });
    expect(await shop.refunds(user.id)).toEqual([refund]);
  });

  it("is for a person to decide where it looks like fraud, however small it is", async () => {
    const { agent, options, shop, say } = desk({}, { refund: euros(1000) });
    await shop.pay("T-0/o-2", user.id, refund);
    expect(await say(wish)).toMatchObject({ __interrupt__: [{ value: { name: "approve_refund" } }] });
    expect((await agent.getState(options)).values).toMatchObject({ risk: 1, facts: { earlier_refunds: 1 } });
  });
});

describe("a model", () => {
  const calls = (name: string, args: object) =>
    new AIMessage({ content: "", tool_calls: [{ type: "tool_call", id: "c", name, args: { ...args } }] });

  it("that asks for somebody else's orders is told off, and sees none", async () => {
    const model = fakeModel()
      .respond(calls("find_orders", { user_id: "user_456" }))
      .respond(new AIMessage("Sorry."));
    const { agent, options, say } = desk({ model });
    await say(wish);
    const { messages } = (await agent.getState(options)).values;
    expect(messages[2]).toMatchObject({ type: "tool", status: "error" });
    expect(messages[2]?.text).toContain("not the customer's own orders");
  });

  it("that goes in circles is stopped, and a person chooses who takes over", async () => {
    const model = fakeModel()
      .respond(calls("search_help", { query: "lamp" }))
      .respond(calls("search_help", { query: "lamps" }));
    const { agent, options, say, answer } = desk({ model }, { tool_calls: 1 });
    expect(await say(wish)).toMatchObject({
      __interrupt__: [{ value: { name: "choose_team", value: ["billing", "shipping"] } }],
    });
    expect(await answer("shipping")).toMatchObject({
      actions: [{ kind: "escalation", team: "shipping", priority: "normal" }],
      ticket: { status: { state: "open" } },
    });
    const { messages } = (await agent.getState(options)).values;
    expect(messages.map(({ type }) => type)).toEqual(["human", "ai", "tool"]);
  });
});

describe("the program", () => {
  const options = ["--conditions=@graphwright/source", "--import", "tsx"];
  const program = [...options, "examples/support-agent/main.ts"];
  const run = async (...args: string[]) =>
    (await promisify(execFile)(process.execPath, [...program, ...args])).stdout;

  it("keeps conversations in a file, where a later run of it goes on with them", async () => {
    const folder = mkdtempSync(join(tmpdir(), "graphwright-sqlite-"));
    try {
      const kept = ["--sqlite", join(folder, "threads.db")];
      expect(await run("later", ...kept)).not.toContain("approve_refund");
      const later = await run(...kept);
      expect(later).not.toContain("I want my money back");
      expect(later).toContain("T-2 approve_refund: approved");
      expect(later).toContain("Paid back: 89.00 EUR");
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("tells of both conversations", async () => {
    const [approved, refused] = await Promise.all([run(), run("refuse")]);
    expect(approved).toContain("Agent: Parcels arrive within three working days.");
    expect(approved).toContain("Paid back: 89.00 EUR");
    expect(refused).not.toContain("Paid back");
    expect(refused).toContain("Agent: I am sorry, we can't refund this order.");
  });
});
