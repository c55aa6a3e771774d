import { setTimeout as sleep } from "node:timers/promises";
import { AIMessage, type BaseMessage } from "@langchain/core/messages";
import {
  Annotation,
  Command,
  InMemoryStore,
  MemorySaver,
  MessagesAnnotation,
  START,
  StateGraph,
} from "@langchain/langgraph";
import { ToolNode } from "@langchain/langgraph/prebuilt";
import { describe, expect, it } from "vitest";
import { SupportAgentStateGraph, supportAgentTools } from "../../generated/support-agent/index.js";
import { refusal } from "../support/refusal.js";
import { agentContext, ticket } from "../support/support-agent.js";

const input = { ticket, messages: [{ role: "user", content: "hi" }] };
const orders = ["o1", "o2"];

/** Two calls of a tool that asks before it refunds; `delays` has how long each takes to ask, run by run. */
function refunds(delays: Record<string, number[]>) {
  const done: Record<string, boolean> = {};
  const propose = supportAgentTools.propose_refund(async ({ order_id }, runtime) => {
    await sleep(delays[order_id]?.shift() ?? 0);
    const asked = { kind: "refund", order_id, amount: { amount: 20, currency: "EUR" } } as const;
    const { approved } = runtime.interrupt("approve_refund", asked);
    done[order_id] = approved;
    return { ...asked, reason: "late" };
  });
  const calls = orders.map((order_id) => ({ name: "propose_refund", args: { order_id }, id: order_id }));
  const messages: BaseMessage[] = [new AIMessage({ content: "", tool_calls: calls })];
  const options = { context: { ...agentContext } as const, configurable: { thread_id: "t" } };
  const checkpointer = new MemorySaver();
  const own = new SupportAgentStateGraph()
    .addNode("tools", new ToolNode([propose]))
    .setEntryPoint("tools")
    .setFinishPoint("tools");
  const state = Annotation.Root({ ...MessagesAnnotation.spec, ticket: Annotation<unknown>() });
  const graphs = {
    "a graph": own.compile({ store: new InMemoryStore(), checkpointer }).langgraph,
    "a subgraph": new StateGraph(state)
      .addNode("inner", own.compile({ store: new InMemoryStore() }).langgraph)
      .addEdge(START, "inner")
      .compile({ store: new InMemoryStore(), checkpointer }),
  };
  return { done, graphs, options, input: { ticket, messages } };
}

/** Answers each question as it comes: the first order is approved, the second is not. */
async function answerAll(graph: ReturnType<typeof refunds>["graphs"]["a graph"], options: object) {
  const asked: string[] = [];
  for (let run = 0; run < 6; run++) {
    const { tasks } = await graph.getState(options as never);
    const open = tasks.flatMap(({ interrupts }) => interrupts)[0];
    if (open === undefined) break;
    const { order_id } = (open.value as { value: { order_id: string } }).value;
    asked.push(order_id);
    await graph.invoke(new Command({ resume: { approved: order_id === "o1" } }), options as never);
  }
  return asked;
}

describe.each(["a graph", "a subgraph"] as const)("two tools of one tool node of %s that ask", (place) => {
  it.each([
    ["in one order", {}],
    ["in another order when they run again", { o1: [0, 20, 0], o2: [10, 0, 20] }],
    ["in yet another one", { o1: [20, 0, 20], o2: [0, 20, 0] }],
  ])("%s get each its own answer", async (_name, delays: Record<string, number[]>) => {
    const { done, graphs, options, input } = refunds(structuredClone(delays));
    await graphs[place].invoke(input, options);
    const asked = await answerAll(graphs[place] as never, options);
    await sleep(30);
    expect(asked.toSorted()).toEqual(orders);
    expect(done).toEqual({ o1: true, o2: false });
    expect((await graphs[place].getState(options)).next).toEqual([]);
  });

  it("refuse a wrong answer, which never becomes a message for the model, and take a right one", async () => {
    const { graphs, options, input, done } = refunds({});
    await graphs[place].invoke(input, options);
    const error = await refusal(graphs[place].invoke(new Command({ resume: "yes" }), options));
    expect(error).toMatchObject({ boundary: "resume", node: "tools" });
    await answerAll(graphs[place] as never, options);
    expect(done).toEqual({ o1: true, o2: false });
  });
});

describe("a node that asks again with another value", () => {
  it("is not given the answer to what it asked before", async () => {
    let amount = 20;
    const approvals: unknown[] = [];
    const graph = new SupportAgentStateGraph()
      .addNode("ask", (_state, runtime) => {
        const asked = { kind: "refund", order_id: "o1", amount: { amount, currency: "EUR" } } as const;
        approvals.push([amount, runtime.interrupt("approve_refund", asked).approved]);
        return {};
      })
      .setEntryPoint("ask")
      .setFinishPoint("ask")
      .compile({ store: new InMemoryStore(), checkpointer: new MemorySaver() });
    const options = { context: agentContext, configurable: { thread_id: "t" } };
    await graph.invoke(input, options);
    amount = 2000;
    const again = await graph.invoke(new Command({ resume: { approved: true } }), options);
    expect(again).toMatchObject({ __interrupt__: [{ value: { value: { amount: { amount: 2000 } } } }] });
    expect(approvals).toEqual([]);
    await graph.invoke(new Command({ resume: { approved: false } }), options);
    expect(approvals).toEqual([[2000, false]]);
  });
});

describe("a question that is raised and swallowed", () => {
  const swallow = (asks: () => unknown) => {
    try {
      return asks();
    } catch {
      return undefined;
    }
  };

  it("ends the run with a clear error, and the thread goes on", async () => {
    let isMended = false;
    const graph = new SupportAgentStateGraph()
      .addNode("ask", (_state, runtime) => {
        const ask = () => runtime.interrupt("choose_team", ["billing"]);
        if (isMended) ask();
        else swallow(ask);
        return {};
      })
      .setEntryPoint("ask")
      .setFinishPoint("ask")
      .compile({ store: new InMemoryStore(), checkpointer: new MemorySaver() });
    const options = { context: agentContext, configurable: { thread_id: "t" } };
    const error = await refusal(graph.invoke(input, options));
    expect(error).toMatchObject({ graph: "support-agent", boundary: "interrupt", node: "ask" });
    expect(error.message).toContain("caught what interrupt throws");
    isMended = true;
    expect(await graph.invoke(null, options)).toMatchObject({
      __interrupt__: [{ value: { name: "choose_team" } }],
    });
    await graph.invoke(new Command({ resume: "billing" }), options);
    expect((await graph.getState(options)).next).toEqual([]);
  });
});
