import { setTimeout as sleep } from "node:timers/promises";
import { AIMessage, type BaseMessage, type ToolMessage } from "@langchain/core/messages";
import { tool } from "@langchain/core/tools";
import {
  Annotation,
  Command,
  getStore,
  InMemoryStore,
  interrupt,
  type LangGraphRunnableConfig,
  MemorySaver,
  MessagesAnnotation,
  START,
  StateGraph,
  type StateSnapshot,
} from "@langchain/langgraph";
import { ToolNode } from "@langchain/langgraph/prebuilt";
import { getRuntime } from "graphwright";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import {
  SupportAgentStateGraph,
  type SupportAgentToolRuntime,
  supportAgentContract,
  supportAgentTools,
} from "../../generated/support-agent/index.js";
import { refusal } from "../support/refusal.js";
import { agentContext, ticket } from "../support/support-agent.js";

interface Work {
  readonly plain?: (config: LangGraphRunnableConfig) => unknown;
  readonly own?: (runtime: SupportAgentToolRuntime) => unknown;
  readonly handleToolErrors?: boolean;
}

/** One tool node with a tool of LangChain's and one of the contract, both called at once. */
function sideBySide({ plain = () => "plain", own = () => [], handleToolErrors = true }: Work) {
  const weather = tool(async (_args, config: LangGraphRunnableConfig) => (await plain(config)) as string, {
    name: "weather",
    schema: z.object({}),
  });
  const find = supportAgentTools.find_orders(async (_input, runtime) => (await own(runtime)) as never);
  const calls = [
    { name: "weather", args: {}, id: "plain" },
    { name: "find_orders", args: { user_id: "u" }, id: "own" },
  ];
  const messages: BaseMessage[] = [new AIMessage({ content: "", tool_calls: calls })];
  const store = new InMemoryStore();
  const checkpointer = new MemorySaver();
  const built = new SupportAgentStateGraph()
    .addNode("tools", new ToolNode([weather, find], { handleToolErrors }))
    .setEntryPoint("tools")
    .setFinishPoint("tools");
  const state = Annotation.Root({ ...MessagesAnnotation.spec, ticket: Annotation<unknown>() });
  const graphs = {
    "a contract's graph": built.compile({ checkpointer, store }).langgraph,
    "a subgraph": new StateGraph(state)
      .addNode("inner", built.compile({ store }).langgraph)
      .addEdge(START, "inner")
      .compile({ checkpointer, store }),
  };
  const options = { context: { ...agentContext } as const, configurable: { thread_id: "t" } };
  return { graphs, store, options, input: { ticket, messages } };
}

/** What a thread tells the model of each call. */
function told({ values }: Pick<StateSnapshot, "values">): Record<string, string> {
  const tools = values.messages.filter((message: BaseMessage) => message.type === "tool");
  return Object.fromEntries(tools.map(({ tool_call_id, text }: ToolMessage) => [tool_call_id, text]));
}

describe("a plain tool beside one of the contract", () => {
  it("runs as LangChain runs it, and its errors are for the model", async () => {
    const { graphs, options, input } = sideBySide({});
    await graphs["a contract's graph"].invoke(input, options);
    expect(told(await graphs["a contract's graph"].getState(options))).toEqual({ plain: "plain", own: "[]" });
    const failing = sideBySide({
      plain() {
        throw new Error("no forecast");
      },
    });
    await failing.graphs["a contract's graph"].invoke(failing.input, failing.options);
    expect(told(await failing.graphs["a contract's graph"].getState(options))).toMatchObject({
      plain: expect.stringContaining("no forecast"),
      own: "[]",
    });
  });

  it("has a tool node tell the model what was refused; nothing is written", async () => {
    const { graphs, options, input, store } = sideBySide({
      plain: () => getStore()?.put(["users"], "u", { id: 5 }),
    });
    await graphs["a contract's graph"].invoke(input, options);
    const { plain } = told(await graphs["a contract's graph"].getState(options));
    expect(plain).toContain('Graph "support-agent" refused the store');
    expect(await store.get(["users"], "u")).toBeNull();
  });
});

const places = ["a contract's graph", "a subgraph"] as const;

describe.each(places)("a plain tool beside one of the contract in %s", (place) => {
  it.each<[string, string, Work["plain"] & object]>([
    ["an event", "event", ({ writer }) => writer?.({ type: "dance" })],
    ["an item", "store", () => getStore()?.put(["users"], "u", { id: 5 })],
    ["a question", "interrupt", () => interrupt("Sure?")],
  ])("is refused %s that does not fit, twice at once too", async (_what, boundary, plain) => {
    const { graphs, options, input } = sideBySide({ plain, handleToolErrors: false });
    const run = () => refusal(graphs[place].invoke(input, options));
    for (const error of [await run(), ...(await Promise.all([run(), run()]))]) {
      expect(error).toMatchObject({ graph: "support-agent", boundary });
    }
  });

  const raw = () => interrupt({ name: "choose_team", value: ["plain"] });
  const asked = () => getRuntime(supportAgentContract).interrupt("choose_team", ["plain"]);

  it.each<[string, () => unknown, number[], number[]]>([
    ["in one order, the plain one by LangGraph's interrupt", raw, [0, 0, 0], [5, 5, 5]],
    ["in one order", asked, [0, 0, 0], [5, 5, 5]],
    ["in another order in the rerun", asked, [0, 20, 0], [10, 0, 20]],
  ])("gets its own answer, and so does the other, where both ask %s", async (_name, ask, before, after) => {
    const answers: Record<string, unknown> = {};
    const waits = { plain: [...before], own: [...after] };
    const { graphs, options, input } = sideBySide({
      async plain() {
        await sleep(waits.plain.shift() ?? 0);
        answers.plain = ask();
        return "plain";
      },
      async own(runtime) {
        await sleep(waits.own.shift() ?? 0);
        answers.own = runtime.interrupt("choose_team", ["own"]);
        return [];
      },
    });
    const graph = graphs[place];
    await graph.invoke(input, options);
    for (let turn = 0; turn < 6; turn++) {
      const { tasks } = await graph.getState(options);
      const [open] = tasks.flatMap(({ interrupts }) => interrupts);
      if (open === undefined) break;
      await graph.invoke(new Command({ resume: (open.value as { value: string[] }).value.join() }), options);
    }
    expect((await graph.getState(options)).next).toEqual([]);
    expect(answers).toEqual({ plain: "plain", own: "own" });
  });
});
