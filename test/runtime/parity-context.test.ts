import { getConfig, InMemoryStore, MemorySaver, START } from "@langchain/langgraph";
import { getRuntime, Runtime } from "graphwright";
import { describe, expect, it } from "vitest";
import { LedgerStateGraph } from "../contracts/generated/ledger/index.js";
import { OrdersContext, type OrdersRuntime, OrdersStateGraph } from "../contracts/generated/orders/index.js";
import { VaultStateGraph, vaultContract } from "../contracts/generated/vault/index.js";
import { refusal } from "../support/refusal.js";

const reducers = { count: (held: number, more: number) => held + more };
const thread = { configurable: { thread_id: "t" } };

/** A graph that notes the contexts its node has seen. */
function orders(seen: unknown[] = []) {
  return new OrdersStateGraph()
    .addNode("look", async (_state, { context }) => {
      seen.push(context);
      return { note: context.tenant, total: 1 };
    })
    .setEntryPoint("look")
    .compile({ checkpointer: new MemorySaver() });
}

const full = { tenant: "acme", locale: "de", limits: { max_items: 3, regions: ["eu"] } };
const filled = { tenant: "b", locale: "en", limits: { max_items: 10, regions: [] } };

async function drain(stream: Promise<AsyncIterable<unknown>>): Promise<unknown[]> {
  const chunks: unknown[] = [];
  for await (const chunk of await stream) chunks.push(chunk);
  return chunks;
}

describe("a context", () => {
  it("is taken whole, or with what its defaults add, however the graph is run", async () => {
    const seen: unknown[] = [];
    const graph = orders(seen);
    const given = { tenant: "b" };
    await graph.invoke({}, { ...thread, context: full });
    await graph.invoke({}, { ...thread, context: given });
    await drain(graph.stream({}, { ...thread, context: given }));
    await graph.langgraph.batch([{}], { ...thread, context: given });
    for await (const _ of graph.streamEvents({}, { ...thread, version: "v2", context: given }));
    await (await graph.langgraph.streamEvents({}, { ...thread, version: "v3", context: given })).output;
    expect(seen).toEqual([full, filled, filled, filled, filled, filled]);
    expect(given).toEqual({ tenant: "b" });
  });

  it("may be an instance of a class: its own fields count, and defaults are added all the same", async () => {
    class Tenant {
      readonly tenant = "b";
      greet(): string {
        return `I am ${this.tenant}`;
      }
    }
    const seen: unknown[] = [];
    const given = Object.freeze(new Tenant());
    await orders(seen).invoke({}, { ...thread, context: given });
    expect(seen).toEqual([filled]);
    expect(Object.keys(given)).toEqual(["tenant"]);
  });

  it("can't be changed by a node: neither the other nodes' nor the caller's own", async () => {
    const pool = new (class Pool {
      size = 1;
    })();
    const labels: Record<string, unknown> = { a: 1 };
    labels.self = labels;
    const context = { owner: "ann", labels, pool };
    const tried: unknown[] = [];
    const seen: unknown[] = [];
    const graph = new VaultStateGraph(reducers)
      .addNode("a", (_state, runtime) => {
        const given = runtime.context as {
          owner: string;
          labels: Record<string, unknown>;
          pool: { size: number };
        };
        for (const change of [() => (given.owner = "eve"), () => (given.labels.a = 2)]) {
          try {
            change();
          } catch (error) {
            tried.push(error instanceof TypeError);
          }
        }
        given.pool.size = 2;
      })
      .addNode("b", (_state, runtime) => {
        seen.push(runtime.context.owner, runtime.context.labels.a, runtime.context.pool);
      })
      .setEntryPoint("a")
      .addEdge("a", "b")
      .compile({ store: new InMemoryStore() });
    await graph.invoke({}, { context });
    expect(tried).toEqual([true, true]);
    // What is no data is passed on as it is.
    expect(seen).toEqual(["ann", 1, pool]);
    expect(context).toEqual({ owner: "ann", labels, pool });
    expect(Object.isFrozen(labels)).toBe(false);
    expect(pool.size).toBe(2);
  });

  it("tells a node that tries to change it so, and where", async () => {
    const graph = new VaultStateGraph(reducers)
      .addNode("a", (_state, { context }) => {
        context.labels.a = 2;
      })
      .setEntryPoint("a")
      .compile({ store: new InMemoryStore() });
    const error = await refusal(graph.invoke({}, { context: { labels: { a: 1 } } }));
    expect(error).toMatchObject({ boundary: "context", node: "a", issues: [{ path: "/labels/a" }] });
    expect(error.message).toContain("Keep values that change in the state");
  });

  it("that is not given, or null, has its defaults where nothing of it is required", async () => {
    const seen: unknown[] = [];
    const graph = new VaultStateGraph(reducers)
      .addNode("look", (_state, { context }) => {
        seen.push(context);
        return { data: 1 };
      })
      .setEntryPoint("look")
      .compile({ store: new InMemoryStore(), checkpointer: new MemorySaver() });
    await graph.invoke({}, thread);
    await graph.invoke({}, { ...thread, context: null as never });
    await graph.invoke({}, { ...thread, context: { owner: "me" } });
    expect(seen).toEqual([
      { owner: "nobody", labels: {} },
      { owner: "nobody", labels: {} },
      { owner: "me", labels: {} },
    ]);
  });

  it("is undefined in a contract that has none, even where a call gives one", async () => {
    const seen: unknown[] = [];
    const graph = new LedgerStateGraph({ longest: (held) => held, count_up: (votes = {}) => votes })
      .addNode("look", (_state, { context }) => {
        seen.push(context);
        return { sum: 1 };
      })
      .setEntryPoint("look")
      .compile();
    await graph.invoke({});
    await graph.invoke({}, { context: { tenant: "x" } } as never);
    expect(seen).toEqual([undefined, undefined]);
  });

  it.each([
    ["nothing", undefined, "/tenant"],
    ["null", null, "/tenant"],
    ["a part of it", { locale: "de" }, "/tenant"],
    ["a wrong type", { tenant: 4711 }, "/tenant"],
    ["a wrong type deep inside", { tenant: "a", limits: { max_items: "4711" } }, "/limits/max_items"],
    ["a text", "tenant", ""],
    ["a list", [], ""],
    ["a promise of one", Promise.resolve({ tenant: "a" }), ""],
    ["a map", new Map([["tenant", "a"]]), "/tenant"],
  ])(
    "is never only warned of: %s is refused, however the graph is run, and no node runs",
    async (_what, given, path) => {
      const seen: unknown[] = [];
      const graph = orders(seen);
      const context = given as unknown as OrdersContext;
      const runs = [
        graph.invoke({}, { ...thread, context }),
        drain(graph.stream({}, { ...thread, context })),
        graph.langgraph.batch([{}], { ...thread, context: context as never }),
        drain((async () => graph.streamEvents({}, { ...thread, version: "v2", context }))()),
      ];
      for (const run of runs) {
        const error = await refusal(run);
        expect(error).toMatchObject({ graph: "orders", boundary: "context", issues: [{ path }] });
        expect(error.message).not.toContain("4711");
      }
      expect(seen).toEqual([]);
      expect((await graph.getState(thread)).values).toEqual({});
    },
  );

  it("is not looked for in configurable, where a thread's id stands", async () => {
    const error = await refusal(
      orders().invoke({}, { configurable: { thread_id: "t", tenant: "a" } } as never),
    );
    expect(error.message).toContain("Pass it in the options");
  });

  it("that is bound reaches the nodes where a call gives none, and gives way to one that does", async () => {
    const seen: unknown[] = [];
    const bound = orders(seen).withConfig({ context: { tenant: "bound" } });
    await bound.invoke({}, thread);
    await bound.invoke({}, { ...thread, context: { tenant: "given" } });
    expect(seen).toMatchObject([{ tenant: "bound" }, { tenant: "given" }]);
  });

  it("stays each run's own where runs of one graph overlap", async () => {
    const graph = new OrdersStateGraph()
      .addNode("wait", async (_state, { context, executionInfo }) => {
        await new Promise((resolve) => setTimeout(resolve, context.tenant === "a" ? 20 : 5));
        const below = getRuntime(OrdersContext);
        const config = getConfig();
        return {
          note: [context.tenant, below.context.tenant, config?.configurable?.thread_id].join(),
          total: executionInfo?.threadId === config?.configurable?.thread_id ? 1 : 0,
        };
      })
      .setEntryPoint("wait")
      .compile({ checkpointer: new MemorySaver() })
      .withConfig({ tags: ["bound"] });
    const tenants = ["a", "b", "c"];
    const results = await Promise.all(
      tenants.map((tenant) =>
        graph.invoke({}, { context: { tenant }, configurable: { thread_id: `of-${tenant}` } }),
      ),
    );
    expect(results).toMatchObject(
      tenants.map((tenant) => ({ note: `${tenant},${tenant},of-${tenant}`, total: 1 })),
    );
  });
});

describe("getRuntime", () => {
  it("is the runtime of the graph whose node is running: in a subgraph its own, with the context of the run", async () => {
    const found: [string, Runtime | OrdersRuntime][] = [];
    const inner = new OrdersStateGraph()
      .addNode("inside", async (_state, runtime) => {
        await Promise.resolve();
        expect(getRuntime(OrdersContext)).toBe(runtime);
        found.push(["inside", runtime]);
        return { note: "n", total: 1 };
      })
      .setEntryPoint("inside")
      .compile();
    const outer = new OrdersStateGraph()
      .addNode("outside", (_state, runtime) => {
        expect(getRuntime(OrdersContext)).toBe(runtime);
        found.push(["outside", runtime]);
      })
      .addNode("inner", inner)
      .addEdge(START, "outside")
      .addEdge("outside", "inner")
      .compile();
    await outer.invoke({}, { context: { tenant: "b" } });
    expect(found.map(([name, runtime]) => [name, runtime.context])).toEqual([
      ["outside", filled],
      ["inside", filled],
    ]);
    expect(found[0]?.[1]).not.toBe(found[1]?.[1]);
  });

  it("works in routers and error handlers too", async () => {
    const found: boolean[] = [];
    const graph = new VaultStateGraph(reducers)
      .addNode("fail", () => Promise.reject(new Error("broken")), {
        errorHandler: (_state, _error, runtime) => {
          found.push(getRuntime(vaultContract) === runtime);
          return { data: "mended" };
        },
      })
      .setConditionalEntryPoint(
        (_state, runtime) => {
          found.push(getRuntime(vaultContract) === runtime);
          return "fail";
        },
        ["fail"],
      )
      .compile({ store: new InMemoryStore() });
    expect(await graph.invoke({})).toMatchObject({ data: "mended" });
    expect(found).toEqual([true, true]);
  });
});

describe("a runtime's serverInfo", () => {
  const mine = { assistantId: "as-1", graphId: "g-1" };

  it("can't be changed, and the caller's object stays as it was", () => {
    const given = { ...mine };
    const runtime = new Runtime({ serverInfo: given });
    expect(() => Object.assign(runtime.serverInfo ?? {}, { assistantId: "as-2" })).toThrow(TypeError);
    expect(Object.isFrozen(given)).toBe(false);
    expect(runtime.serverInfo).toEqual({ ...mine });
  });

  it("is kept by a merge with a runtime that has none, and replaced by one that has", () => {
    const runtime = new Runtime({ serverInfo: mine });
    expect(new Runtime().serverInfo).toBeUndefined();
    expect(runtime.merge(new Runtime()).serverInfo).toBe(runtime.serverInfo);
    const other = new Runtime({ serverInfo: { assistantId: "as-2", graphId: "g-2" } });
    expect(runtime.merge(other).serverInfo).toBe(other.serverInfo);
  });
});
