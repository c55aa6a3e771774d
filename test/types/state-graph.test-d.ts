import { Annotation, Command, END, START, StateGraph } from "@langchain/langgraph";
import { isOwnChunk, type UpdatesExtra } from "graphwright";
import { describe, expectTypeOf, it } from "vitest";
import {
  type GreetingOutput,
  type GreetingState,
  GreetingStateGraph,
  type GreetingUpdate,
} from "../../generated/greeting/index.js";
import {
  type OrdersState,
  OrdersStateGraph,
  type OrdersUpdate,
} from "../contracts/generated/orders/index.js";
import { TallyStateGraph } from "../contracts/generated/tally/index.js";

const nothing = () => undefined;

describe("nodes", () => {
  it("know the state, the runtime and what to return", () => {
    new OrdersStateGraph().addNode("a", (state, runtime) => {
      expectTypeOf(state).toEqualTypeOf<OrdersState>();
      expectTypeOf(state.items).toEqualTypeOf<OrdersState["items"]>();
      expectTypeOf(state.note).toEqualTypeOf<string | undefined>();
      expectTypeOf(runtime.context.locale).toEqualTypeOf<string>();
      return { total: 1 };
    });
  });

  it("may return a command or nothing, sync or async", () => {
    new OrdersStateGraph()
      .addNode("a", async () => new Command({ update: { total: 1 }, goto: "b" }))
      .addNode("b", () => {})
      .addNode("c", async () => undefined);
  });

  it("may not return what no update is", () => {
    const graph = new OrdersStateGraph();
    // @ts-expect-error A string is no update.
    graph.addNode("a", () => "done");
    // @ts-expect-error The field is a number.
    graph.addNode("a", () => ({ total: "1" }));
    // @ts-expect-error The same from an async node.
    graph.addNode("a", async () => ({ status: "lost" }));
  });

  it("read fields that are always there as such, and others as optional", () => {
    expectTypeOf<OrdersState["status"]>().toEqualTypeOf<"open" | "paid" | "shipped">();
    expectTypeOf<OrdersState["tags"]>().toEqualTypeOf<string[]>();
    expectTypeOf<OrdersState["largest"]>().toEqualTypeOf<number | undefined>();
    expectTypeOf<GreetingState["response"]>().toEqualTypeOf<string | undefined>();
    expectTypeOf<OrdersUpdate["status"]>().toEqualTypeOf<"open" | "paid" | "shipped" | undefined>();
  });
});

describe("edges", () => {
  const graph = new GreetingStateGraph().addNode("a", nothing).addNode({ b: nothing, c: nothing });

  it("go to nodes that exist", () => {
    graph.addEdge(START, "a").addEdge("a", "b").addEdge(["a", "b"], "c").addEdge("c", END);
    // @ts-expect-error There is no such node.
    graph.addEdge("a", "d");
    // @ts-expect-error There is no such node.
    graph.addEdge("d", "a");
    // @ts-expect-error There is no such node.
    graph.setEntryPoint("d");
    // @ts-expect-error There is no such node.
    graph.addEdge(["a", "d"], "b");
    // @ts-expect-error There is no such node.
    new GreetingStateGraph().addSequence({ x: nothing, y: nothing }).setFinishPoint("z");
  });

  it("are chosen by routers among nodes that exist", () => {
    graph.addConditionalEdges("a", (state) => (state.response === undefined ? "b" : END));
    graph.addConditionalEdges("a", () => "yes", { yes: "b" });
    // @ts-expect-error There is no such node.
    graph.addConditionalEdges("a", () => "d");
    // @ts-expect-error The label has no target.
    graph.addConditionalEdges("a", () => "no", { yes: "b" });
    // @ts-expect-error The target does not exist.
    graph.addConditionalEdges("a", () => "yes", { yes: "d" });
  });
});

describe("calls", () => {
  const greeting = new GreetingStateGraph().addNode("a", nothing).setEntryPoint("a").compile();
  const tally = new TallyStateGraph({ count_votes: (votes, name) => ({ ...votes, [name]: 1 }) })
    .addNode("a", nothing)
    .setEntryPoint("a")
    .compile();

  it("need a context exactly where the schema requires something of it", () => {
    () => greeting.invoke({}, { context: { user_id: "u" } });
    () => tally.invoke({ question: "why?" });
    // @ts-expect-error The context is required.
    () => greeting.invoke({});
    // @ts-expect-error The context is required among the options.
    () => greeting.invoke({}, { tags: [] });
    // @ts-expect-error A part of the context is missing.
    () => greeting.invoke({}, { context: {} });
    // @ts-expect-error A wrong type.
    () => greeting.invoke({}, { context: { user_id: 5 } });
    // @ts-expect-error An unknown property.
    () => greeting.invoke({}, { context: { user_id: "u", usr: 1 } });
    // @ts-expect-error The contract has no context.
    () => tally.invoke({ question: "why?" }, { context: { user_id: "u" } });
    // @ts-expect-error The same for streams.
    () => greeting.stream({});
  });

  it("need none once one is bound", () => {
    const bound = greeting.withConfig({ context: { user_id: "u" } });
    () => bound.invoke({});
    () => bound.stream({});
  });

  it("take what the input says and return what the output says", () => {
    // @ts-expect-error A wrong type.
    () => greeting.invoke({ response: 5 }, { context: { user_id: "u" } });
    // @ts-expect-error The input requires a question.
    () => tally.invoke({});
    const call = () => greeting.invoke({}, { context: { user_id: "u" } });
    expectTypeOf<Awaited<ReturnType<typeof call>>>().toEqualTypeOf<GreetingOutput>();
    () => greeting.invoke(new Command({ resume: "yes" }), { context: { user_id: "u" } });
    () => greeting.invoke(null, { context: { user_id: "u" } });
  });

  it("type snapshots and updates of threads", async () => {
    const thread = { configurable: { thread_id: "t" } };
    const read = async () => (await greeting.getState(thread)).values;
    expectTypeOf<Awaited<ReturnType<typeof read>>>().toEqualTypeOf<GreetingState>();
    () => greeting.updateState(thread, { response: "x" }, "a");
    // @ts-expect-error A wrong type.
    () => greeting.updateState(thread, { response: 5 });
    // @ts-expect-error There is no such node.
    () => greeting.updateState(thread, {}, "b");
  });

  it("type what is streamed", () => {
    const options = { context: { user_id: "u" } };
    const updates = async () => {
      for await (const chunk of await greeting.stream({}, options)) return chunk;
      throw new Error();
    };
    type Updates = { readonly a?: GreetingUpdate } & UpdatesExtra<unknown>;
    expectTypeOf<Awaited<ReturnType<typeof updates>>>().toEqualTypeOf<Updates>();
    const values = async () => {
      for await (const chunk of await greeting.stream({}, { ...options, streamMode: "values" })) return chunk;
      throw new Error();
    };
    expectTypeOf<Awaited<ReturnType<typeof values>>>().toEqualTypeOf<GreetingState>();
    const both = async () => {
      for await (const chunk of await greeting.stream({}, { ...options, streamMode: ["values", "updates"] }))
        return chunk;
      throw new Error();
    };
    expectTypeOf<Awaited<ReturnType<typeof both>>>().toEqualTypeOf<
      [mode: "values", chunk: GreetingState] | [mode: "updates", chunk: Updates]
    >();
    const all = { ...options, subgraphs: true } as const;
    const withSubgraphs = async () => {
      for await (const yielded of await greeting.stream({}, all)) {
        expectTypeOf(yielded[1]).toEqualTypeOf<Updates | Record<string, unknown>>();
        if (isOwnChunk(yielded)) return yielded[1];
      }
      throw new Error();
    };
    expectTypeOf<Awaited<ReturnType<typeof withSubgraphs>>>().toEqualTypeOf<Updates>();
    const severalWithSubgraphs = async () => {
      for await (const yielded of await greeting.stream({}, { ...all, streamMode: ["values", "messages"] })) {
        if (isOwnChunk(yielded) && yielded[1] === "values") return yielded[2];
      }
      throw new Error();
    };
    expectTypeOf<Awaited<ReturnType<typeof severalWithSubgraphs>>>().toEqualTypeOf<GreetingState>();
  });
});

describe("a compiled graph", () => {
  it("is a node of a plain LangGraph graph, and takes one", () => {
    const greeting = new GreetingStateGraph().addNode("a", nothing).setEntryPoint("a").compile();
    const State = Annotation.Root({ response: Annotation<string> });
    const plain = new StateGraph(State).addNode("inner", greeting).addEdge(START, "inner").compile();
    new GreetingStateGraph().addNode("plain", plain).addNode("own", greeting);
  });
});

describe("a constructor", () => {
  it("demands the reducers that the contract names, typed", () => {
    new TallyStateGraph({
      count_votes: (votes, name) => {
        expectTypeOf(votes).toEqualTypeOf<{ [key: string]: number }>();
        expectTypeOf(name).toEqualTypeOf<string>();
        return votes;
      },
    });
    // @ts-expect-error The reducer is missing.
    () => new TallyStateGraph();
    // @ts-expect-error The reducer returns something else.
    () => new TallyStateGraph({ count_votes: () => 5 });
  });
});
