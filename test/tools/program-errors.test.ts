import { AIMessage, type BaseMessage, type ToolMessage } from "@langchain/core/messages";
import { fakeModel } from "@langchain/core/testing";
import {
  Annotation,
  Command,
  InMemoryStore,
  MemorySaver,
  MessagesAnnotation,
  START,
  StateGraph,
  type StateSnapshot,
} from "@langchain/langgraph";
import { ToolNode } from "@langchain/langgraph/prebuilt";
import { createAgent } from "langchain";
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
  const respond = (seen: BaseMessage[]) => (seen.at(-1)?.type === "tool" ? new AIMessage("done") : toCall());
  const toCall = () => new AIMessage({ content: "", tool_calls: calls });
  const agent = (kept: object) => {
    const model = fakeModel();
    for (let index = 0; index < 8; index += 1) model.respond(respond);
    return createAgent({ model, tools: [find], ...kept }).graph;
  };
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
    "an agent of LangChain": agent({ ...compiling }),
    "an agent inside a contract's graph": new SupportAgentStateGraph()
      .addNode("agent", agent({}))
      .setEntryPoint("agent")
      .setFinishPoint("agent")
      .compile(compiling).langgraph,
  };
  const options = { context: { ...agentContext } as const, configurable: { thread_id: "t" } };
  return { graphs, options, input: { ticket, messages } };
}

/** What a thread tells the model of its calls. */
function toolMessages({ values }: Pick<StateSnapshot, "values">): ToolMessage[] {
  return values.messages.filter((message: BaseMessage) => message.type === "tool");
}

const places = [
  "a contract's graph",
  "a plain graph",
  "an agent of LangChain",
  "an agent inside a contract's graph",
] as const;

describe.each(places)("in a tool node of %s", (place) => {
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
    await graphs[place].invoke(input, options);
    const [told] = toolMessages(await graphs[place].getState(options));
    expect(told?.status).toBe("error");
    expect(told?.content).toContain("/user_id must be a string");
  });

  it("a wrong answer leaves the question open, and a right one goes on", async () => {
    const { graphs, options, input } = toolNode((runtime) => {
      runtime.interrupt("choose_team", ["billing"]);
      return [];
    });
    const graph = graphs[place];
    await graph.invoke(input, options);
    const error = await refusal(graph.invoke(new Command({ resume: { no: "team" } }), options));
    // Of an agent inside it is the node around that is known before anything runs.
    expect(error).toMatchObject({ boundary: "resume", node: expect.stringMatching(/^(tools|agent)$/) });
    const { tasks } = await graph.getState(options);
    expect(tasks[0]?.interrupts).toHaveLength(1);
    await graph.invoke(new Command({ resume: "billing" }), options);
    const state = await graph.getState(options);
    expect(state.next).toEqual([]);
    expect(toolMessages(state).map(({ status }) => status)).toEqual(["success"]);
  });

  it("an abort is not a message for the model either", async () => {
    const abort = new AbortController();
    const { graphs, options, input } = toolNode((runtime) => {
      abort.abort();
      runtime.streamWriter({ type: "dance" } as never);
    });
    await expect(graphs[place].invoke(input, { ...options, signal: abort.signal })).rejects.toThrow();
    expect(toolMessages(await graphs[place].getState(options))).toEqual([]);
  });

  it("a context that does not fit rejects the run, twice at once too, and the thread goes on", async () => {
    const { graphs, options, input } = toolNode(() => []);
    const wrong = { ...options, context: { ...agentContext, locale: 4711 } as never };
    const run = () => refusal(graphs[place].invoke(input, wrong));
    for (const error of await Promise.all([run(), run()])) {
      expect(error).toMatchObject({ graph: "support-agent", boundary: "context" });
      expect(error.issues).toMatchObject([{ path: "/locale" }]);
      expect(error.message).not.toContain("4711");
    }
    const { values } = await graphs[place].getState(options);
    expect((values.messages ?? []).filter(({ type }: BaseMessage) => type === "tool")).toEqual([]);
    await graphs[place].invoke(input, options);
    expect(toolMessages(await graphs[place].getState(options)).map(({ status }) => status)).toContain(
      "success",
    );
  });
});
