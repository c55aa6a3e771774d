import { Command, InMemoryStore, MemorySaver } from "@langchain/langgraph";
import type { CheckReport, ContractError, Observation } from "graphwright";
import { afterEach, describe, expect, it, vi } from "vitest";
import { SupportAgentStateGraph } from "../../generated/support-agent/index.js";
import { OrdersStateGraph, type OrdersUpdate } from "../contracts/generated/orders/index.js";
import { refusal } from "../support/refusal.js";

const SECRET = "sk-4711-secret-4711";
const context = { tenant: "acme", api_key: SECRET };
const thread = { configurable: { thread_id: "t" }, context };
const paid: OrdersUpdate = { note: "thanks", items: [{ sku: "a" }], total: 3 };

/** Notes what is reported. */
function notes() {
  const violations: [ContractError, string][] = [];
  const checks: CheckReport[] = [];
  const observation: Required<Observation> = {
    onViolation: (violation, outcome) => violations.push([violation, outcome]),
    onCheck: (check) => checks.push(check),
  };
  const said = () => violations.map(([{ boundary, node }, outcome]) => [boundary, node, outcome]);
  const made = () => checks.map(({ boundary, node, outcome }) => [boundary, node, outcome]);
  return { violations, checks, observation, said, made };
}

type Options = Parameters<OrdersStateGraph["compile"]>[0];

function ordersReturning(result: unknown, options: Options = {}) {
  return new OrdersStateGraph()
    .addNode("fill", () => result as OrdersUpdate)
    .setEntryPoint("fill")
    .setFinishPoint("fill")
    .compile({ checkpointer: new MemorySaver(), ...(options as object) });
}

/** An agent whose node `close` does something else. */
function agentDoing(
  work: (runtime: { interrupt: unknown; streamWriter: unknown; store: unknown }) => unknown,
  observation: Observation,
) {
  return new SupportAgentStateGraph()
    .addNode("close", (async (_state: unknown, runtime: never) => {
      await work(runtime);
      return {};
    }) as never)
    .setEntryPoint("close" as never)
    .setFinishPoint("close" as never)
    .compile({ checkpointer: new MemorySaver(), store: new InMemoryStore(), ...observation });
}

const agentOptions = {
  configurable: { thread_id: "t" },
  context: {
    user: { id: "user_123", name: "Alice", plan: "team" },
    credentials: { api_key: "0123456789abcdef" },
  } as const,
};
const agentInput = {
  ticket: { id: "T-1", subject: "Lamp" },
  messages: [{ role: "user", content: "Delivery?" }],
};

describe("onViolation", () => {
  it("is called once for a run that is refused, with the error that the caller gets", async () => {
    for (const [input, options, boundary] of [
      [{ note: 7 }, thread, "input"],
      [{}, { ...thread, context: { tenant: 7 } }, "context"],
    ] as const) {
      const { violations, observation } = notes();
      const graph = ordersReturning(paid, observation);
      const error = await refusal(graph.invoke(input as never, options as never));
      expect(error.boundary).toBe(boundary);
      expect(violations).toEqual([[error, "refused"]]);
    }
  });

  it("is called for what a node returns, and for what updateState brings", async () => {
    const { violations, observation } = notes();
    const graph = ordersReturning({ total: "much" }, observation);
    const returned = await refusal(graph.invoke({}, thread));
    const updated = await refusal(graph.updateState(thread, { total: "more" } as never, "fill"));
    expect(violations).toEqual([
      [returned, "refused"],
      [updated, "refused"],
    ]);
    expect(returned).toMatchObject({ boundary: "update", node: "fill" });
  });

  it("is called where LangGraph finds it late: a command that leads nowhere", async () => {
    const { said, observation } = notes();
    await refusal(ordersReturning(new Command({ goto: "nowhere" }), observation).invoke({}, thread));
    expect(said()).toEqual([["update", "fill", "refused"]]);
  });

  it("is called for what a node catches itself, once each", async () => {
    const { said, made, observation } = notes();
    const graph = agentDoing((runtime) => {
      const { streamWriter, store } = runtime as {
        streamWriter: (event: unknown) => void;
        store: { put(namespace: string[], key: string, value: unknown): Promise<void> };
      };
      expect(() => streamWriter({ type: "nothing" })).toThrow("event");
      streamWriter({ type: "typing" });
      return expect(store.put(["users"], "a", { id: 7 })).rejects.toThrow("store");
    }, observation);
    // The output lacks what the real agent would have put there.
    await graph.invoke(agentInput, agentOptions).catch(() => undefined);
    expect(said().slice(0, 2)).toEqual([
      ["event", "close", "refused"],
      ["store", "close", "refused"],
    ]);
    expect(made()).toContainEqual(["event", "close", "passed"]);
  });

  it("is called for an answer that does not fit, and the graph is still the same after withConfig", async () => {
    const { said, observation } = notes();
    const amount = { amount: 1, currency: "EUR" };
    const agent = agentDoing((runtime) => {
      const { interrupt } = runtime as { interrupt: (name: string, value: unknown) => unknown };
      return interrupt("approve_refund", { kind: "refund", order_id: "o-1", amount });
    }, observation);
    const bound = agent.withConfig({ context: agentOptions.context });
    await bound.invoke(agentInput, agentOptions);
    await refusal(bound.invoke(new Command({ resume: { approved: "yes" } }) as never, agentOptions));
    expect(said()).toEqual([["resume", "close", "refused"]]);
  });

  it("changes nothing by failing", async () => {
    const log = vi.spyOn(console, "error").mockImplementation(() => undefined);
    const fail = () => {
      throw new Error("no network");
    };
    const graph = ordersReturning(paid, { onViolation: fail, onCheck: fail });
    expect(await graph.invoke({}, thread)).toMatchObject({ total: 3 });
    await refusal(graph.invoke({ note: 7 } as never, thread));
    expect(log).toHaveBeenCalled();
  });

  it("tells of no value, and keeps no secret in what a checkpoint says of itself", async () => {
    const { violations, checks, observation } = notes();
    const checkpointer = new MemorySaver();
    const graph = ordersReturning({ total: SECRET }, { ...observation, checkpointer });
    await refusal(graph.invoke({}, thread));
    await refusal(graph.invoke({}, { ...thread, context: { tenant: 7, api_key: SECRET } as never }));
    expect(violations).toHaveLength(2);
    expect(JSON.stringify([violations, checks, String(violations)])).not.toContain("4711");
    for await (const { metadata, config } of checkpointer.list(thread)) {
      expect(JSON.stringify([metadata, config])).not.toContain("4711");
      expect(Object.keys({ ...metadata, ...config.configurable })).not.toContainEqual(
        expect.stringContaining("graphwright"),
      );
    }
  });
});

describe("a boundary that is set to warn", () => {
  afterEach(() => vi.restoreAllMocks());

  it.each([
    ["output", { items: [{ sku: "a" }] }, {}],
    ["update", { ...paid, note: 7 }, {}],
    ["input", paid, { note: 7 }],
  ] as const)("reports and lets pass: %s", async (boundary, returned, input) => {
    const { violations, made, observation } = notes();
    const validate = { input: "warn", update: "warn", output: "warn" } as const;
    const graph = ordersReturning(returned, { validate, ...observation });
    const result = await graph.invoke(input as never, thread);
    expect(result).toMatchObject(boundary === "input" ? paid : returned);
    expect(violations.map(([{ boundary: at }, outcome]) => [at, outcome])).toContainEqual([
      boundary,
      "warned",
    ]);
    expect(made().filter(([at, , outcome]) => at === boundary && outcome === "warned")).toHaveLength(1);
  });

  it("refuses nothing else", async () => {
    const { said, observation } = notes();
    const graph = ordersReturning({ total: "much" }, { validate: { output: "warn" }, ...observation });
    await refusal(graph.invoke({}, thread));
    expect(said()).toEqual([["update", "fill", "refused"]]);
  });

  it("warns on the console where nobody asked for reports", async () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => undefined);
    await ordersReturning({ items: [] }, { validate: { output: "warn" } }).invoke({}, thread);
    expect(warn.mock.calls).toEqual([[expect.stringContaining('Graph "orders" refused the output')]]);
  });
});

describe("onCheck", () => {
  it("is called for each check, in order, with when it began and how long it took", async () => {
    const { checks, made, observation } = notes();
    const before = Date.now();
    await ordersReturning(paid, observation).invoke({}, thread);
    expect(made()).toEqual([
      ["input", undefined, "passed"],
      ["context", undefined, "passed"],
      ["update", "fill", "passed"],
      ["output", undefined, "passed"],
    ]);
    for (const { startTime, duration, issues, graph } of checks) {
      expect(startTime).toBeGreaterThan(before - 1000);
      expect(duration).toBeGreaterThanOrEqual(0);
      expect([graph, issues]).toEqual(["orders", []]);
    }
  });
});
