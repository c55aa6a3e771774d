import { runInNewContext } from "node:vm";
import {
  Command,
  entrypoint,
  InMemoryStore,
  isInterrupted,
  MemorySaver,
  Overwrite,
  Send,
  START,
} from "@langchain/langgraph";
import { openStore } from "graphwright";
import { describe, expect, it } from "vitest";
import {
  type VaultInput,
  type VaultRuntime,
  VaultStateGraph,
  type VaultUpdate,
  vaultContract,
  vaultEntrypoint,
  vaultTools,
} from "../contracts/generated/vault/index.js";
import { refusal } from "../support/refusal.js";

const reducers = { count: (held: number, more: number) => held + more };
const thread = { configurable: { thread_id: "t" } };

/** A graph of one node that returns this, its schemas as open as can be. */
function vault(node: (runtime: VaultRuntime) => unknown) {
  return new VaultStateGraph(reducers)
    .addNode("work", (_state, runtime) => node(runtime) as VaultUpdate)
    .setEntryPoint("work")
    .compile({ checkpointer: new MemorySaver(), store: new InMemoryStore() });
}

function nested(levels: number): object {
  let value: object = {};
  for (let level = 0; level < levels; level++) value = { inside: value };
  return value;
}

function circle(): object {
  const value: { self?: object } = {};
  value.self = value;
  return value;
}

const hostile = (): Record<string, unknown> =>
  JSON.parse('{ "__proto__": { "polluted": 1 }, "constructor": { "prototype": { "polluted": 2 } } }');

/** What no checkpoint can hold, each with the place and the keyword of the issue where it stands under `data`. */
const unholdable: readonly (readonly [what: string, value: object, place: string, keyword: string])[] = [
  ["nested 100,000 levels", nested(100_000), "", "depth"],
  ["a circle", circle(), "", "depth"],
  ["a circle of lists", [[circle()]], "", "depth"],
  ["a promise that nobody awaited", { inside: Promise.resolve(1) }, "/inside", "checkpoint"],
  ["a function", { inside: [() => 1] }, "/inside/0", "checkpoint"],
  ["a function in an object of another realm", runInNewContext("({ f() {} })"), "/f", "checkpoint"],
  ["a symbol", { inside: Symbol("s") }, "/inside", "checkpoint"],
  ["a bigint", { inside: 5n }, "/inside", "checkpoint"],
  ["an own __proto__", hostile(), "/__proto__", "checkpoint"],
];

describe.each(unholdable)("a value that no checkpoint can hold: %s", (_what, value, place, keyword) => {
  const refused = { issues: [{ path: `/data${place}`, keyword }] };

  it("is refused in the input, before any checkpoint", async () => {
    const graph = vault(() => ({ list: [1] }));
    const error = await refusal(graph.invoke({ data: value }, thread));
    expect(error).toMatchObject({ graph: "vault", boundary: "input", node: undefined, ...refused });
    expect((await graph.getState(thread)).values).toEqual({});
    expect(await graph.invoke({}, thread)).toMatchObject({ list: [1] });
  });

  it("is refused in an update, a command, an Overwrite, and what updateState writes", async () => {
    for (const update of [{ data: value }, new Command({ update: { data: value } })]) {
      const error = await refusal(vault(() => update).invoke({}, thread));
      expect(error).toMatchObject({ boundary: "update", node: "work", ...refused });
    }
    const overwritten = await refusal(vault(() => ({ bag: new Overwrite({ value }) })).invoke({}, thread));
    expect(overwritten).toMatchObject({ boundary: "update", node: "work", issues: [{ keyword }] });
    const graph = vault(() => ({ list: [1] }));
    await graph.invoke({}, thread);
    const error = await refusal(graph.updateState(thread, { data: value }, "work"));
    expect(error).toMatchObject({ boundary: "update", node: "work", ...refused });
    expect((await graph.getState(thread)).values).toMatchObject({ list: [1] });
  });

  it("is refused as what is asked and as what is answered; the question stays open for a right answer", async () => {
    const inside = { data: value };
    const asking = vault((runtime) => ({ data: runtime.interrupt("ask", inside) }));
    expect(await refusal(asking.invoke({}, thread))).toMatchObject({
      boundary: "interrupt",
      node: "work",
      ...refused,
    });
    const graph = vault((runtime) => ({ data: runtime.interrupt("ask", {}) }));
    expect(isInterrupted(await graph.invoke({}, thread))).toBe(true);
    const error = await refusal(graph.invoke(new Command({ resume: inside }), thread));
    expect(error).toMatchObject({ boundary: "resume", ...refused });
    expect((await graph.getState(thread)).tasks[0]?.interrupts).toHaveLength(1);
    expect(await graph.invoke(new Command({ resume: { fine: 1 } }), thread)).toMatchObject({
      data: { fine: 1 },
    });
  });

  it("is refused in the input of a workflow", async () => {
    const workflow = vaultEntrypoint({ store: new InMemoryStore(), checkpointer: new MemorySaver() }, () => ({
      bag: {},
      list: [],
      set: [],
      counted: 0,
    }));
    const error = await refusal(workflow.invoke({ data: value }, thread));
    expect(error).toMatchObject({ boundary: "input", ...refused });
  });

  it("is refused as a workflow's output and as what it saves, and the next run finds none of it", async () => {
    const fine = { bag: {}, list: [], set: [], counted: 0 };
    for (const returned of [
      { ...fine, data: value },
      entrypoint.final({ value: fine, save: { data: value } }),
    ]) {
      const previous: unknown[] = [];
      const workflow = vaultEntrypoint(
        { store: new InMemoryStore(), checkpointer: new MemorySaver() },
        (_input, runtime) => {
          previous.push(runtime.previous);
          return previous.length === 1 ? (returned as typeof fine) : fine;
        },
      );
      const error = await refusal(workflow.invoke({}, thread));
      expect(error).toMatchObject({ graph: "vault", boundary: "output", ...refused });
      expect(await workflow.invoke({}, thread)).toEqual(fine);
      expect(previous).toEqual([undefined, undefined]);
    }
  });

  it("leaves nothing behind on what all objects share", () => {
    expect(Reflect.get({}, "polluted")).toBeUndefined();
  });
});

describe("a tool's output", () => {
  it("is refused where it can't be told to a model: too deep, or a circle", async () => {
    for (const data of [nested(100_000), circle()]) {
      const tool = vaultTools.echo(() => ({ data }));
      const error = await refusal(tool.invoke({}));
      expect(error).toMatchObject({ boundary: "tool output", issues: [{ path: "/data", keyword: "depth" }] });
    }
  });
});

describe("a payload that is sent", () => {
  it("is refused where checkpoints can't store it, by the node that it was sent to", async () => {
    for (const value of [circle(), { p: Promise.resolve(1) }, { big: 5n }]) {
      const graph = new VaultStateGraph(reducers)
        .addNode("work", () => ({ list: [1] }))
        .setConditionalEntryPoint(() => new Send("work", { data: value }), ["work"])
        .compile({ store: new InMemoryStore(), checkpointer: new MemorySaver() });
      expect(await refusal(graph.invoke({}, thread))).toMatchObject({ boundary: "input", node: "work" });
    }
  });
});

describe("an untracked field", () => {
  it("may hold what no checkpoint could, as it is in none", async () => {
    const seen: unknown[] = [];
    const graph = new VaultStateGraph(reducers)
      .addNode("open", () => ({ scratch: { close: () => "closed" } }))
      .addNode("use", ({ scratch }) => {
        const { close } = scratch as { close: () => string };
        seen.push(close());
        return { data: 1 };
      })
      .addEdge(START, "open")
      .addEdge("open", "use")
      .compile({ store: new InMemoryStore(), checkpointer: new MemorySaver() });
    await graph.invoke({}, thread);
    expect(seen).toEqual(["closed"]);
  });
});

describe("a node that returns garbage", () => {
  class WithMethods {
    data(): number {
      return 1;
    }
  }
  it.each([
    ["a number", 5, "type"],
    ["an empty text", "", "type"],
    ["false", false, "type"],
    ["a bigint", 5n, "type"],
    ["a symbol", Symbol("s"), "type"],
    ["a function", () => ({ data: 1 }), "type"],
    ["a list of numbers", [1], "type"],
    ["a list of lists", [[{ data: 1 }]], "type"],
    ["a date", new Date(), "type"],
    ["a map", new Map([["data", 1]]), "type"],
    ["a set", new Set(["data"]), "type"],
    ["an error", new Error("returned, not thrown"), "type"],
    ["an instance with methods only", new WithMethods(), "type"],
    ["an unknown field", { date: 1 }, "additionalProperties"],
    ["a field that is no number", { counted: Number.NaN }, "checkpoint"],
    ["an infinite number where anything goes", { data: [1, Number.POSITIVE_INFINITY] }, "checkpoint"],
  ])("such as %s is refused, and the thread stays where it was", async (_what, result, keyword) => {
    const graph = vault(() => result);
    const error = await refusal(graph.invoke({ set: ["kept"] }, thread));
    expect(error).toMatchObject({ graph: "vault", boundary: "update", node: "work", issues: [{ keyword }] });
    expect(await graph.getState(thread)).toMatchObject({ next: ["work"], values: { set: ["kept"] } });
  });

  it("or throws while it is read, ends the run with its own error", async () => {
    const results = [
      {
        get data(): number {
          throw new Error("a getter of its own");
        },
      },
      new Proxy(
        {},
        {
          ownKeys(): never {
            throw new Error("a trap of its own");
          },
        },
      ),
    ];
    for (const result of results) {
      const graph = vault(() => result);
      await expect(graph.invoke({ set: ["kept"] }, thread)).rejects.toThrow(/of its own/);
      expect(await graph.getState(thread)).toMatchObject({ next: ["work"], values: { set: ["kept"] } });
    }
  });

  it("is taken at its word where the fields are there: an instance, an object without a prototype, a promise", async () => {
    class Result {
      data = 1;
    }
    const bare = Object.assign(Object.create(null) as object, { data: 1 });
    for (const result of [new Result(), bare, Promise.resolve({ data: 1 })]) {
      expect(await vault(() => result).invoke({}, thread)).toMatchObject({ data: 1 });
    }
  });
});

describe("an input that is not an object of fields", () => {
  it.each([
    ["a text", "data"],
    ["a list", [{ data: 1 }]],
    ["a promise that nobody awaited", Promise.resolve({ data: 1 })],
    ["a date", new Date()],
    ["a map", new Map([["data", 1]])],
  ])("such as %s is refused, before any checkpoint", async (_what, input) => {
    const graph = vault(() => ({ list: [1] }));
    const error = await refusal(graph.invoke(input as unknown as VaultInput, thread));
    expect(error).toMatchObject({ boundary: "input", issues: [{ path: "", keyword: "type" }] });
    expect((await graph.getState(thread)).values).toEqual({});
  });
});

describe("large values", () => {
  const many = Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`key ${index}`, [index]]));

  it("pass every boundary, whole", async () => {
    const events: unknown[] = [];
    const graph = vault(async (runtime) => {
      await runtime.store.put(["things"], "many", many);
      runtime.streamWriter(many);
      return { bag: many, list: Object.keys(many) };
    });
    const stream = await graph.stream(
      { data: many },
      { ...thread, context: { labels: many }, streamMode: "custom" },
    );
    for await (const event of stream) events.push(event);
    const { values } = await graph.getState(thread);
    expect(values.data).toEqual(many);
    expect(values.bag).toEqual(many);
    expect(values.list).toHaveLength(20_000);
    expect(events).toEqual([many]);
  });

  it("with thousands of issues are refused in bounded time", async () => {
    const wrong = Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`unknown ${index}`, 1]));
    const error = await refusal(vault(() => wrong).invoke({}, thread));
    expect(error.issues.length).toBeGreaterThan(0);
  });

  it("900 levels deep are kept in a checkpoint and read back", async () => {
    const deep = nested(900);
    const graph = vault(() => ({ data: deep }));
    await graph.invoke({}, thread);
    expect((await graph.getState(thread)).values.data).toEqual(deep);
  });
});

describe("hostile keys", () => {
  it("are keys like others in a context, a store, an event and a tool's arguments", async () => {
    const seen: unknown[] = [];
    const graph = vault(async (runtime) => {
      seen.push(runtime.context.labels);
      await runtime.store.put(["things"], "__proto__", hostile());
      seen.push((await runtime.store.get(["things"], "__proto__"))?.value);
      runtime.streamWriter(hostile());
      return { data: 1 };
    });
    const options = { ...thread, context: { labels: hostile() }, streamMode: "custom" } as const;
    for await (const event of await graph.stream({}, options)) seen.push(event);
    const echo = vaultTools.echo((given) => given);
    seen.push(await echo.invoke(hostile()));
    expect(seen).toHaveLength(4);
    for (const each of seen) {
      expect(Object.keys(each as object)).toEqual(["__proto__", "constructor"]);
      expect(Object.getPrototypeOf(each)).toBe(Object.prototype);
    }
    expect(Reflect.get({}, "polluted")).toBeUndefined();
  });

  it("are no namespaces and no questions", async () => {
    const memory = openStore(vaultContract, new InMemoryStore());
    for (const name of ["__proto__", "constructor", "toString"]) {
      expect(await refusal(memory.put([name] as never, "k", {} as never))).toMatchObject({
        boundary: "store",
      });
      const graph = vault((runtime) => runtime.interrupt(name as never, {} as never));
      expect(await refusal(graph.invoke({}, thread))).toMatchObject({ boundary: "interrupt" });
    }
  });

  it("other than __proto__ are kept by merge, and read back from a checkpoint", async () => {
    const bag = { constructor: 1, toString: 2, hasOwnProperty: 3, valueOf: 4 };
    const graph = vault(() => ({ bag }));
    await graph.invoke({ bag: { kept: 0 } }, thread);
    const held = (await graph.getState(thread)).values.bag;
    expect(Object.entries(held).toSorted()).toEqual(Object.entries({ kept: 0, ...bag }).toSorted());
  });
});
