import { Annotation, MemorySaver, START, StateGraph } from "@langchain/langgraph";
import type { CompileOptions } from "graphwright";
import { describe, expect, it } from "vitest";
import { GreetingStateGraph } from "../../generated/greeting/index.js";
import { FanoutStateGraph } from "../contracts/generated/fanout/index.js";
import { OrdersStateGraph } from "../contracts/generated/orders/index.js";
import { refusal } from "../support/refusal.js";

const thread = { configurable: { thread_id: "t" } };
const nothing = () => undefined;
/** What the fields of the state start from. */
const start = { jobs: [], results: [], rounds: 0 };

function idle(options: CompileOptions<"a"> = {}) {
  return new FanoutStateGraph().addNode("a", nothing).setEntryPoint("a").compile(options);
}

describe("a run that writes nothing", () => {
  it("returns what the fields start from, where LangGraph returns undefined", async () => {
    expect(await idle().invoke({})).toEqual(start);
    const greeting = new GreetingStateGraph().addNode("a", nothing).setEntryPoint("a").compile();
    expect(await greeting.invoke({}, { context: { user_id: "u" } })).toEqual({});
  });

  it("returns what its thread holds", async () => {
    const graph = idle({ checkpointer: new MemorySaver() });
    expect(await graph.invoke({}, thread)).toEqual(start);
    await graph.invoke({ rounds: 2 }, thread);
    expect(await graph.invoke({}, thread)).toEqual({ ...start, rounds: 2 });
    expect(await graph.invoke(null, thread)).toEqual({ ...start, rounds: 2 });
    const bound = graph.withConfig(thread);
    expect(await bound.invoke({})).toEqual({ ...start, rounds: 2 });
  });

  it("returns the fields of the output only, and is refused where one is missing", async () => {
    const orders = new OrdersStateGraph().addNode("a", nothing).setEntryPoint("a").compile();
    const error = await refusal(orders.invoke({}, { context: { tenant: "acme" } }));
    expect(error).toMatchObject({ graph: "orders", boundary: "output" });
    expect(error.issues.map(({ path }) => path)).toEqual(["/note"]);
  });

  it("stops at its interrupts still", async () => {
    const graph = idle({ checkpointer: new MemorySaver(), interruptBefore: ["a"] });
    expect(await graph.invoke({}, thread)).toEqual({ __interrupt__: [] });
    expect(await graph.invoke(null, thread)).toEqual(start);
  });

  it("inside of another graph leaves that one's state as it is", async () => {
    const outer = new FanoutStateGraph().addNode("inner", idle()).setEntryPoint("inner").compile();
    expect(await outer.invoke({ report: "r" })).toEqual({ ...start, report: "r" });
    expect(await outer.invoke({})).toEqual(start);
    const Plain = Annotation.Root({ rounds: Annotation<number>, own: Annotation<string> });
    const plain = new StateGraph(Plain).addNode("inner", idle()).addEdge(START, "inner").compile();
    expect(await plain.invoke({ own: "o" })).toEqual({ own: "o" });
    const results: unknown[] = [];
    const caller = new FanoutStateGraph()
      .addNode("call", async (_state, _runtime, config) => {
        results.push(await idle().invoke({}), await idle().invoke({}, config as object));
        return { report: "called" };
      })
      .setEntryPoint("call")
      .compile();
    await caller.invoke({});
    expect(results).toEqual([start, start]);
  });
});
