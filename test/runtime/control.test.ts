import { GraphDrained, MemorySaver, RunControl, START } from "@langchain/langgraph";
import { describe, expect, it } from "vitest";
import { greetingContract } from "../../generated/greeting/index.js";
import { FanoutStateGraph, fanoutContract } from "../contracts/generated/fanout/index.js";
import {
  OrdersContext,
  type OrdersRuntime,
  OrdersStateGraph,
  ordersContract,
} from "../contracts/generated/orders/index.js";

const thread = { configurable: { thread_id: "t" } };
const context = { tenant: "acme" };
const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

describe("a run that is asked to drain", () => {
  /** Two steps; the first does this. */
  const steps = (first: (control: RunControl | undefined) => void | Promise<void>) =>
    new FanoutStateGraph()
      .addNode("first", async (_state, { control }) => {
        await first(control);
        return { rounds: 1 };
      })
      .addNode("second", (_state, { drainRequested }) => ({ report: `${drainRequested}` }))
      .addEdge(START, "first")
      .addEdge("first", "second")
      .compile({ checkpointer: new MemorySaver() });

  it("by one of its nodes stops at the next superstep and resumes, whenever its checkpoints are written", async () => {
    for (const durability of ["sync", "async", "exit"] as const) {
      const graph = steps((control) => control?.requestDrain("sigterm"));
      const options = { ...thread, durability };
      await expect(graph.invoke({}, { ...options, control: new RunControl() })).rejects.toThrow(/sigterm/);
      expect(await graph.getState(thread)).toMatchObject({ next: ["second"], values: { rounds: 1 } });
      expect(await graph.invoke(null, options)).toMatchObject({ rounds: 1, report: "false" });
    }
  });

  it("from outside stops as well, with GraphDrained", async () => {
    const control = new RunControl();
    const graph = steps(() => wait(40));
    const run = graph.invoke({}, { ...thread, control });
    setTimeout(() => control.requestDrain(), 5);
    await expect(run).rejects.toThrow(GraphDrained);
    expect(await graph.invoke(null, thread)).toMatchObject({ report: "false" });
  });

  it("in its last superstep ends as always, its output checked", async () => {
    const control = new RunControl();
    const seen: unknown[] = [];
    const graph = new FanoutStateGraph()
      .addNode("only", (_state, runtime) => {
        runtime.control?.requestDrain("late");
        seen.push(runtime.drainRequested, runtime.drainReason);
        return { report: "done" };
      })
      .setEntryPoint("only")
      .compile();
    expect(await graph.invoke({}, { control })).toMatchObject({ report: "done" });
    expect(seen).toEqual([true, "late"]);
    expect(control.drainRequested).toBe(true);
  });

  it("by a subgraph stops the graph around it, which goes on inside the subgraph", async () => {
    const ran: string[] = [];
    const child = new FanoutStateGraph()
      .addNode("one", (_state, { control }) => {
        ran.push("one");
        control?.requestDrain("sigterm");
        return { rounds: 1 };
      })
      .addNode("two", () => {
        ran.push("two");
        return { rounds: 10 };
      })
      .addEdge(START, "one")
      .addEdge("one", "two")
      .compile({ checkpointer: true });
    const parent = new FanoutStateGraph()
      .addNode("child", child)
      .addNode("after", ({ rounds }) => ({ report: `${rounds}` }))
      .addEdge(START, "child")
      .addEdge("child", "after")
      .compile({ checkpointer: new MemorySaver() });
    await expect(parent.invoke({}, { ...thread, control: new RunControl() })).rejects.toThrow(/sigterm/);
    expect(await parent.invoke(null, thread)).toMatchObject({ report: "11" });
    expect(ran).toEqual(["one", "two"]);
  });
});

describe("runtime.signal", () => {
  it("aborts when the call is aborted, and the thread can be resumed", async () => {
    let isAborted = false;
    let runs = 0;
    const graph = new FanoutStateGraph()
      .addNode("work", async (_state, { signal }) => {
        runs += 1;
        if (runs === 1) {
          await new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve()));
          isAborted = signal.aborted;
        }
        return { report: "done" };
      })
      .setEntryPoint("work")
      .compile({ checkpointer: new MemorySaver() });
    const abort = new AbortController();
    setTimeout(() => abort.abort(), 10);
    await expect(graph.invoke({ rounds: 1 }, { ...thread, signal: abort.signal })).rejects.toThrow(/abort/i);
    await wait(5);
    expect(isAborted).toBe(true);
    expect(await graph.invoke(null, thread)).toMatchObject({ report: "done" });
  });
});

describe("runtime.executionInfo", () => {
  it("is that of each graph's own task in a subgraph, with the thread of the whole, and counts attempts", async () => {
    const seen: { node: string; info: OrdersRuntime["executionInfo"] }[] = [];
    let attempts = 0;
    const inner = new OrdersStateGraph()
      .addNode(
        "work",
        (_state, { executionInfo }) => {
          seen.push({ node: "inner", info: executionInfo });
          attempts += 1;
          if (attempts < 3) throw new Error("again");
          return { note: "n", total: 1 };
        },
        { retryPolicy: { maxAttempts: 3, initialInterval: 1, jitter: false, logWarning: false } },
      )
      .setEntryPoint("work")
      .compile();
    const outer = new OrdersStateGraph()
      .addNode("before", (_state, { executionInfo }) => {
        seen.push({ node: "outer", info: executionInfo });
      })
      .addNode("inner", inner)
      .addEdge(START, "before")
      .addEdge("before", "inner")
      .compile({ checkpointer: new MemorySaver() });
    await outer.invoke({}, { ...thread, context });
    expect(seen.map(({ node, info }) => [node, info?.nodeAttempt, info?.threadId])).toEqual([
      ["outer", 1, "t"],
      ["inner", 1, "t"],
      ["inner", 2, "t"],
      ["inner", 3, "t"],
    ]);
    expect(seen[1]?.info?.checkpointNs).toMatch(/^inner:.*\|work:/);
    expect(new Set(seen.slice(1).map(({ info }) => info?.taskId)).size).toBe(1);
    expect(new Set(seen.slice(1).map(({ info }) => info?.nodeFirstAttemptTime)).size).toBe(1);
  });
});

describe("runtime.serverInfo", () => {
  it("is what a LangGraph server puts into configurable, in subgraphs too", async () => {
    const seen: OrdersRuntime["serverInfo"][] = [];
    const inner = new OrdersStateGraph()
      .addNode("look", (_state, { serverInfo }) => {
        seen.push(serverInfo);
        return { note: "n", total: 1 };
      })
      .setEntryPoint("look")
      .compile();
    const outer = new OrdersStateGraph().addNode("inner", inner).setEntryPoint("inner").compile();
    const user = { identity: "ann", is_authenticated: true, display_name: "Ann", permissions: [] };
    const configurable = { assistant_id: "a1", graph_id: "g1", langgraph_auth_user: user };
    await outer.invoke({}, { context, configurable });
    expect(seen[0]).toMatchObject({ assistantId: "a1", graphId: "g1", user: { identity: "ann" } });
    await outer.invoke({}, { context });
    expect(seen[1]).toBeUndefined();
  });
});

describe("a compiled graph's schemas", () => {
  it("are the contract's own", () => {
    const orders = new OrdersStateGraph()
      .addNode("a", () => undefined)
      .setEntryPoint("a")
      .compile();
    expect(orders.getInputJsonSchema()).toBe(ordersContract.update.jsonSchema);
    expect(orders.getOutputJsonSchema()).toBe(ordersContract.output?.jsonSchema);
    expect(orders.getContextJsonSchema()).toBe(OrdersContext.jsonSchema);
    const fanout = new FanoutStateGraph()
      .addNode("a", () => undefined)
      .setEntryPoint("a")
      .compile();
    expect(fanout.getContextJsonSchema()).toBeUndefined();
    expect(fanout.getOutputJsonSchema()).toBe(fanoutContract.state.jsonSchema);
    expect(greetingContract.context?.jsonSchema).toMatchObject({ required: ["user_id"] });
  });
});
