import { AIMessage } from "@langchain/core/messages";
import { Annotation, Command, InMemoryStore, MemorySaver, START, StateGraph } from "@langchain/langgraph";
import { ToolNode } from "@langchain/langgraph/prebuilt";
import { toParent } from "graphwright";
import { describe, expect, it } from "vitest";
import { SupportAgentStateGraph, supportAgentTools } from "../../generated/support-agent/index.js";
import { OrdersStateGraph, ordersContract } from "../contracts/generated/orders/index.js";
import { refusal } from "../support/refusal.js";
import { agentContext, ticket } from "../support/support-agent.js";

const context = { tenant: "acme" };
const thread = { configurable: { thread_id: "t" } };

/** A graph whose one node sends its parent a note. */
function sender(count = 1) {
  const notes = Array.from({ length: count }, (_, index) =>
    toParent(ordersContract, { update: { note: `note ${index}` }, goto: "after" }),
  );
  return new OrdersStateGraph().addNode("send", () => notes).setEntryPoint("send");
}

/** A graph around it. */
function around(inner: ReturnType<typeof sender>) {
  return new StateGraph(Annotation.Root({ note: Annotation<string>() }))
    .addNode("inner", inner.compile({ store: new InMemoryStore() }).langgraph, { ends: ["after"] })
    .addNode("after", () => ({}))
    .addEdge(START, "inner")
    .compile({ store: new InMemoryStore(), checkpointer: new MemorySaver() });
}

describe("a command to the parent graph", () => {
  it("is refused where there is no parent, twice at once and after an abort too", async () => {
    const graph = sender().compile({ store: new InMemoryStore(), checkpointer: new MemorySaver() });
    const run = (signal?: AbortSignal) => graph.invoke({}, { context, ...thread, ...(signal && { signal }) });
    const error = await refusal(run());
    expect(error).toMatchObject({ graph: "orders", boundary: "update", node: "send" });
    expect(error.message).toContain("runs inside no other one");
    const twice = await Promise.allSettled([run(), run()]);
    expect(twice.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    await expect(run(AbortSignal.abort())).rejects.toThrow();
    await refusal(run());
    expect((await graph.getState(thread)).next).toEqual(["send"]);
  });

  it("is followed inside another graph; of two, none is lost without a word", async () => {
    expect(await around(sender()).invoke({}, { context, ...thread })).toEqual({ note: "note 0" });
    const error = await refusal(around(sender(2)).invoke({}, { context, ...thread }));
    expect(error).toMatchObject({ graph: "orders", boundary: "update", node: "send" });
    expect(error.message).toContain("2 commands for the parent graph");
  });

  it("of two tools that run in parallel is refused", async () => {
    const find = supportAgentTools.find_orders(
      ({ user_id }) =>
        new Command({ graph: Command.PARENT, update: { note: user_id }, goto: "after" }) as never,
    );
    const inner = new SupportAgentStateGraph()
      .addNode("tools", new ToolNode([find]))
      .setEntryPoint("tools")
      .compile({ store: new InMemoryStore() });
    const State = Annotation.Root({
      note: Annotation<string>(),
      ticket: Annotation<unknown>(),
      messages: Annotation<unknown>(),
    });
    const graph = new StateGraph(State)
      .addNode("inner", inner.langgraph, { ends: ["after"] })
      .addNode("after", () => ({}))
      .addEdge(START, "inner")
      .compile({ store: new InMemoryStore() });
    const calls = (ids: string[]) =>
      new AIMessage({
        content: "",
        tool_calls: ids.map((id) => ({ name: "find_orders", args: { user_id: id }, id })),
      });
    const run = (ids: string[]) =>
      graph.invoke({ ticket, messages: [calls(ids)] }, { context: { ...agentContext } });
    expect(await run(["a"])).toMatchObject({ note: "a" });
    expect(await refusal(run(["a", "b"]))).toMatchObject({ boundary: "update", node: "tools" });
  });
});
