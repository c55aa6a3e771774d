import { AIMessage } from "@langchain/core/messages";
import { tool } from "@langchain/core/tools";
import {
  Annotation,
  Command,
  getStore,
  getWriter,
  InMemoryStore,
  interrupt,
  type LangGraphRunnableConfig,
  MemorySaver,
  MessagesAnnotation,
  START,
  StateGraph,
} from "@langchain/langgraph";
import { ToolNode } from "@langchain/langgraph/prebuilt";
import { describe, expect, it } from "vitest";
import {
  type SupportAgentRuntime,
  SupportAgentStateGraph,
  type SupportAgentUpdate,
} from "../../generated/support-agent/index.js";
import { refusal } from "../support/refusal.js";
import { agentContext, ticket } from "../support/support-agent.js";

type Node = (config: LangGraphRunnableConfig) => SupportAgentUpdate | Promise<SupportAgentUpdate>;

const input = { ticket, messages: [{ role: "user", content: "hi" }] };
const refund = { kind: "refund", order_id: "o1", amount: { amount: 20, currency: "EUR" } } as const;
const refundQuestion = { name: "approve_refund", value: refund };
const typing = { type: "typing" } as const;
const mistyped = { type: "typing", extra: 1 };

/** A graph of one node that is written as for LangGraph itself, and the same graph inside of one without a contract. */
function ported(node: Node) {
  const own = new SupportAgentStateGraph()
    .addNode("ported", (_state, _runtime: SupportAgentRuntime, config) => node(config))
    .setEntryPoint("ported")
    .setFinishPoint("ported");
  const state = Annotation.Root({
    ...MessagesAnnotation.spec,
    ticket: Annotation<unknown>(),
    facts: Annotation<unknown>(),
  });
  const store = new InMemoryStore();
  const checkpointer = new MemorySaver();
  const plain = new StateGraph(state)
    .addNode("inner", own.compile({ store: new InMemoryStore() }).langgraph)
    .addEdge(START, "inner");
  const options = { context: { ...agentContext } as const, configurable: { thread_id: "t" } };
  return {
    store,
    options,
    graphs: {
      "a graph": own.compile({ store, checkpointer }).langgraph,
      "a subgraph": plain.compile({ store, checkpointer }),
    },
  };
}

const places = ["a graph", "a subgraph"] as const;

async function written(stream: Promise<AsyncIterable<unknown>>): Promise<unknown[]> {
  const chunks: unknown[] = [];
  for await (const chunk of await stream) chunks.push(chunk);
  return chunks;
}

describe.each(places)("LangGraph's own calls in a node of %s", (place) => {
  it.each([
    ["config.writer", (config: LangGraphRunnableConfig) => config.writer],
    ["getWriter()", () => getWriter()],
  ])("%s writes an event that fits, and refuses one that does not", async (_name, writerOf) => {
    const run = (event: unknown) => {
      const { graphs, options } = ported((config) => {
        writerOf(config)?.(event);
        return {};
      });
      return written(graphs[place].stream(input, { ...options, streamMode: "custom" }));
    };
    expect(await run(typing)).toEqual([typing]);
    const error = await refusal(run(mistyped));
    expect(error).toMatchObject({ graph: "support-agent", boundary: "event", node: "ported" });
    const twice = await Promise.allSettled([run(mistyped), run(mistyped)]);
    expect(twice.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  });

  it.each([
    ["config.store", (config: LangGraphRunnableConfig) => config.store],
    ["getStore()", () => getStore()],
  ])(
    "%s keeps an item that fits, and refuses others and namespaces that there are not",
    async (_name, storeOf) => {
      const read: unknown[] = [];
      const attempt = async (namespace: string[], value: object) => {
        const { graphs, options, store } = ported(async (config) => {
          await storeOf(config)?.put(namespace, "k", value);
          read.push((await storeOf(config)?.get(namespace, "k"))?.value);
          return {};
        });
        await graphs[place].invoke(input, options);
        return store.get(namespace, "k");
      };
      const user = { id: "u", name: "Alice", plan: "team" };
      const item = await attempt(["users"], user);
      expect(read).toMatchObject([user]);
      expect(item?.value).toMatchObject(user);
      const error = await refusal(attempt(["users"], { id: 5 }));
      expect(error).toMatchObject({ graph: "support-agent", boundary: "store", node: "ported" });
      expect((await refusal(attempt(["user"], user))).message).toContain('no namespace ["user"]');
    },
  );

  it("interrupt() asks a question of the contract, with its defaults and what an answer looks like", async () => {
    const approvals: boolean[] = [];
    const { graphs, options } = ported(() => {
      const { approved }: { approved: boolean } = interrupt(refundQuestion);
      approvals.push(approved);
      return {};
    });
    const graph = graphs[place];
    expect(await graph.invoke(input, options)).toMatchObject({
      __interrupt__: [
        {
          value: { name: "approve_refund", value: { reason: "goodwill" } },
          response_schema: { required: ["approved"] },
        },
      ],
    });
    const error = await refusal(graph.invoke(new Command({ resume: { approved: "yes" } }), options));
    expect(error).toMatchObject({ boundary: "resume", node: "ported" });
    expect((await graph.getState(options)).tasks[0]?.interrupts).toHaveLength(1);
    const done = await graph.invoke(new Command({ resume: { approved: true } }), options);
    expect(approvals).toEqual([true]);
    expect(done).not.toHaveProperty("__interrupt__");
  });

  it.each([
    ["a question that there is not", { name: "approve", value: refund }],
    ["a value that does not fit", { name: "approve_refund", value: {} }],
    ["no question at all", "May I?"],
  ])("interrupt() with %s is refused, and nobody is asked", async (_name, value) => {
    const { graphs, options } = ported(() => ({ facts: { answered: interrupt<unknown, string>(value) } }));
    const error = await refusal(graphs[place].invoke(input, options));
    expect(error).toMatchObject({ graph: "support-agent", boundary: "interrupt", node: "ported" });
    const { tasks } = await graphs[place].getState(options);
    expect(tasks.flatMap(({ interrupts }) => interrupts)).toEqual([]);
  });

  it("are let go with the run that is aborted, and checked in the next", async () => {
    const abort = new AbortController();
    const { graphs, options } = ported((config) => {
      if (!abort.signal.aborted) {
        abort.abort();
        config.signal?.throwIfAborted();
      }
      config.writer?.(mistyped);
      return {};
    });
    await expect(graphs[place].invoke(input, { ...options, signal: abort.signal })).rejects.toThrow();
    expect(await refusal(graphs[place].invoke(null, options))).toMatchObject({ boundary: "event" });
  });
});

describe("LangGraph's own calls below a node", () => {
  it("are checked in a plain tool that a node calls, and in one of a tool node", async () => {
    const write = tool(
      (_args, config: LangGraphRunnableConfig) => {
        config.writer?.(mistyped);
        return "done";
      },
      { name: "write", description: "Writes.", schema: { type: "object", properties: {} } },
    );
    const { graphs, options } = ported(async (config) => ({
      facts: { said: await write.invoke({}, config) },
    }));
    expect(await refusal(graphs["a graph"].invoke(input, options))).toMatchObject({ boundary: "event" });
    const withTools = new SupportAgentStateGraph()
      .addNode("tools", new ToolNode([write], { handleToolErrors: false }))
      .setEntryPoint("tools")
      .setFinishPoint("tools")
      .compile({ store: new InMemoryStore() });
    const call = new AIMessage({ content: "", tool_calls: [{ name: "write", args: {}, id: "c" }] });
    expect(
      await refusal(withTools.invoke({ ticket, messages: [call] }, { context: agentContext })),
    ).toMatchObject({ boundary: "event", node: "tools" });
  });

  it("are not checked in a graph of another kind that runs inside: its events and items are its own", async () => {
    const other = new StateGraph(Annotation.Root({ facts: Annotation<unknown>() }))
      .addNode("free", async (_state, config) => {
        config.writer?.("anything");
        await getStore()?.put(["anywhere"], "k", { any: "thing" });
        return {};
      })
      .addEdge(START, "free")
      .compile({ store: new InMemoryStore() });
    const { graphs, options, store } = ported(async () => {
      await other.invoke({ facts: {} });
      return {};
    });
    await graphs["a graph"].invoke(input, options);
    expect((await store.get(["anywhere"], "k"))?.value).toEqual({ any: "thing" });
  });
});
