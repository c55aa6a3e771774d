import { AIMessage, type BaseMessage, type ToolMessage } from "@langchain/core/messages";
import {
  Annotation,
  Command,
  InMemoryStore,
  MemorySaver,
  MessagesAnnotation,
  START,
  StateGraph,
} from "@langchain/langgraph";
import { ToolNode } from "@langchain/langgraph/prebuilt";
import { describe, expect, it } from "vitest";
import {
  SupportAgentStateGraph,
  type SupportAgentToolRuntime,
  supportAgentTools,
} from "../../generated/support-agent/index.js";
import { refusal } from "../support/refusal.js";
import { agentContext, ticket } from "../support/support-agent.js";

type Work = (runtime: SupportAgentToolRuntime) => unknown;

/** A tool node in a graph of the contract, and in one without, whose tool does this work. */
function toolNode(work: Work, args: object = { user_id: "u" }) {
  const find = supportAgentTools.find_orders(async (_input, runtime) => (await work(runtime)) as never);
  const calls = [{ name: "find_orders", args: { ...args }, id: "c" }];
  const messages: BaseMessage[] = [new AIMessage({ content: "", tool_calls: calls })];
  const state = Annotation.Root({ ...MessagesAnnotation.spec, ticket: Annotation<unknown>() });
  const compiling = { checkpointer: new MemorySaver(), store: new InMemoryStore() };
  const graphs = {
    "a contract's graph": new SupportAgentStateGraph()
      .addNode("tools", new ToolNode([find]))
      .setEntryPoint("tools")
      .setFinishPoint("tools")
      .compile(compiling).langgraph,
    "a plain graph": new StateGraph(state)
      .addNode("tools", new ToolNode([find]))
      .addEdge(START, "tools")
      .compile(compiling),
  };
  const options = { context: { ...agentContext } as const, configurable: { thread_id: "t" } };
  return { graphs, options, input: { ticket, messages } };
}

describe.each(["a contract's graph", "a plain graph"] as const)("in a tool node of %s", (place) => {
  it.each<[name: string, boundary: string, work: Work]>([
    ["an output", "tool output", () => [{ id: 5 }]],
    ["an event", "event", (runtime) => runtime.streamWriter({ type: "dance" } as never)],
    ["an item", "store", (runtime) => runtime.store?.put(["users"], "u", { id: 5 } as never)],
    ["a question", "interrupt", (runtime) => runtime.interrupt("choose_team", [] as never)],
  ])("%s that does not fit rejects the run, each time", async (_name, boundary, work) => {
    const { graphs, options, input } = toolNode(work);
    const run = () => graphs[place].invoke(input, options);
    expect(await refusal(run())).toMatchObject({ graph: "support-agent", boundary, node: "tools" });
    const twice = await Promise.allSettled([run(), run()]);
    expect(twice.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  });

  it("arguments that do not fit are reported to the model", async () => {
    const { graphs, options, input } = toolNode(() => [], { user_id: 5 });
    const { messages }: { messages?: BaseMessage[] } = await graphs[place].invoke(input, options);
    const last = messages?.at(-1) ?? (await graphs[place].getState(options)).values.messages.at(-1);
    expect((last as ToolMessage).status).toBe("error");
    expect((last as ToolMessage).content).toContain("/user_id must be a string");
  });

  it("a wrong answer leaves the question open, and a right one goes on", async () => {
    const { graphs, options, input } = toolNode((runtime) => {
      runtime.interrupt("choose_team", ["billing"]);
      return [];
    });
    const graph = graphs[place];
    await graph.invoke(input, options);
    const error = await refusal(graph.invoke(new Command({ resume: { no: "team" } }), options));
    expect(error).toMatchObject({ boundary: "resume", node: "tools" });
    const { tasks } = await graph.getState(options);
    expect(tasks[0]?.interrupts).toHaveLength(1);
    await graph.invoke(new Command({ resume: "billing" }), options);
    const { next, values } = await graph.getState(options);
    expect(next).toEqual([]);
    expect(values.messages.at(-1).status).toBe("success");
  });

  it("an abort is not a message for the model either", async () => {
    const abort = new AbortController();
    const { graphs, options, input } = toolNode((runtime) => {
      abort.abort();
      runtime.streamWriter({ type: "dance" } as never);
    });
    await expect(graphs[place].invoke(input, { ...options, signal: abort.signal })).rejects.toThrow();
    const { values } = await graphs[place].getState(options);
    expect(values.messages).toHaveLength(1);
  });
});
