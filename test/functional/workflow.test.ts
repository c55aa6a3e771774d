import {
  Annotation,
  Command,
  entrypoint,
  InMemoryStore,
  isInterrupted,
  MemorySaver,
  StateGraph,
} from "@langchain/langgraph";
import { Pregel } from "@langchain/langgraph/pregel";
import { ContractError, ContractWorkflow, entrypointOf, getRuntime } from "graphwright";
import { describe, expect, it } from "vitest";
import { supportAgentContract } from "../../generated/support-agent/index.js";
import {
  OrdersContext,
  type OrdersOutput,
  ordersContract,
  ordersEntrypoint,
  ordersTask,
} from "../contracts/generated/orders/index.js";
import { tallyContract } from "../contracts/generated/tally/index.js";
import { refusal } from "../support/refusal.js";

const tallyEntrypoint = entrypointOf(tallyContract);

const thread = { configurable: { thread_id: "t" } };
const context = { tenant: "acme" };
const paid = { items: [{ sku: "a" }], total: 3, note: "thanks" };
const paidFully = { items: [{ sku: "a", quantity: 1 }], total: 3, note: "thanks" };

async function checkpointsOf(checkpointer: MemorySaver): Promise<number> {
  let count = 0;
  for await (const _ of checkpointer.list(thread)) count += 1;
  return count;
}

describe("a workflow of a contract", () => {
  it("is LangGraph's, and runs a function with checked input, context and output, all with defaults", async () => {
    const seen: unknown[] = [];
    const workflow = ordersEntrypoint(async (input, runtime) => {
      seen.push(input, runtime.context);
      return paid;
    });
    expect(workflow).toBeInstanceOf(Pregel);
    expect(workflow).toBeInstanceOf(ContractWorkflow);
    expect(workflow.langgraph).toBe(workflow);
    expect(workflow.getName()).toBe("orders");
    const input = Object.freeze({ items: [Object.freeze({ sku: "b" })] });
    expect(await workflow.invoke(input, { context })).toEqual(paidFully);
    expect(seen).toEqual([
      { items: [{ sku: "b", quantity: 1 }] },
      { tenant: "acme", locale: "en", limits: { max_items: 10, regions: [] } },
    ]);
    expect(input).toEqual({ items: [{ sku: "b" }] });
  });

  it("takes a sync function and a name of its own", async () => {
    const workflow = ordersEntrypoint({ name: "fill" }, () => paid);
    const chunks: unknown[] = [];
    for await (const chunk of await workflow.stream({}, { context })) chunks.push(chunk);
    expect(chunks).toEqual([{ fill: paidFully }]);
  });

  it("refuses a context and an input before any checkpoint, copies bound to options too", async () => {
    const checkpointer = new MemorySaver();
    const workflow = ordersEntrypoint({ checkpointer }, () => paid);
    const bound = workflow.withConfig({ context });
    expect(bound).toBeInstanceOf(ContractWorkflow);
    // @ts-expect-error The contract requires a context.
    const none = await refusal(workflow.invoke({}, thread));
    expect(none).toMatchObject({ graph: "orders", boundary: "context" });
    expect(none.message).toContain("No context was given");
    const wrong = await refusal(workflow.invoke({}, { ...thread, context: { tenant: 4711 } as never }));
    expect(wrong.issues).toMatchObject([{ path: "/tenant", keyword: "type" }]);
    expect(wrong.message).not.toContain("4711");
    const input = await refusal(bound.invoke({ items: [{ sku: 5 }], totl: 1 } as never, thread));
    expect(input).toMatchObject({ graph: "orders", boundary: "input" });
    expect(input.issues.map(({ path }) => path)).toEqual(expect.arrayContaining(["/items/0/sku", ""]));
    const hostile = await refusal(bound.invoke(JSON.parse('{ "__proto__": { "x": 1 } }'), thread));
    expect(hostile.issues).toMatchObject([{ keyword: "additionalProperties" }]);
    expect(await checkpointsOf(checkpointer)).toBe(0);
    expect(await bound.invoke({}, thread)).toEqual(paidFully);
  });

  it("refuses an input that no checkpoint could hold", async () => {
    const checkpointer = new MemorySaver();
    const workflow = tallyEntrypoint({ checkpointer }, () => ({ question: "?", votes: {}, rounds: 0 }));
    const circle: { question: string; self?: unknown } = { question: "why?" };
    circle.self = circle;
    const error = await refusal(workflow.invoke(circle as never, thread));
    expect(error).toMatchObject({ boundary: "input", issues: [{ keyword: "depth" }] });
    expect(await checkpointsOf(checkpointer)).toBe(0);
  });

  it("follows the input member, whether or not the state has the field", async () => {
    const workflow = tallyEntrypoint((input) => ({ question: input.question, votes: {}, rounds: 1 }));
    expect(await workflow.invoke({ question: "why?" })).toEqual({ question: "why?", votes: {}, rounds: 1 });
    expect((await refusal(workflow.invoke({ question: "?" }))).issues).toMatchObject([{ path: "/question" }]);
  });

  it.each([
    ["a wrong value", { ...paid, total: "4711" }, "/total", "type"],
    ["too little", { items: [] }, "/total", "required"],
    ["a string", "4711", "", "type"],
    ["nothing", undefined, "", "type"],
    [
      "a wrong value beside what it saves",
      entrypoint.final({ value: { items: 4711 }, save: 1 }),
      "/items",
      "type",
    ],
  ])(
    "refuses %s as its output; nothing is kept, and the thread stays usable",
    async (_what, output, path, keyword) => {
      const checkpointer = new MemorySaver();
      const broken = ordersEntrypoint({ checkpointer }, () => output as never);
      const error = await refusal(broken.invoke({}, { ...thread, context }));
      expect(error).toMatchObject({ graph: "orders", boundary: "output" });
      expect(error.issues).toContainEqual(expect.objectContaining({ path, keyword }));
      expect(error.message).not.toContain("4711");
      const previous: unknown[] = [];
      const mended = ordersEntrypoint({ checkpointer }, (_input, runtime) => {
        previous.push(runtime.previous);
        return paid;
      });
      expect(await mended.invoke({}, { ...thread, context })).toEqual(paidFully);
      expect(previous).toEqual([undefined]);
    },
  );

  it("finds what the thread's last run returned", async () => {
    const seen: (OrdersOutput | undefined)[] = [];
    const workflow = ordersEntrypoint({ checkpointer: new MemorySaver() }, (_input, runtime) => {
      seen.push(runtime.previous);
      return { ...paid, total: (runtime.previous?.total ?? 0) + 1 };
    });
    await workflow.invoke({}, { ...thread, context });
    expect(await workflow.invoke({}, { ...thread, context })).toMatchObject({ total: 2 });
    expect(seen).toEqual([undefined, { ...paidFully, total: 1 }]);
    expect((await workflow.getState(thread)).values).toEqual({ ...paidFully, total: 2 });
  });

  it("finds what the thread's last run saved instead", async () => {
    const seen: (number | undefined)[] = [];
    const workflow = ordersEntrypoint<number>({ checkpointer: new MemorySaver() }, (_input, runtime) => {
      seen.push(runtime.previous);
      return entrypoint.final({ value: paid, save: (runtime.previous ?? 0) + 5 });
    });
    expect(await workflow.invoke({}, { ...thread, context })).toEqual(paidFully);
    await workflow.invoke({}, { ...thread, context });
    expect(seen).toEqual([undefined, 5]);
  });

  it("is refused a context that a graph around it has and that does not fit; its own goes first", async () => {
    const workflow = ordersEntrypoint((_input, runtime) => ({ ...paid, note: runtime.context.tenant }));
    const State = Annotation.Root({ note: Annotation<string> });
    const around = (inner: typeof workflow) =>
      new StateGraph(State)
        .addNode("run", async (_state, config) => ({ note: (await inner.invoke({}, config as never)).note }))
        .addEdge("__start__", "run")
        .compile();
    expect(await around(workflow).invoke({}, { context: { ...context } })).toEqual({ note: "acme" });
    expect(await refusal(around(workflow).invoke({}, { context: { other: 1 } }))).toMatchObject({
      boundary: "context",
    });
    const bound = workflow.withConfig({ context: { tenant: "own" } }) as typeof workflow;
    expect(await around(bound).invoke({}, { context: { other: 1 } })).toEqual({ note: "own" });
  });

  it("says so when a thread goes on with an input that the contract no longer allows", async () => {
    const checkpointer = new MemorySaver();
    const ask = ordersEntrypoint({ checkpointer, name: "w" }, (_input, runtime) => {
      runtime.interrupt("sure?");
      return paid;
    });
    expect(isInterrupted(await ask.invoke({ note: "n" }, { ...thread, context }))).toBe(true);
    const stricter = { ...ordersContract, update: tallyContract.input } as typeof ordersContract;
    const later = entrypointOf(stricter)({ checkpointer, name: "w" }, () => paidFully);
    const error = await refusal(later.invoke(new Command({ resume: "yes" }), { ...thread, context }));
    expect(error).toMatchObject({ graph: "orders", boundary: "checkpoint" });
    expect(error.issues[0]).toMatchObject({ path: "/question", keyword: "required" });
    expect(error.message).toContain('the thread "t"');
    expect(await ask.invoke(new Command({ resume: "yes" }), { ...thread, context })).toEqual(paidFully);
  });

  it("keeps the store, the events and the interrupts to the contract", async () => {
    const store = new InMemoryStore();
    const ticket = { id: "T-1", subject: "Where is it?" };
    const user = { id: "u", name: "Alice", plan: "team" as const };
    const workflow = entrypointOf(supportAgentContract)(
      { checkpointer: new MemorySaver(), store },
      async (input, runtime) => {
        await runtime.store.put(["users"], "u", user);
        runtime.streamWriter({ type: "typing" });
        await expect(runtime.store.put(["users"], "x", { id: 1 } as never)).rejects.toThrow(ContractError);
        const team = runtime.interrupt("choose_team", ["a", "b"]);
        return { ticket: input.ticket, actions: [], sources: [`https://${team}.example/`] } as never;
      },
    );
    const options = { ...thread, context: { user, credentials: { api_key: "0123456789abcdef" } } };
    const events: unknown[] = [];
    const input = { ticket, messages: [{ role: "user", content: "?" }] };
    for await (const event of await workflow.stream(input, { ...options, streamMode: "custom" }))
      events.push(event);
    expect(events).toEqual([{ type: "typing" }]);
    expect(await store.get(["users"], "u")).toMatchObject({ value: user });
    const wrong = await refusal(workflow.invoke(new Command({ resume: 4711 as never }), options));
    expect(wrong).toMatchObject({ boundary: "resume" });
    expect(await workflow.invoke(new Command({ resume: "b" }), options)).toMatchObject({
      ticket: { priority: "normal" },
      sources: ["https://b.example/"],
    });
  });

  it("checks each input of a batch, and the run whose events are streamed", async () => {
    const workflow = ordersEntrypoint(() => paid);
    const wrong = { items: [{ sku: 5 }] } as never;
    const results = await workflow.batch([{}, wrong], { context }, { returnExceptions: true });
    expect(results).toEqual([paidFully, expect.any(ContractError)]);
    expect(await refusal(workflow.batch([{}, wrong], { context }))).toMatchObject({ boundary: "input" });
    const run = await workflow.streamEvents({}, { context, version: "v3" });
    expect(await run.output).toEqual(paidFully);
    const events: string[] = [];
    for await (const { event } of workflow.streamEvents({}, { context, version: "v2" })) events.push(event);
    expect(events).toContain("on_chain_end");
    const refused = await workflow.streamEvents(wrong, { context, version: "v3" });
    expect(await refusal(Promise.resolve(refused.output))).toMatchObject({ boundary: "input" });
  });

  it("can't be anything but a function", () => {
    const make = ordersEntrypoint as unknown as (...given: unknown[]) => unknown;
    expect(() => make()).toThrow("Only a function can be an entrypoint, but this is undefined.");
    expect(() => make({ name: "fill" })).toThrow("Only a function can be an entrypoint");
    expect(() => make({}, null)).toThrow("but this is null");
    expect(() => ordersTask("t", undefined as never)).toThrow("Only a function can be a task");
  });

  it("can't be a generator", () => {
    function* generate() {
      yield paid;
    }
    expect(() => ordersEntrypoint(generate as never)).toThrow("runtime.streamWriter");
    expect(() => ordersTask("t", generate as never)).toThrow("A generator can't be a task");
  });
});

describe("a task of a contract", () => {
  const price = ordersTask("price", async (sku: string, quantity: number) => {
    await new Promise((resolve) => setTimeout(resolve, 1));
    const { context } = getRuntime(ordersContract);
    return { sku, price: quantity * context.limits.max_items };
  });

  it("takes its arguments as they are, and finds the contract's runtime below", async () => {
    const workflow = ordersEntrypoint(async (_input, runtime) => {
      expect(getRuntime(OrdersContext)).toBe(runtime);
      const prices = await Promise.all([price("a", 1), price("b", 2)]);
      return { ...paid, note: prices.map((each) => `${each.sku}: ${each.price}`).join() };
    });
    expect((await workflow.invoke({}, { context })).note).toBe("a: 10,b: 20");
  });

  it("is not done again when the workflow is resumed", async () => {
    let calls = 0;
    const count = ordersTask("count", () => ++calls);
    const workflow = ordersEntrypoint({ checkpointer: new MemorySaver() }, async (_input, runtime) => {
      const total = await count();
      return { ...paid, total, note: String(runtime.interrupt("sure?")) };
    });
    await workflow.invoke({}, { ...thread, context });
    const result = await workflow.invoke(new Command({ resume: "yes" }), { ...thread, context });
    expect(result).toMatchObject({ total: 1, note: "yes" });
    expect(calls).toBe(1);
  });

  it("is tried again as its policy says, but never after a contract's error", async () => {
    const attempts = { flaky: 0, wrong: 0 };
    const retry = { maxAttempts: 3, initialInterval: 1, logWarning: false, retryOn: () => true };
    const flaky = ordersTask({ name: "flaky", retry }, () => {
      attempts.flaky += 1;
      if (attempts.flaky < 3) throw new Error("again");
      return attempts.flaky;
    });
    const wrong = ordersTask({ name: "wrong", retry }, () => {
      attempts.wrong += 1;
      throw new ContractError({ graph: "orders", boundary: "store", issues: [] });
    });
    const workflow = ordersEntrypoint(async () => {
      const total = await flaky();
      await wrong();
      return { ...paid, total };
    });
    await expect(workflow.invoke({}, { context })).rejects.toThrow(ContractError);
    expect(attempts).toEqual({ flaky: 3, wrong: 1 });
  });

  it("runs in any workflow whose context fits, and in no other", async () => {
    const plain = entrypoint("plain", async () => price("a", 1));
    expect(await plain.invoke({}, { context })).toEqual({ sku: "a", price: 10 });
    expect(await refusal(plain.invoke({}, { context: { tenant: 1 } }))).toMatchObject({
      boundary: "context",
    });
  });
});
