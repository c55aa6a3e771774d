import type { BaseMessage } from "@langchain/core/messages";
import {
  Annotation,
  Command,
  InMemoryStore,
  MemorySaver,
  MessagesAnnotation,
  Send,
  StateGraph,
} from "@langchain/langgraph";
import { ToolNode } from "@langchain/langgraph/prebuilt";
import { ContractError, openStore } from "graphwright";
import { describe, expect, it } from "vitest";
import {
  SupportAgentContext,
  SupportAgentStateGraph,
  supportAgentContract,
} from "../../generated/support-agent/index.js";
import { refusal } from "../support/refusal.js";
import { type AgentToolRuntime, calling, context, order, ticket, tools } from "./support-agent.js";

const thread = { configurable: { thread_id: "t" } };

/** A contract graph whose only node runs the tools that the input's last message calls. */
function agent(node: ToolNode, options: { checkpointer?: MemorySaver; store?: InMemoryStore } = {}) {
  return new SupportAgentStateGraph()
    .addNode("tools", node)
    .setEntryPoint("tools")
    .setFinishPoint("tools")
    .compile({ store: new InMemoryStore(), checkpointer: new MemorySaver(), ...options });
}

/** An input whose message calls a tool. */
function asking(...message: Parameters<typeof calling>) {
  return { ticket, messages: [calling(...message)] };
}

async function lastMessage(graph: ReturnType<typeof agent>): Promise<BaseMessage | undefined> {
  return (await graph.getState(thread)).values.messages.at(-1);
}

describe("a tool node in a contract graph", () => {
  it("runs tools with the run's context, its state, its node and the call", async () => {
    const seen: AgentToolRuntime[] = [];
    const graph = agent(
      new ToolNode([
        tools.find_orders((_input, runtime) => {
          seen.push(runtime);
          return [order];
        }),
      ]),
    );
    await graph.invoke(asking("find_orders", { user_id: "u" }), { ...thread, context });
    expect(await lastMessage(graph)).toMatchObject({
      content: JSON.stringify([order]),
      tool_call_id: "call_1",
    });
    const [runtime] = seen;
    expect(runtime?.context).toEqual(SupportAgentContext.parse(context));
    expect(runtime?.state).toMatchObject({
      ticket: { id: "T-1", priority: "normal" },
      intent: null,
      actions: [],
    });
    expect(runtime?.toolCallId).toBe("call_1");
    expect(runtime?.toolCall).toMatchObject({ name: "find_orders", args: { user_id: "u" } });
    expect(runtime?.executionInfo).toMatchObject({ nodeAttempt: 1, threadId: "t" });
    expect(runtime?.config.metadata?.langgraph_node).toBe("tools");
    expect(runtime?.control).toBeDefined();
  });

  it("shows the model what was wrong with its arguments, without their values", async () => {
    const graph = agent(new ToolNode([tools.find_orders(() => [])]));
    await graph.invoke(asking("find_orders", { user_id: "u", limit: 4711 }), { ...thread, context });
    const answer = await lastMessage(graph);
    expect(answer).toMatchObject({ status: "error", tool_call_id: "call_1" });
    expect(answer?.text).toContain("/limit must be");
    expect(answer?.text).toContain('the tool "find_orders"');
    expect(answer?.text).not.toContain("4711");
  });

  it("rejects the run where it handles no errors, naming the node; the thread goes on from its checkpoint", async () => {
    const checkpointer = new MemorySaver();
    const broken = tools.find_orders(() => [{ id: "o1" }] as never);
    const graph = agent(new ToolNode([broken], { handleToolErrors: false }), { checkpointer });
    const error = await refusal(
      graph.invoke(asking("find_orders", { user_id: "u" }), { ...thread, context }),
    );
    expect(error).toMatchObject({ boundary: "tool output", node: "tools", graph: "support-agent" });
    expect((await graph.getState(thread)).next).toEqual(["tools"]);
    const mended = agent(new ToolNode([tools.find_orders(() => [order])]), { checkpointer });
    await mended.invoke(null, { ...thread, context });
    expect(await lastMessage(mended)).toMatchObject({
      tool_call_id: "call_1",
      content: JSON.stringify([order]),
    });
  });

  it("leaves the arguments in the model's message as they came", async () => {
    const graph = agent(new ToolNode([tools.find_orders(() => [])]));
    const message = calling("find_orders", Object.freeze({ user_id: "u" }));
    await graph.invoke({ ticket, messages: [message] }, { ...thread, context });
    expect(message.tool_calls?.[0]?.args).toEqual({ user_id: "u" });
  });

  it("applies a tool's command", async () => {
    const graph = agent(
      new ToolNode([tools.find_orders(() => new Command({ update: { sources: ["https://a.example/"] } }))]),
    );
    const result = await graph.invoke(asking("find_orders", { user_id: "u" }), { ...thread, context });
    expect(result).toMatchObject({ sources: ["https://a.example/"] });
  });

  it("gives a tool that was sent a call of its own the state that came with it", async () => {
    const seen: unknown[] = [];
    const graph = new StateGraph(MessagesAnnotation)
      .addNode("start", () => ({}))
      .addNode(
        "tools",
        new ToolNode([
          tools.find_orders((_input, runtime) => {
            seen.push(runtime.state, runtime.toolCallId);
            return [];
          }),
        ]),
      )
      .addEdge("__start__", "start")
      .addConditionalEdges("start", () => [
        new Send("tools", {
          lg_tool_call: { name: "find_orders", args: { user_id: "u" }, id: "call_9", type: "tool_call" },
          draft: "d",
        }),
      ])
      .compile({ store: new InMemoryStore() });
    await graph.invoke({ messages: [] }, { context: { ...context } });
    expect(seen).toEqual([{ draft: "d" }, "call_9"]);
  });

  it("keeps the store, the events and the interrupts of its tools to the contract", async () => {
    const store = new InMemoryStore();
    const graph = agent(
      new ToolNode([
        tools.find_orders(async (_input, runtime) => {
          const { user } = runtime.context;
          await runtime.store?.put(["users"], user.id, user);
          runtime.streamWriter({ type: "typing" });
          const team = runtime.interrupt("choose_team", ["a", "b"]);
          expect(() => runtime.streamWriter({ type: "nonsense" } as never)).toThrow(ContractError);
          await expect(runtime.store?.put(["users"], "x", { id: 1 } as never)).rejects.toThrow(ContractError);
          return [{ ...order, id: team }];
        }),
      ]),
      { store },
    );
    const events: unknown[] = [];
    const input = asking("find_orders", { user_id: "u" });
    for await (const event of await graph.stream(input, { ...thread, context, streamMode: "custom" })) {
      events.push(event);
    }
    expect(events).toEqual([{ type: "typing" }]);
    expect(await openStore(supportAgentContract, store).get(["users"], "user_123")).toMatchObject({
      value: { name: "Alice" },
    });
    await graph.invoke(new Command({ resume: "b" }), { ...thread, context });
    expect((await lastMessage(graph))?.text).toContain('"id":"b"');
  });
});

describe("a tool node in a plain graph", () => {
  const State = Annotation.Root({ ...MessagesAnnotation.spec, note: Annotation<string> });
  const plain = (node: ToolNode) =>
    new StateGraph(State)
      .addNode("tools", node)
      .addEdge("__start__", "tools")
      .addEdge("tools", "__end__")
      .compile({ store: new InMemoryStore() });
  const input = { messages: [calling("find_orders", { user_id: "u" })], note: "n" };

  it("runs tools whose context fits, with defaults, and that graph's state", async () => {
    const seen: AgentToolRuntime[] = [];
    const tool = tools.find_orders((_input, runtime) => {
      seen.push(runtime);
      return [];
    });
    await plain(new ToolNode([tool])).invoke(input, { context: { ...context } });
    expect(seen[0]?.context.locale).toBe("en");
    expect(seen[0]?.state).toMatchObject({ note: "n" });
  });

  it("refuses them another graph's context, and none", async () => {
    const tool = tools.find_orders(() => {
      throw new Error("called");
    });
    const graph = plain(new ToolNode([tool], { handleToolErrors: false }));
    for (const other of [{ context: { user: 4711 } }, {}]) {
      const error = await refusal(graph.invoke(input, other));
      expect(error).toMatchObject({ graph: "support-agent", boundary: "context" });
      expect(error.message).not.toContain("4711");
    }
  });
});
