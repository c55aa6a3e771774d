import { HumanMessage } from "@langchain/core/messages";
import { Annotation, InMemoryStore, MemorySaver, START, StateGraph } from "@langchain/langgraph";
import { describe, expect, it } from "vitest";
import {
  type VaultContextInput,
  type VaultRuntime,
  VaultStateGraph,
  type VaultUpdate,
} from "../contracts/generated/vault/index.js";
import { refusal } from "../support/refusal.js";

const thread = { configurable: { thread_id: "t" } };

class Money {
  readonly amount: number = 5;
  toString(): string {
    return `${this.amount}`;
  }
}

class Point {
  x = 1;
}

function vault(work: (runtime: VaultRuntime) => unknown) {
  return new VaultStateGraph({ count: (current, update) => current + update })
    .addNode("work", async (_state, runtime) => (await work(runtime)) as VaultUpdate)
    .setEntryPoint("work")
    .setFinishPoint("work");
}

const circle: { self?: unknown } = {};
circle.self = circle;
const deep = (levels: number) => {
  let value: object = {};
  for (let level = 0; level < levels; level++) value = { value };
  return value;
};

const changed: [name: string, value: unknown][] = [
  ["a date", new Date(0)],
  ["a URL", new URL("https://example.org")],
  ["an instance with methods", new Money()],
  ["a buffer", Buffer.from("a")],
  ["a map with a date in it", new Map([["at", new Date(0)]])],
  ["a promise", Promise.resolve(1)],
  ["not a number", Number.NaN],
  ["a bigint", 5n],
  ["a function", () => 5],
  ["a circle", circle],
  ["100,000 levels", deep(100_000)],
];

describe("a value that a checkpoint would change", () => {
  it.each(changed)(
    "such as %s is refused in an update, twice at once too, and nothing is written",
    async (_name, value) => {
      const graph = vault(() => ({ data: [value] })).compile({
        store: new InMemoryStore(),
        checkpointer: new MemorySaver(),
      });
      const error = await refusal(graph.invoke({}, thread));
      expect(error).toMatchObject({ graph: "vault", boundary: "update", node: "work" });
      expect((await graph.getState(thread)).next).toEqual(["work"]);
      const twice = await Promise.allSettled([graph.invoke({}, thread), graph.invoke({}, thread)]);
      expect(twice.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    },
  );

  it("is refused in a subgraph, and tells the remedy", async () => {
    const graph = new StateGraph(Annotation.Root({ data: Annotation<unknown>() }))
      .addNode(
        "inner",
        vault(() => ({ data: new Date(0) })).compile({ store: new InMemoryStore() }).langgraph,
      )
      .addEdge(START, "inner")
      .compile({ store: new InMemoryStore(), checkpointer: new MemorySaver() });
    const error = await refusal(graph.invoke({}, thread));
    expect(error.message).toContain("/data is an instance of Date");
    expect(error.message).toContain('"x-channel": "untracked"');
  });

  it("is taken in an untracked field; a tracked one takes what comes back as it was", async () => {
    const kept = { set: new Set([1]), pattern: /a/u, point: new Point(), message: new HumanMessage("hi") };
    const checkpointer = new MemorySaver();
    const graph = vault(() => ({ data: kept, scratch: new Date(0) })).compile({
      store: new InMemoryStore(),
      checkpointer,
    });
    await graph.invoke({}, thread);
    expect((await graph.getState(thread)).values.data).toMatchObject({
      set: new Set([1]),
      pattern: /a/u,
      point: { x: 1 },
    });
  });
});

describe("an item of a store", () => {
  it.each(changed)("that is or holds %s is refused, and nothing is kept", async (_name, value) => {
    const store = new InMemoryStore();
    const put = (item: object) =>
      vault(async (runtime) => {
        await runtime.store.put(["things"], "k", item as never);
        return {};
      })
        .compile({ store })
        .invoke({});
    const error = await refusal(put({ inside: value }));
    expect(error).toMatchObject({ graph: "vault", boundary: "store", node: "work" });
    expect(await store.get(["things"], "k")).toBeNull();
    await put({ inside: "fine" });
    expect((await store.get(["things"], "k"))?.value).toEqual({ inside: "fine" });
  });
});

describe("a context", () => {
  const seen: unknown[] = [];
  const graph = vault(({ context }) => {
    seen.push(context.owner, context.owner);
    return {};
  }).compile({ store: new InMemoryStore() });

  it("of 100,000 levels is refused clearly", async () => {
    const context = { labels: deep(100_000) } as VaultContextInput;
    const error = await refusal(graph.invoke({}, { context }));
    expect(error).toMatchObject({ graph: "vault", boundary: "context", issues: [{ keyword: "depth" }] });
  });

  it("is held as it was checked, whatever its getters say later", async () => {
    let reads = 0;
    const context = {
      get owner(): string {
        reads += 1;
        return reads === 1 ? "Alice" : (5 as never);
      },
    };
    await graph.invoke({}, { context });
    expect(seen).toEqual(["Alice", "Alice"]);
    seen.length = 0;
    expect(await refusal(graph.invoke({}, { context }))).toMatchObject({ boundary: "context" });
    expect(seen).toEqual([]);
  });

  it("that is changed between two runs is checked anew", async () => {
    seen.length = 0;
    const context = { owner: "Alice", labels: {} };
    await graph.invoke({}, { context });
    context.owner = "Bob";
    await graph.invoke({}, { context });
    expect(seen).toEqual(["Alice", "Alice", "Bob", "Bob"]);
  });
});
