import { Command, InMemoryStore, MemorySaver, START } from "@langchain/langgraph";
import { describe, expect, it } from "vitest";
import { OrdersStateGraph } from "../contracts/generated/orders/index.js";
import { VaultStateGraph } from "../contracts/generated/vault/index.js";
import { refusal } from "../support/refusal.js";

const reducers = { count: (held: number, more: number) => held + more };
const thread = { configurable: { thread_id: "t" } };

const counting = () =>
  new VaultStateGraph(reducers)
    .addNode("one", (_state, { streamWriter }) => {
      streamWriter({ at: "one" });
      return { counted: 1 };
    })
    .addNode("ten", () => ({ counted: 10 }))
    .addEdge(START, "one")
    .addEdge("one", "ten")
    .compile({ store: new InMemoryStore(), checkpointer: new MemorySaver() }).langgraph;

/** The events of a run, by method, each with its data. */
async function eventsOf(
  run: AsyncIterable<{ method: string; params: { data: unknown; namespace: string[] } }>,
) {
  const events: { method: string; data: unknown; namespace: string[] }[] = [];
  for await (const { method, params } of run)
    events.push({ method, data: params.data, namespace: params.namespace });
  return (method: string) => events.filter((event) => event.method === method);
}

describe("streamEvents of version v3", () => {
  it("yields values, updates, custom events, tasks and checkpoints of a contract's graph", async () => {
    const run = await counting().streamEvents({ counted: 100 }, { ...thread, version: "v3" });
    const by = await eventsOf(run);
    expect(by("values").map(({ data }) => (data as { counted: number }).counted)).toEqual([100, 101, 111]);
    expect(by("updates").map(({ data }) => data)).toEqual([
      { node: "one", values: { counted: 1 } },
      { node: "ten", values: { counted: 10 } },
    ]);
    expect(by("custom").map(({ data }) => data)).toEqual([{ payload: { at: "one" } }]);
    expect(by("tasks").map(({ data }) => (data as { name: string }).name)).toEqual([
      "one",
      "one",
      "ten",
      "ten",
    ]);
    expect(by("checkpoints")).toHaveLength(by("values").length);
  });

  it("resolves to the run's end, and can be iterated over its states", async () => {
    expect(await (await counting().streamEvents({}, { ...thread, version: "v3" })).output).toMatchObject({
      counted: 11,
    });
    const run = await counting().streamEvents({ counted: 0 }, { ...thread, version: "v3" });
    const counted: unknown[] = [];
    for await (const values of run.values) counted.push((values as { counted: number }).counted);
    expect(counted).toEqual([0, 1, 11]);
  });

  it("tells the questions that it stopped at, and goes on with an answer", async () => {
    const graph = new VaultStateGraph(reducers)
      .addNode("ask", (_state, runtime) => ({ data: runtime.interrupt("ask", { really: true }) }))
      .setEntryPoint("ask")
      .compile({ store: new InMemoryStore(), checkpointer: new MemorySaver() }).langgraph;
    const stopped = await graph.streamEvents({}, { ...thread, version: "v3" });
    await stopped.output;
    expect(stopped.interrupted).toBe(true);
    expect(stopped.interrupts).toMatchObject([{ payload: { name: "ask", value: { really: true } } }]);
    const resumed = await graph.streamEvents(new Command({ resume: { yes: 1 } }), {
      ...thread,
      version: "v3",
    });
    expect(await resumed.output).toMatchObject({ data: { yes: 1 } });
    expect(resumed.interrupted).toBe(false);
  });

  it("rejects what does not fit: a context, an input, an update and an output", async () => {
    const orders = (result: object) =>
      new OrdersStateGraph()
        .addNode("fill", () => result)
        .setEntryPoint("fill")
        .compile({ checkpointer: new MemorySaver() }).langgraph;
    const run = async (result: object, input: object, context: object) =>
      (await orders(result).streamEvents(input, { ...thread, version: "v3", context })).output;
    const done = { note: "n", total: 1 };
    expect(await run(done, {}, { tenant: "a" })).toMatchObject({ note: "n" });
    const refused = [
      run(done, {}, { tenant: 1 }),
      run(done, { total: "1" }, { tenant: "a" }),
      run({ total: "1" }, {}, { tenant: "a" }),
      run({ total: 1 }, {}, { tenant: "a" }),
    ];
    const boundaries = await Promise.all(refused.map(async (each) => (await refusal(each)).boundary));
    expect(boundaries).toEqual(["context", "input", "update", "output"]);
  });

  it("names the subgraph that an event comes from", async () => {
    const inner = new VaultStateGraph(reducers)
      .addNode("inside", () => ({ counted: 5 }))
      .setEntryPoint("inside")
      .compile({ store: new InMemoryStore() });
    const outer = new VaultStateGraph(reducers)
      .addNode("inner", inner)
      .setEntryPoint("inner")
      .compile({ store: new InMemoryStore() }).langgraph;
    const by = await eventsOf(await outer.streamEvents({}, { version: "v3" }));
    const inside = by("updates").filter(({ namespace }) => namespace.length === 1);
    expect(inside).toEqual([
      {
        method: "updates",
        data: { node: "inside", values: { counted: 5 } },
        namespace: [expect.stringMatching(/^inner:/)],
      },
    ]);
  });
});
