import { Command, InMemoryStore, MemorySaver, Overwrite } from "@langchain/langgraph";
import { ContractError } from "graphwright";
import { describe, expect, it } from "vitest";
import { GreetingStateGraph } from "../../generated/greeting/index.js";
import { OrdersStateGraph, type OrdersUpdate } from "../contracts/generated/orders/index.js";
import { TallyStateGraph } from "../contracts/generated/tally/index.js";
import { refusal } from "../support/refusal.js";

const thread = { configurable: { thread_id: "t" } };
const context = { tenant: "acme" };
const paid: OrdersUpdate = { note: "thanks", items: [{ sku: "a" }], total: 3 };

/** A graph of one node that returns this, whatever its type. */
function ordersReturning(result: unknown, checkpointer = new MemorySaver()) {
  const graph = new OrdersStateGraph()
    .addNode("fill", () => result as OrdersUpdate)
    .setEntryPoint("fill")
    .setFinishPoint("fill")
    .compile({ checkpointer });
  return { graph, checkpointer };
}

async function checkpointsOf(checkpointer: MemorySaver): Promise<number> {
  let count = 0;
  for await (const _ of checkpointer.list(thread)) count += 1;
  return count;
}

describe("the context", () => {
  const greeting = () => {
    const checkpointer = new MemorySaver();
    const graph = new GreetingStateGraph()
      .addNode("greet", () => ({ response: "hi" }))
      .setEntryPoint("greet")
      .setFinishPoint("greet")
      .compile({ checkpointer, store: new InMemoryStore() });
    return { graph, checkpointer };
  };

  it("is refused where it is missing, before any checkpoint, with a word on how to give it", async () => {
    const { graph, checkpointer } = greeting();
    // @ts-expect-error The contract requires a context.
    const error = await refusal(graph.invoke({}, thread));
    expect(error).toMatchObject({ graph: "greeting", boundary: "context", node: undefined });
    expect(error.issues).toMatchObject([{ path: "/user_id", keyword: "required" }]);
    expect(error.message).toContain("/user_id");
    expect(error.message).toContain("Pass it in the options");
    expect(await checkpointsOf(checkpointer)).toBe(0);
  });

  it("is refused for a wrong type and for an unknown property where the schema closes the object", async () => {
    const { graph, checkpointer } = greeting();
    const wrong = { user_id: 12, usr: "x" } as unknown as { user_id: string };
    const error = await refusal(graph.invoke({}, { ...thread, context: wrong }));
    expect(error.issues.map((issue) => [issue.path, issue.keyword])).toEqual(
      expect.arrayContaining([
        ["/user_id", "type"],
        ["", "additionalProperties"],
      ]),
    );
    expect(await checkpointsOf(checkpointer)).toBe(0);
    expect(await graph.invoke({}, { ...thread, context: { user_id: "u" } })).toEqual({ response: "hi" });
  });

  it("is refused for a wrong type deep inside, and the value is never shown", async () => {
    const { graph } = ordersReturning(paid);
    const bad = { tenant: "acme", limits: { regions: ["eu", 4711] } } as unknown as { tenant: string };
    const error = await refusal(graph.invoke({}, { ...thread, context: bad }));
    expect(error.issues).toMatchObject([{ path: "/limits/regions/1", keyword: "type" }]);
    expect(error.message).not.toContain("4711");
  });

  it("is refused where __proto__ or constructor is not what the schema says", async () => {
    const { graph } = greeting();
    for (const key of ["__proto__", "constructor"]) {
      const hostile = JSON.parse(`{ "user_id": "u", "${key}": { "polluted": true } }`) as { user_id: string };
      const error = await refusal(graph.invoke({}, { ...thread, context: hostile }));
      expect(error.issues).toMatchObject([{ keyword: "additionalProperties" }]);
    }
    expect(Reflect.get({}, "polluted")).toBeUndefined();
  });

  it("has its defaults, nested ones too, in runtime.context, and the caller's object stays as it was", async () => {
    const seen: unknown[] = [];
    const graph = new OrdersStateGraph()
      .addNode("fill", (_state, runtime) => {
        seen.push(runtime.context);
        return paid;
      })
      .setEntryPoint("fill")
      .setFinishPoint("fill")
      .compile();
    const given = { tenant: "acme", limits: { max_items: 3 } };
    const before = structuredClone(given);
    await graph.invoke({}, { context: given });
    expect(seen).toEqual([{ tenant: "acme", locale: "en", limits: { max_items: 3, regions: [] } }]);
    expect(given).toEqual(before);
    await graph.invoke({}, { context: { tenant: "b" } });
    expect(seen[1]).toEqual({ tenant: "b", locale: "en", limits: { max_items: 10, regions: [] } });
  });

  it("can be bound once", async () => {
    const { graph } = greeting();
    const bound = graph.withConfig({ context: { user_id: "u" } });
    expect(await bound.invoke({}, thread)).toEqual({ response: "hi" });
    expect(bound.constructor).toBe(graph.constructor);
  });
});

describe("the input", () => {
  it("is refused before any checkpoint, and the thread stays usable", async () => {
    const { graph, checkpointer } = ordersReturning(paid);
    const bad = { items: [{ sku: "a" }, { sku: 5 }], unknown: 1 } as unknown as OrdersUpdate;
    const error = await refusal(graph.invoke(bad, { ...thread, context }));
    expect(error).toMatchObject({ graph: "orders", boundary: "input", node: undefined });
    expect(error.issues.map((issue) => issue.path)).toEqual(expect.arrayContaining(["/items/1/sku", ""]));
    expect(await checkpointsOf(checkpointer)).toBe(0);
    expect(await graph.invoke({}, { ...thread, context })).toMatchObject({ note: "thanks" });
  });

  it("is refused for hostile keys", async () => {
    const { graph } = ordersReturning(paid);
    for (const key of ["__proto__", "constructor", "toString"]) {
      const hostile = JSON.parse(`{ "${key}": { "x": 1 } }`) as OrdersUpdate;
      const error = await refusal(graph.invoke(hostile, { context, ...thread }));
      expect(error.issues).toMatchObject([{ keyword: "additionalProperties" }]);
    }
  });

  it("is refused when it is nested 100,000 levels or refers to itself", async () => {
    const { graph, checkpointer } = ordersReturning(paid);
    let deep: unknown = "x";
    for (let level = 0; level < 100_000; level += 1) deep = { deep };
    const circle: { note?: unknown } = {};
    circle.note = circle;
    for (const input of [deep, { note: deep }, { items: [{ sku: deep }] }, circle]) {
      const error = await refusal(graph.invoke(input as OrdersUpdate, { ...thread, context }));
      expect(error.boundary).toBe("input");
      expect(error.issues).toMatchObject([{ keyword: "depth" }]);
    }
    expect(await checkpointsOf(checkpointer)).toBe(0);
  });

  it("follows its own member, and the rest of it is what the state says", async () => {
    const graph = new TallyStateGraph({ count_votes: (votes) => votes })
      .addNode("ask", () => undefined)
      .setEntryPoint("ask")
      .setFinishPoint("ask")
      .compile();
    const error = await refusal(graph.invoke({ question: "?" }));
    expect(error.issues).toMatchObject([{ path: "/question", keyword: "minLength" }]);
    expect(await graph.invoke({ question: "why?" })).toEqual({ question: "why?", votes: {}, rounds: 0 });
  });

  it("stays as the caller made it", async () => {
    const { graph } = ordersReturning({ note: "n", total: 1, items: [{ sku: "b" }] });
    const input: OrdersUpdate = Object.freeze({
      items: Object.freeze([Object.freeze({ sku: "a" })]) as never,
    });
    const output = await graph.invoke(input, { ...thread, context });
    expect(output.items).toEqual([
      { sku: "a", quantity: 1 },
      { sku: "b", quantity: 1 },
    ]);
    expect(input).toEqual({ items: [{ sku: "a" }] });
  });
});

describe("an update", () => {
  it.each([
    ["a string", "done", "", "type"],
    ["an array", [1, 2], "", "type"],
    ["an unknown field", { totl: 1 }, "", "additionalProperties"],
    ["a wrong value", { status: "lost" }, "/status", "enum"],
    ["a wrong value deep inside", { items: [{ sku: "a", quantity: 0 }] }, "/items/0/quantity", "minimum"],
    ["a hostile key", JSON.parse('{ "__proto__": 1 }'), "", "additionalProperties"],
  ])("that is %s is refused, and nothing of it is applied", async (_what, result, path, keyword) => {
    const { graph } = ordersReturning(result);
    const error = await refusal(graph.invoke({ note: "kept" }, { ...thread, context }));
    expect(error).toMatchObject({ graph: "orders", boundary: "update", node: "fill" });
    expect(error.issues).toMatchObject([{ path, keyword }]);
    expect(error.message).toContain('node "fill"');
    const { values, next } = await graph.getState(thread);
    expect(values).toMatchObject({ note: "kept", items: [], status: "open" });
    expect(next).toEqual(["fill"]);
  });

  it("that was refused leaves a thread that goes on from its last checkpoint", async () => {
    const checkpointer = new MemorySaver();
    const broken = ordersReturning({ total: "many" }, checkpointer).graph;
    await refusal(broken.invoke({ note: "kept" }, { ...thread, context }));
    const mended = ordersReturning({ total: 7 }, checkpointer).graph;
    expect(await mended.invoke(null, { ...thread, context })).toEqual({ items: [], total: 7, note: "kept" });
  });

  it("may be a command, checked like any other", async () => {
    const good = ordersReturning(new Command({ update: { note: "n", total: 2 } })).graph;
    expect(await good.invoke({}, { ...thread, context })).toMatchObject({ note: "n", total: 2 });
    const bad = ordersReturning(new Command({ update: { total: "2" } })).graph;
    expect(await refusal(bad.invoke({}, { ...thread, context }))).toMatchObject({
      boundary: "update",
      node: "fill",
    });
  });

  it("may be several commands and updates at once", async () => {
    const { graph } = ordersReturning([new Command({ update: { total: 2 } }), { total: 3, note: "n" }]);
    expect(await graph.invoke({}, { ...thread, context })).toMatchObject({ total: 5, note: "n" });
  });

  it("may be nothing", async () => {
    const { graph } = ordersReturning(undefined);
    const input = { note: "n", items: [{ sku: "a" }] };
    expect(await graph.invoke(input, { ...thread, context })).toMatchObject({ note: "n", total: 0 });
  });

  it("gets the defaults that its schema has inside, and undefined fields count as absent", async () => {
    const { graph } = ordersReturning({ ...paid, status: undefined });
    expect(await graph.invoke({}, { ...thread, context })).toMatchObject({
      items: [{ sku: "a", quantity: 1 }],
    });
    expect((await graph.getState(thread)).values.status).toBe("open");
  });

  it("may overwrite a reduced field, with a value that fits the field itself", async () => {
    const good = ordersReturning({ ...paid, items: new Overwrite([{ sku: "z" }]) }).graph;
    expect((await good.invoke({ items: [{ sku: "a" }] }, { ...thread, context })).items).toEqual([
      { sku: "z", quantity: 1 },
    ]);
    const bad = ordersReturning({ items: new Overwrite("all") }).graph;
    expect((await refusal(bad.invoke({}, { ...thread, context }))).issues).toMatchObject([
      { path: "/items" },
    ]);
  });

  it("by updateState is checked, and a refused one changes nothing", async () => {
    const { graph, checkpointer } = ordersReturning(paid);
    await graph.invoke({}, { ...thread, context });
    const before = await checkpointsOf(checkpointer);
    const error = await refusal(graph.updateState(thread, { total: "9" } as unknown as OrdersUpdate, "fill"));
    expect(error).toMatchObject({ boundary: "update", node: "fill" });
    expect(await checkpointsOf(checkpointer)).toBe(before);
    await graph.updateState(thread, { total: 1 }, "fill");
    expect((await graph.getState(thread)).values.total).toBe(4);
  });

  it("by the command that a run is called with is checked before the run", async () => {
    const { graph, checkpointer } = ordersReturning(paid);
    const command = new Command({ update: { total: "9" as never } });
    expect(await refusal(graph.invoke(command, { ...thread, context }))).toMatchObject({
      boundary: "update",
    });
    expect(await checkpointsOf(checkpointer)).toBe(0);
    expect(command.update).toEqual({ total: "9" });
  });

  it("is never retried when it was refused, whatever the policy says", async () => {
    let attempts = 0;
    const policies = [
      { maxAttempts: 3, initialInterval: 1, jitter: false, logWarning: false },
      { maxAttempts: 3, initialInterval: 1, jitter: false, logWarning: false, retryOn: () => true },
    ];
    for (const retryPolicy of policies) {
      attempts = 0;
      const node = (): OrdersUpdate => {
        attempts += 1;
        return { total: "x" } as unknown as OrdersUpdate;
      };
      const graph = new OrdersStateGraph()
        .addNode("fill", node, { retryPolicy })
        .setEntryPoint("fill")
        .setFinishPoint("fill")
        .compile();
      await refusal(graph.invoke({}, { context }));
      expect(attempts).toBe(1);
    }
  });
});

describe("the output", () => {
  it("is refused where it misses what it must have", async () => {
    const { graph } = ordersReturning({ total: 1 });
    const error = await refusal(graph.invoke({}, { ...thread, context }));
    expect(error).toMatchObject({ graph: "orders", boundary: "output", node: undefined });
    expect(error.issues).toMatchObject([{ path: "/note", keyword: "required" }]);
  });

  it("is checked when the run is streamed", async () => {
    const { graph } = ordersReturning({ total: 1 });
    const chunks: unknown[] = [];
    const drain = async () => {
      for await (const chunk of await graph.stream({}, { ...thread, context })) chunks.push(chunk);
    };
    expect(await refusal(drain())).toMatchObject({ boundary: "output" });
    expect(chunks).toEqual([{ fill: { total: 1 } }]);
  });

  it("is not checked where the run was interrupted", async () => {
    const graph = new OrdersStateGraph()
      .addNode("fill", () => paid)
      .setEntryPoint("fill")
      .setFinishPoint("fill")
      .compile({ checkpointer: new MemorySaver(), interruptBefore: ["fill"] });
    await graph.invoke({}, { ...thread, context });
    expect((await graph.getState(thread)).next).toEqual(["fill"]);
    expect(await graph.invoke(null, { ...thread, context })).toMatchObject({ note: "thanks" });
  });
});

describe("compile({ validate })", () => {
  const returning = (
    result: unknown,
    validate: boolean | { update?: boolean; output?: boolean; input?: boolean },
  ) =>
    new OrdersStateGraph()
      .addNode("fill", () => result as OrdersUpdate)
      .setEntryPoint("fill")
      .setFinishPoint("fill")
      .compile({ validate });

  it("turns a boundary off", async () => {
    const graph = returning({ total: "x", note: "n" }, { update: false });
    expect(await refusal(graph.invoke({}, { context }))).toMatchObject({ boundary: "output" });
    const unchecked = returning({ note: 5 }, false);
    expect(await unchecked.invoke({ status: "odd" } as unknown as OrdersUpdate, { context })).toMatchObject({
      note: 5,
    });
  });

  it("leaves on what is not named or undefined", async () => {
    const graph = returning({ total: "x" }, { input: false, update: undefined } as { input: boolean });
    expect(graph.checks).toEqual({ input: false, update: true, output: true });
    expect(await refusal(graph.invoke({}, { context }))).toMatchObject({ boundary: "update" });
  });

  it.each([
    [{ ouput: false }, 'validate has no option "ouput"; its options are input, update, output'],
    [{ context: false }, "validate.context does not exist, because the context is always checked"],
    [{ constructor: false }, 'validate has no option "constructor"'],
    [{ output: "no" }, 'validate.output must be true, false or "warn"'],
    ["false", "validate must be true, false or an object"],
    [null, "validate must be true, false or an object"],
    [["output"], "validate must be true, false or an object"],
  ])("is not %j", (validate, message) => {
    expect(() => returning(paid, validate as unknown as boolean)).toThrow(message);
  });

  it("never turns the context off", async () => {
    const graph = returning(paid, false);
    expect(await refusal(graph.invoke({}, { context: {} as { tenant: string } }))).toMatchObject({
      boundary: "context",
    });
  });
});

describe("a ContractError", () => {
  it("lists all issues, a line each, without the offending values", async () => {
    const { graph } = ordersReturning({ total: "secret-1", status: "secret-2", items: [{ sku: 77_777 }] });
    const error = await refusal(graph.invoke({}, { ...thread, context }));
    expect(error.issues).toHaveLength(3);
    expect(error.message.split("\n")).toHaveLength(4);
    expect(error.message).not.toMatch(/secret|77777/);
    expect(ContractError.isInstance(error)).toBe(true);
  });
});
