import { FakeListChatModel } from "@langchain/core/utils/testing";
import { Annotation, MemorySaver, START, StateGraph } from "@langchain/langgraph";
import { describe, expect, it } from "vitest";
import { GreetingStateGraph } from "../../generated/greeting/index.js";

const context = { user_id: "u" };

async function collect<Chunk>(stream: Promise<AsyncIterable<Chunk>>): Promise<Chunk[]> {
  const chunks: Chunk[] = [];
  for await (const chunk of await stream) chunks.push(chunk);
  return chunks;
}

function greeter() {
  return new GreetingStateGraph()
    .addNode("think", (_state, runtime) => {
      runtime.streamWriter({ at: "think" });
    })
    .addNode("greet", async () => {
      const model = new FakeListChatModel({ responses: ["Hi"] });
      return { response: String((await model.invoke("hello")).content) };
    })
    .addEdge(START, "think")
    .addEdge("think", "greet")
    .setFinishPoint("greet");
}

describe("stream", () => {
  const graph = greeter().compile({ checkpointer: new MemorySaver() });
  let threads = 0;
  const options = () => ({ context, configurable: { thread_id: `s${threads++}` } });

  it("yields updates by node where nothing else is asked for", async () => {
    const chunks = await collect(graph.stream({}, options()));
    expect(chunks).toEqual([{ think: {} }, { greet: { response: "Hi" } }]);
  });

  it("yields the state after each step as values", async () => {
    const chunks = await collect(graph.stream({ response: "old" }, { ...options(), streamMode: "values" }));
    expect(chunks.map(({ response }) => response)).toEqual(["old", "Hi"]);
  });

  it("yields what nodes write as custom", async () => {
    expect(await collect(graph.stream({}, { ...options(), streamMode: "custom" }))).toEqual([
      { at: "think" },
    ]);
  });

  it("yields a model's tokens with their metadata as messages", async () => {
    const chunks = await collect(graph.stream({}, { ...options(), streamMode: "messages" }));
    expect(chunks.map(([message]) => message.content).join("")).toBe("Hi");
    expect(chunks[0]?.[1]).toMatchObject({ langgraph_node: "greet" });
  });

  it("yields tasks as they start and end", async () => {
    const chunks = await collect(graph.stream({}, { ...options(), streamMode: "tasks" }));
    const seen = chunks.map((chunk) => ("result" in chunk ? `${chunk.name} ended` : `${chunk.name} started`));
    expect(seen).toEqual(["think started", "think ended", "greet started", "greet ended"]);
  });

  it("yields checkpoints with the state and what comes next", async () => {
    const chunks = await collect(graph.stream({}, { ...options(), streamMode: "checkpoints" }));
    expect(chunks.map(({ next }) => next)).toEqual([["__start__"], ["think"], ["greet"], []]);
    expect(chunks.at(-1)?.values).toEqual({ response: "Hi" });
  });

  it("yields debug information", async () => {
    const chunks = await collect(graph.stream({}, { ...options(), streamMode: "debug" }));
    expect(new Set(chunks.map(({ type }) => type))).toEqual(new Set(["checkpoint", "task", "task_result"]));
  });

  it("yields several modes at once, each chunk with its mode", async () => {
    const chunks = await collect(graph.stream({}, { ...options(), streamMode: ["updates", "custom"] }));
    expect(chunks).toEqual([
      ["custom", { at: "think" }],
      ["updates", { think: {} }],
      ["updates", { greet: { response: "Hi" } }],
    ]);
  });

  it("yields what subgraphs do, with their namespaces", async () => {
    const Outer = Annotation.Root({ response: Annotation<string> });
    const plain = new StateGraph(Outer)
      .addNode("write", () => ({ response: "inner" }))
      .addEdge(START, "write")
      .compile();
    const outer = new GreetingStateGraph().addNode("inner", plain).setEntryPoint("inner").compile();
    const chunks = await collect(outer.stream({}, { context, subgraphs: true }));
    expect(chunks.map(([namespace, chunk]) => [namespace.length, chunk])).toEqual([
      [1, { write: { response: "inner" } }],
      [0, { inner: { response: "inner" } }],
    ]);
    const both = await collect(outer.stream({}, { context, subgraphs: true, streamMode: ["values"] }));
    expect(both.at(-1)).toEqual([[], "values", { response: "inner" }]);
  });

  it("yields events of the run", async () => {
    const events = [];
    for await (const event of graph.streamEvents({}, { ...options(), version: "v2" })) events.push(event);
    expect(events.filter(({ event }) => event === "on_chat_model_end")).toHaveLength(1);
    expect(events.at(-1)).toMatchObject({ event: "on_chain_end", data: { output: { response: "Hi" } } });
  });
});
