import { Command, InMemoryStore, isInterrupted, MemorySaver, START } from "@langchain/langgraph";
import { InMemoryCache } from "@langchain/langgraph-checkpoint";
import { ContractError } from "graphwright";
import { describe, expect, it, vi } from "vitest";
import { VaultStateGraph, type VaultUpdate } from "../contracts/generated/vault/index.js";
import { refusal } from "../support/refusal.js";

const reducers = { count: (held: number, more: number) => held + more };
const thread = { configurable: { thread_id: "t" } };
const retryPolicy = { maxAttempts: 3, initialInterval: 1, jitter: false, logWarning: false };

/** A node that fails this many times. */
const failing = (times: number) => {
  let failures = 0;
  return vi.fn((): VaultUpdate => {
    failures += 1;
    if (failures <= times) throw new Error(`failure ${failures}`);
    return { data: "done" };
  });
};

describe("setNodeDefaults", () => {
  it("retries nodes that have no policy of their own, whether it is called before or after they are added", async () => {
    const [before, after, own] = [failing(2), failing(2), failing(1)];
    const builder = new VaultStateGraph(reducers);
    expect(builder.setNodeDefaults({ retryPolicy })).toBe(builder);
    await builder
      .addNode("before", before)
      .setEntryPoint("before")
      .compile({ store: new InMemoryStore() })
      .invoke({});
    await new VaultStateGraph(reducers)
      .addNode("after", after)
      .addEdge(START, "after")
      .setNodeDefaults({ retryPolicy })
      .compile({ store: new InMemoryStore() })
      .invoke({});
    const strict = new VaultStateGraph(reducers)
      .setNodeDefaults({ retryPolicy })
      .addNode("own", own, { retryPolicy: { ...retryPolicy, maxAttempts: 1 } })
      .setEntryPoint("own")
      .compile({ store: new InMemoryStore() });
    await expect(strict.invoke({})).rejects.toThrow("failure 1");
    expect([before, after, own].map(({ mock }) => mock.calls.length)).toEqual([3, 3, 1]);
  });

  it("adds up over calls, the later one first", async () => {
    const node = failing(2);
    const graph = new VaultStateGraph(reducers)
      .setNodeDefaults({ retryPolicy: { ...retryPolicy, maxAttempts: 1 } })
      .setNodeDefaults({ cachePolicy: { ttl: 60 } })
      .setNodeDefaults({ retryPolicy })
      .addNode("work", node)
      .setEntryPoint("work")
      .compile({ store: new InMemoryStore(), cache: new InMemoryCache() });
    await graph.invoke({});
    await graph.invoke({});
    expect(node).toHaveBeenCalledTimes(3);
  });

  it("caches nodes, but for those that opt out", async () => {
    const [cached, fresh] = [vi.fn(() => ({ data: 1 })), vi.fn(() => ({ list: [1] }))];
    const graph = new VaultStateGraph(reducers)
      .setNodeDefaults({ cachePolicy: true })
      .addNode("cached", cached)
      .addNode("fresh", fresh, { cachePolicy: false })
      .addEdge(START, "cached")
      .addEdge("cached", "fresh")
      .compile({ store: new InMemoryStore(), cache: new InMemoryCache() });
    await graph.invoke({});
    await graph.invoke({});
    expect([cached.mock.calls.length, fresh.mock.calls.length]).toEqual([1, 2]);
  });

  it("does not reach into subgraphs", async () => {
    const inside = failing(1);
    const inner = new VaultStateGraph(reducers)
      .addNode("inside", inside)
      .setEntryPoint("inside")
      .compile({ store: new InMemoryStore() });
    const outer = new VaultStateGraph(reducers)
      .setNodeDefaults({ retryPolicy: { ...retryPolicy, maxAttempts: 2 } })
      .addNode("inner", inner)
      .setEntryPoint("inner")
      .compile({ store: new InMemoryStore() });
    // Its own node has no policy: it is the subgraph as a whole that is tried again, by the graph around it.
    expect(await outer.invoke({})).toMatchObject({ data: "done" });
    expect(inside).toHaveBeenCalledTimes(2);
    const alone = failing(1);
    const unretried = new VaultStateGraph(reducers)
      .addNode("alone", alone)
      .setEntryPoint("alone")
      .compile({ store: new InMemoryStore() });
    await expect(unretried.invoke({})).rejects.toThrow("failure 1");
    expect(alone).toHaveBeenCalledTimes(1);
  });

  it("hands failures to its error handler, with the runtime, after the retries, and not to one of a node's own", async () => {
    const handled: unknown[] = [];
    const graph = new VaultStateGraph(reducers)
      .setNodeDefaults({
        retryPolicy,
        errorHandler: (_state, { node, error }, { context, executionInfo }) => {
          handled.push([node, error.message, context.owner, executionInfo?.threadId]);
          return new Command({ update: { data: "handled" }, goto: "after" });
        },
      })
      .addNode("a", failing(9))
      .addNode("b", failing(9), { errorHandler: () => ({ list: ["b's own"] }) })
      .addNode("after", () => ({ list: ["after"] }))
      .addEdge(START, "a")
      .addEdge(START, "b")
      .compile({ store: new InMemoryStore(), checkpointer: new MemorySaver() });
    expect(await graph.invoke({}, thread)).toMatchObject({ data: "handled", list: ["b's own", "after"] });
    expect(handled).toEqual([["a", "failure 3", "nobody", "t"]]);
  });

  it("keeps its own node's name to itself", () => {
    const builder = new VaultStateGraph(reducers)
      .setNodeDefaults({ errorHandler: () => ({ data: 1 }) })
      .addNode("__default_error_handler__", () => ({ data: 1 }))
      .setEntryPoint("__default_error_handler__");
    expect(() => builder.compile({ store: new InMemoryStore() })).toThrow("__default_error_handler__");
  });
});

describe("an error handler", () => {
  const broken = () => Promise.reject(new Error("broken"));

  it("runs once the retries are used up, and says where the run goes on", async () => {
    const node = failing(9);
    const graph = new VaultStateGraph(reducers)
      .addNode("fail", node, {
        retryPolicy: { ...retryPolicy, maxAttempts: 2 },
        errorHandler: async () => new Command({ update: { data: "handled" }, goto: "after" }),
      })
      .addNode("after", ({ data }) => ({ list: [data] }))
      .setEntryPoint("fail")
      .compile({ store: new InMemoryStore() });
    expect(await graph.invoke({})).toMatchObject({ data: "handled", list: ["handled"] });
    expect(node).toHaveBeenCalledTimes(2);
  });

  it("that fails itself ends the run with its own error, a default one too", async () => {
    const fails = () => Promise.reject(new Error("the handler is broken"));
    const own = new VaultStateGraph(reducers)
      .setNodeDefaults({ errorHandler: () => ({ data: "never" }) })
      .addNode("fail", broken, { errorHandler: fails })
      .setEntryPoint("fail")
      .compile({ store: new InMemoryStore() });
    const general = new VaultStateGraph(reducers)
      .setNodeDefaults({ errorHandler: fails })
      .addNode("fail", broken)
      .setEntryPoint("fail")
      .compile({ store: new InMemoryStore() });
    for (const graph of [own, general]) await expect(graph.invoke({})).rejects.toThrow("handler is broken");
  });

  it("takes over for a subgraph, whatever of it failed: a node, or a check of its contract", async () => {
    const handled: unknown[] = [];
    for (const inside of [broken, () => ({ counted: "1" }) as unknown as VaultUpdate]) {
      const inner = new VaultStateGraph(reducers)
        .addNode("inside", inside)
        .setEntryPoint("inside")
        .compile({ store: new InMemoryStore() });
      const outer = new VaultStateGraph(reducers)
        .addNode("inner", inner, {
          errorHandler: (_state, { node, error }) => {
            handled.push([node, ContractError.isInstance(error)]);
            return { data: "mended" };
          },
        })
        .setEntryPoint("inner")
        .compile({ store: new InMemoryStore() });
      expect(await outer.invoke({})).toMatchObject({ data: "mended" });
    }
    expect(handled).toEqual([
      ["inner", false],
      ["inner", true],
    ]);
  });

  it("does not take an interrupt for a failure", async () => {
    const graph = new VaultStateGraph(reducers)
      .addNode("ask", (_state, runtime) => ({ data: runtime.interrupt("ask", {}) }), {
        errorHandler: () => ({ data: "handled" }),
      })
      .addNode("beside", () => ({ list: [1] }))
      .addEdge(START, "ask")
      .addEdge(START, "beside")
      .compile({ store: new InMemoryStore(), checkpointer: new MemorySaver() });
    expect(isInterrupted(await graph.invoke({}, thread))).toBe(true);
    expect(await graph.invoke(new Command({ resume: { yes: 1 } }), thread)).toMatchObject({
      data: { yes: 1 },
      list: [1],
    });
  });

  it("is checked like a node where it goes on and in what it writes", async () => {
    const handling = (result: unknown) =>
      new VaultStateGraph(reducers)
        .addNode("fail", broken, { errorHandler: () => result as VaultUpdate })
        .setEntryPoint("fail")
        .compile({ store: new InMemoryStore(), checkpointer: new MemorySaver() });
    const lost = await refusal(handling(new Command({ goto: "nowhere" })).invoke({ list: [1] }, thread));
    expect(lost).toMatchObject({ boundary: "update", issues: [{ keyword: "goto" }] });
    const wrong = await refusal(handling({ counted: "1" }).invoke({ list: [1] }, thread));
    expect(wrong).toMatchObject({ boundary: "update", issues: [{ path: "/counted" }] });
  });
});
