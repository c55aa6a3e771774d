import { Annotation, InMemoryStore, MemorySaver, START, StateGraph } from "@langchain/langgraph";
import { ContractError, openStore, Runtime } from "graphwright";
import { describe, expect, it } from "vitest";
import {
  type SupportAgentRuntime,
  SupportAgentStateGraph,
  supportAgentContract,
  supportAgentEntrypoint,
  supportAgentTask,
  supportAgentTools,
} from "../../generated/support-agent/index.js";
import { refusal } from "../support/refusal.js";
import { agentContext, ticket } from "../support/support-agent.js";

const context = { ...agentContext } as const;
const input = { ticket, messages: [{ role: "user", content: "hi" }] };
const user = { id: "user_123", name: "Alice", plan: "team" } as const;

/** A graph whose node remembers who runs it, and counts its runs. */
function remembering() {
  const runs = { count: 0 };
  const builder = new SupportAgentStateGraph()
    .addNode("remember", async (_state, { store }: SupportAgentRuntime) => {
      runs.count += 1;
      await store.put(["users"], user.id, user);
      return {};
    })
    .setEntryPoint("remember");
  return { builder, runs };
}

describe("a graph whose contract has a store member", () => {
  it("is refused without a store before its first node, and goes on once it has one", async () => {
    const { builder, runs } = remembering();
    const checkpointer = new MemorySaver();
    const options = { context, configurable: { thread_id: "t" } };
    const bare = builder.compile({ checkpointer });
    const error = await refusal(bare.invoke(input, options));
    expect(error).toMatchObject({ graph: "support-agent", boundary: "store", node: undefined });
    expect(error.message).toContain("compile({ store");
    const twice = await Promise.allSettled([bare.invoke(input, options), bare.stream(input, options)]);
    expect(twice.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    await expect(bare.invoke(input, { ...options, signal: AbortSignal.abort() })).rejects.toThrow();
    expect(runs.count).toBe(0);
    expect((await bare.getState(options)).values).toEqual({});

    const store = new InMemoryStore();
    await builder.compile({ checkpointer, store }).invoke(input, options);
    expect((await store.get(["users"], user.id))?.value).toEqual(user);
    // A store of the call's own does too.
    const other = new InMemoryStore();
    await bare.invoke(input, { ...options, store: other });
    expect((await other.get(["users"], user.id))?.value).toEqual(user);
  });

  it("has the store of the graph around it, and is refused where that has none", async () => {
    const { builder, runs } = remembering();
    const state = Annotation.Root({ ticket: Annotation<unknown>(), messages: Annotation<unknown>() });
    const around = new StateGraph(state)
      .addNode("inner", builder.compile().langgraph)
      .addEdge(START, "inner");
    const error = await refusal(around.compile().invoke(input, { context }));
    expect(error).toMatchObject({ graph: "support-agent", boundary: "store" });
    expect(error.message).toContain("the outermost graph");
    expect(runs.count).toBe(0);
    const store = new InMemoryStore();
    await around.compile({ store }).invoke(input, { context });
    expect((await store.get(["users"], user.id))?.value).toEqual(user);
  });

  it("has a store in a router that updateState runs, or is told that there is none", async () => {
    const { builder } = remembering();
    const graph = builder
      .addNode("after", () => ({}))
      .addConditionalEdges("remember", async (_state, { store }) => {
        await store.get(["users"], user.id);
        return "after" as const;
      });
    const checkpointer = new MemorySaver();
    const options = { context, configurable: { thread_id: "t" } };
    const store = new InMemoryStore();
    await graph.compile({ checkpointer, store }).updateState(options, { facts: {} }, "remember");
    const bare = graph.compile({ checkpointer });
    const error = await refusal(bare.updateState(options, { facts: {} }, "remember"));
    expect(error).toMatchObject({ boundary: "store", node: "remember" });
  });
});

describe("a workflow whose contract has a store member", () => {
  it("is refused without a store before its function is called", async () => {
    let runs = 0;
    const note = supportAgentTask("note", async () => "noted");
    const make = (store?: InMemoryStore) =>
      supportAgentEntrypoint({ ...(store && { store }) }, async (_input, runtime) => {
        runs += 1;
        await runtime.store.put(["users"], user.id, user);
        await note();
        return { ticket, actions: [] };
      });
    const error = await refusal(make().invoke(input, { context }));
    expect(error).toMatchObject({ graph: "support-agent", boundary: "store" });
    expect(error.message).toContain("options of the entrypoint");
    expect(runs).toBe(0);
    await make(new InMemoryStore()).invoke(input, { context });
    expect(runs).toBe(1);
  });
});

describe("a tool whose contract has a store member", () => {
  it("runs without a store as long as it asks nothing of it", async () => {
    const tool = supportAgentTools.search_help(async ({ query }, { store }) => {
      if (query === "remember") await store.put(["users"], user.id, user);
      return [];
    });
    expect(await tool.invoke({ query: "lamp" }, { context })).toEqual([]);
    const error = await refusal(tool.invoke({ query: "remember" }, { context }));
    expect(error).toMatchObject({ graph: "support-agent", boundary: "store" });
    expect(error.message).toContain("the run has no store");
  });
});

describe("a runtime that is made by hand", () => {
  it("has the store that it is given, also by its type", async () => {
    const store = openStore(supportAgentContract, new InMemoryStore());
    const runtime: SupportAgentRuntime = new Runtime({ store });
    await runtime.override({ previous: 1 }).store.put(["users"], user.id, user);
    expect((await runtime.merge(new Runtime()).store.get(["users"], user.id))?.value.name).toBe("Alice");
    await expect(
      // @ts-expect-error The plan is not one of the contract's.
      runtime.store.put(["users"], user.id, { ...user, plan: "gold" }),
    ).rejects.toThrow(ContractError);
    // @ts-expect-error It was given no store.
    expect(() => new Runtime({ previous: 1 }).store.get(["users"], "a")).toThrow(TypeError);
  });
});
