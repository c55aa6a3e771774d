import { AIMessage, type BaseMessage } from "@langchain/core/messages";
import { fakeModel } from "@langchain/core/testing";
import { tool } from "@langchain/core/tools";
import {
  Annotation,
  getWriter,
  InMemoryStore,
  type LangGraphRunnableConfig,
  MemorySaver,
  MessagesAnnotation,
  START,
  StateGraph,
} from "@langchain/langgraph";
import { ToolNode } from "@langchain/langgraph/prebuilt";
import { isOwnChunk } from "graphwright";
import { createAgent } from "langchain";
import { describe, expect, expectTypeOf, it } from "vitest";
import {
  type SupportAgentEvents,
  SupportAgentStateGraph,
  supportAgentEntrypoint,
} from "../../generated/support-agent/index.js";
import { FanoutStateGraph } from "../contracts/generated/fanout/index.js";
import { VaultStateGraph, vaultTools } from "../contracts/generated/vault/index.js";
import { refusal } from "../support/refusal.js";
import { agentContext, ticket } from "../support/support-agent.js";

const input = { ticket, messages: [{ role: "user", content: "hi" }] };
const custom = { context: agentContext, streamMode: "custom" } as const;
const typing = { type: "typing" } as const;
const foreign = { rows: 3 };
const reducers = { count: (held: number, more: number) => held + more };

async function collect<Chunk>(
  stream: Promise<AsyncIterable<Chunk>> | AsyncIterable<Chunk>,
): Promise<Chunk[]> {
  const chunks: Chunk[] = [];
  for await (const chunk of await stream) chunks.push(chunk);
  return chunks;
}

/** The nodes of a namespace, without the ids of their tasks. */
const nodes = (namespace: readonly string[]): string[] => namespace.map((name) => name.split(":")[0] ?? "");

const plain = new StateGraph(Annotation.Root({ facts: Annotation<Record<string, boolean>> }))
  .addNode("query", (_state, config: LangGraphRunnableConfig) => {
    config.writer?.(foreign);
    getWriter()?.(foreign);
    return { facts: { known: true } };
  })
  .addEdge(START, "query")
  .compile({ store: new InMemoryStore() });

const vault = new VaultStateGraph(reducers)
  .addNode("count", (_state, runtime) => {
    runtime.streamWriter(foreign);
    return { counted: 1 };
  })
  .setEntryPoint("count")
  .compile({ store: new InMemoryStore() });

const plainTool = tool(
  (_args, config: LangGraphRunnableConfig) => {
    config.writer?.(foreign);
    return "found";
  },
  { name: "echo", description: "Looks something up.", schema: { type: "object", properties: {} } },
);
/** A tool of a contract whose events may be any objects. */
const contractTool = vaultTools.echo((given, runtime) => {
  runtime.streamWriter(foreign);
  return given;
});
const calls = [{ name: "echo", args: {}, id: "c1", type: "tool_call" as const }];
const called = (messages: BaseMessage[]) =>
  new AIMessage(
    messages.some((message) => message.type === "tool") ? "done" : { content: "", tool_calls: calls },
  );
const prebuilt = (tools: (typeof plainTool | typeof contractTool)[]) =>
  createAgent({
    model: fakeModel().respond(called).respond(called).respond(called).respond(called),
    tools,
  });

const wrote = (_state: unknown, runtime: { streamWriter(event: typeof typing): void }) =>
  runtime.streamWriter(typing);

/** Graphs that write an event of their own, and have a graph inside that writes others. */
const graphs = {
  "a plain graph": () => new SupportAgentStateGraph().addNode("inside", plain),
  "a graph of another contract": () => new SupportAgentStateGraph().addNode("inside", vault.langgraph),
  "an agent of LangChain": () => new SupportAgentStateGraph().addNode("inside", prebuilt([plainTool]).graph),
  "an agent with a tool of another contract": () =>
    new SupportAgentStateGraph().addNode("inside", prebuilt([contractTool]).graph),
  "a graph that a node calls": () =>
    new SupportAgentStateGraph().addNode("inside", async () => {
      await plain.invoke({});
    }),
};
const insides = Object.keys(graphs) as (keyof typeof graphs)[];

function outer(inside: keyof typeof graphs) {
  return graphs[inside]()
    .addNode("own", wrote)
    .addEdge(START, "own")
    .addEdge("own", "inside")
    .compile({ store: new InMemoryStore(), checkpointer: new MemorySaver() });
}

let threads = 0;
const on = () => ({ configurable: { thread_id: `own-events-${threads++}` } });

describe.each(insides)("the custom stream of a graph around %s", (inside) => {
  it("has the events of the graph alone by default", async () => {
    const events = await collect(outer(inside).stream(input, { ...custom, ...on() }));
    expectTypeOf(events).toEqualTypeOf<SupportAgentEvents[]>();
    expect(events).toEqual([typing]);
    const both = await collect(
      outer(inside).stream(input, { ...custom, ...on(), streamMode: ["custom", "updates"] }),
    );
    expect(both.filter(([mode]) => mode === "custom")).toEqual([["custom", typing]]);
  });

  it("has all events with their namespaces on request", async () => {
    const chunks = await collect(outer(inside).stream(input, { ...custom, ...on(), subgraphs: true }));
    const own = chunks.filter(isOwnChunk);
    expectTypeOf(own).toEqualTypeOf<[namespace: [], chunk: SupportAgentEvents][]>();
    expect(own).toEqual([[[], typing]]);
    const others = chunks.filter((chunk) => !isOwnChunk(chunk));
    expect(others.length).toBeGreaterThan(0);
    for (const [namespace, event] of others) {
      expect(nodes(namespace)[0]).toBe("inside");
      expect(event).toEqual(foreign);
    }
  });

  it("keeps two runs at once apart", async () => {
    const graph = outer(inside);
    const [own, all] = await Promise.all([
      collect(graph.stream(input, { ...custom, ...on() })),
      collect(graph.stream(input, { ...custom, ...on(), subgraphs: true })),
    ]);
    expect(own).toEqual([typing]);
    expect(all.length).toBeGreaterThan(1);
  });

  it("still has the own events alone after a run that was aborted", async () => {
    const graph = outer(inside);
    const aborted = graph.stream(input, { ...custom, ...on(), signal: AbortSignal.abort() });
    await expect(collect(aborted)).rejects.toThrow();
    expect(await collect(graph.stream(input, { ...custom, ...on() }))).toEqual([typing]);
  });
});

describe("an event of a graph inside", () => {
  it("is checked by the contract of that graph, streamed or not", async () => {
    const broken = new SupportAgentStateGraph()
      .addNode("inner", (_state, runtime) => runtime.streamWriter({ type: "typing", extra: 1 } as never))
      .setEntryPoint("inner")
      .compile({ store: new InMemoryStore() });
    const around = new VaultStateGraph(reducers)
      .addNode("outer", () => broken.invoke(input, { context: agentContext }) as never)
      .setEntryPoint("outer")
      .compile({ store: new InMemoryStore() });
    const error = await refusal(collect(around.stream({}, { streamMode: "custom" })));
    expect(error).toMatchObject({ graph: "support-agent", boundary: "event", node: "inner" });
  });

  it("is one of the graph itself if a tool of another contract writes it in a node of the graph", async () => {
    const graph = new SupportAgentStateGraph()
      .addNode("tools", new ToolNode([contractTool]))
      .setEntryPoint("tools")
      .compile({ store: new InMemoryStore() });
    const asked = { ticket, messages: [new AIMessage({ content: "", tool_calls: calls })] };
    const error = await refusal(collect(graph.stream(asked, custom)));
    expect(error).toMatchObject({ graph: "support-agent", boundary: "event", node: "tools" });
  });

  it("goes where LangGraph sends it if the graph that was called has no contract", async () => {
    const around = new StateGraph(MessagesAnnotation)
      .addNode("vault", vault.langgraph)
      .addEdge(START, "vault")
      .compile({ store: new InMemoryStore() });
    expect(await collect(around.stream({ messages: [] }, { streamMode: "custom" }))).toEqual([foreign]);
  });

  it("is no event of a workflow that calls the graph", async () => {
    const workflow = supportAgentEntrypoint({ store: new InMemoryStore() }, async (given, runtime) => {
      runtime.streamWriter(typing);
      await plain.invoke({});
      return { ticket: given.ticket, actions: [], sources: [] };
    });
    expect(await collect(workflow.stream(input, custom))).toEqual([typing]);
    const all = await collect(workflow.stream(input, { ...custom, subgraphs: true }));
    expect(all.map(([namespace, event]) => [namespace.length, event])).toEqual([
      [0, typing],
      [1, foreign],
      [1, foreign],
    ]);
  });

  it("is that of a graph inside even if that runs on a thread of its own", async () => {
    const around = new SupportAgentStateGraph()
      .addNode("own", async (_state, runtime) => {
        runtime.streamWriter(typing);
        await plain.invoke({}, { configurable: { thread_id: "other" } });
      })
      .setEntryPoint("own")
      .compile({ store: new InMemoryStore() });
    expect(await collect(around.stream(input, custom))).toEqual([typing]);
    const all = await collect(around.stream(input, { ...custom, subgraphs: true }));
    expect(all.map(([namespace, event]) => [nodes(namespace), event])).toEqual([
      [[], typing],
      [["own"], foreign],
      [["own"], foreign],
    ]);
  });

  it("is checked if a node writes it through LangGraph's writer after it has ended", async () => {
    const wrong = { type: "typing", extra: 1 };
    let error: unknown;
    const graph = new SupportAgentStateGraph()
      .addNode("start", (_state, _runtime, config) => {
        setTimeout(() => {
          config.writer?.(typing);
          try {
            config.writer?.(wrong);
          } catch (refused) {
            error = refused;
          }
        }, 5);
        return {};
      })
      .addNode("wait", () => new Promise<void>((resolve) => setTimeout(resolve, 30)))
      .addEdge(START, "start")
      .addEdge("start", "wait")
      .compile({ store: new InMemoryStore() });
    expect(await collect(graph.stream(input, custom))).toEqual([typing]);
    expect(error).toMatchObject({ graph: "support-agent", boundary: "event", node: "start" });
  });

  it("is no event of a graph without an events member either", async () => {
    const around = new FanoutStateGraph()
      .addNode("inside", async (_state, _runtime, config) => {
        config.writer?.("own");
        await plain.invoke({});
      })
      .setEntryPoint("inside")
      .compile();
    expect(await collect(around.stream({}, { streamMode: "custom" }))).toEqual(["own"]);
  });

  it("reaches those who follow all that happens", async () => {
    const run = await outer("a plain graph").langgraph.streamEvents(input, {
      ...on(),
      context: agentContext,
      version: "v3",
    });
    const events: unknown[] = [];
    for await (const { method, params } of run) {
      if (method === "custom")
        events.push([nodes(params.namespace), (params.data as { payload: unknown }).payload]);
    }
    expect(events).toEqual([
      [[], typing],
      [["inside"], foreign],
      [["inside"], foreign],
    ]);
  });
});
