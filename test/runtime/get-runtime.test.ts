import { RunnableLambda } from "@langchain/core/runnables";
import { Annotation, InMemoryStore, MemorySaver, START, StateGraph } from "@langchain/langgraph";
import { ContractStore, getRuntime, Runtime } from "graphwright";
import { describe, expect, it } from "vitest";
import { type SupportAgentContextInput, supportAgentContract } from "../../generated/support-agent/index.js";
import { FanoutStateGraph, fanoutContract } from "../contracts/generated/fanout/index.js";
import { refusal } from "../support/refusal.js";
import { agentContext } from "../support/support-agent.js";

const user = { id: "u", name: "U", plan: "team" } as const;

/** A graph of LangGraph's own, whose one node calls code that is written for the support agent's contract. */
function foreign(code: () => Promise<void> | void) {
  const State = Annotation.Root({ done: Annotation<boolean> });
  const Context = Annotation.Root({
    user: Annotation<object>,
    credentials: Annotation<object>,
    limits: Annotation<object>,
  });
  const graph = new StateGraph(State, Context)
    .addNode("look", async () => {
      await code();
      return { done: true };
    })
    .addEdge(START, "look")
    .compile({ store: new InMemoryStore(), checkpointer: new MemorySaver() });
  return (context: SupportAgentContextInput) => {
    const given = context as unknown as { user: object; credentials: object; limits: object };
    return graph.invoke({ done: false }, { context: given, configurable: { thread_id: "t" } });
  };
}

describe("getRuntime of a contract, in a node of another graph", () => {
  it("gives its context with defaults, and its store, checked", async () => {
    const found: unknown[] = [];
    await foreign(async () => {
      const { context, store } = getRuntime(supportAgentContract);
      expect(store).toBeInstanceOf(ContractStore);
      found.push(context.locale);
      await store.put(["users"], "u", user);
      found.push((await store.get(["users"], "u"))?.value);
    })(agentContext);
    expect(found).toEqual(["en", user]);
    const wrong = foreign(async () => {
      await getRuntime(supportAgentContract).store.put(["users"], "u", { id: 5 } as never);
    });
    expect(await refusal(wrong(agentContext))).toMatchObject({
      graph: "support-agent",
      boundary: "store",
      node: "look",
    });
  });

  it("checks the events and the questions", async () => {
    const event = foreign(() => getRuntime(supportAgentContract).streamWriter({ type: "smile" } as never));
    expect(await refusal(event(agentContext))).toMatchObject({ boundary: "event", node: "look" });
    const question = foreign(() => {
      getRuntime(supportAgentContract).interrupt("choose_team", [] as never);
    });
    expect(await refusal(question(agentContext))).toMatchObject({ boundary: "interrupt", node: "look" });
  });

  it("refuses a context that is not the contract's", async () => {
    const call = foreign(() => void getRuntime(supportAgentContract));
    const error = await refusal(call({ ...agentContext, user: { id: "u" } } as never));
    expect(error).toMatchObject({ boundary: "context" });
    expect(error.message).toContain('getRuntime was called for the contract "support-agent"');
  });

  it("that has no context gives a runtime without one", async () => {
    const found: unknown[] = [];
    await foreign(() => void found.push(getRuntime(fanoutContract).context))(agentContext);
    expect(found).toEqual([undefined]);
  });
});

describe("getRuntime below a chain that a node calls", () => {
  it("is found by the contract of the graph, also where that has no context", async () => {
    const found: unknown[] = [];
    const chain = RunnableLambda.from(() => getRuntime(fanoutContract));
    const graph = new FanoutStateGraph()
      .addNode("a", async (_state, _runtime, config) => {
        found.push(await chain.invoke({}, config));
        return { rounds: 1 };
      })
      .setEntryPoint("a")
      .compile();
    await graph.invoke({});
    expect(found).toEqual([expect.any(Runtime)]);
  });
});
