import {
  Annotation,
  Command,
  CompiledStateGraph,
  END,
  MemorySaver,
  Send,
  START,
  StateGraph,
} from "@langchain/langgraph";
import {
  getInputTypeSchema,
  getOutputTypeSchema,
  getStateTypeSchema,
  getUpdateTypeSchema,
} from "@langchain/langgraph/zod/schema";
import { getRuntime, Runtime } from "graphwright";
import { describe, expect, it } from "vitest";
import { GreetingContext, type GreetingRuntime, GreetingStateGraph } from "../../generated/greeting/index.js";
import {
  OrdersContext,
  OrdersStateGraph,
  type OrdersUpdate,
  ordersContract,
} from "../contracts/generated/orders/index.js";
import { TallyStateGraph } from "../contracts/generated/tally/index.js";
import { refusal } from "../support/refusal.js";

const context = { tenant: "acme" };
const done: OrdersUpdate = { note: "done" };

describe("nodes", () => {
  it("are added one by one, by name and with options, sync and async", async () => {
    const graph = new OrdersStateGraph()
      .addNode("a", () => ({ total: 1 }))
      .addNode({ b: async () => ({ total: 2 }), c: () => undefined })
      .addNode([["d", () => ({ total: 4, ...done }), { metadata: { role: "last" } }]])
      .addEdge(START, "a")
      .addEdge("a", "b")
      .addEdge("b", "c")
      .addEdge("c", "d")
      .addEdge("d", END)
      .compile();
    expect((await graph.invoke({}, { context })).total).toBe(7);
  });

  it("are added as a sequence", async () => {
    const order: string[] = [];
    const step = (name: string) => () => {
      order.push(name);
      return name === "c" ? done : undefined;
    };
    const graph = new OrdersStateGraph()
      .addSequence({ a: step("a"), b: step("b") })
      .addSequence([["c", step("c")]])
      .addEdge("b", "c")
      .setEntryPoint("a")
      .setFinishPoint("c")
      .compile();
    await graph.invoke({}, { context });
    expect(order).toEqual(["a", "b", "c"]);
  });

  it("get the state with defaults and neutral elements before anyone has written it", async () => {
    const states: unknown[] = [];
    const graph = new OrdersStateGraph()
      .addNode("look", (state) => {
        states.push(state);
        return done;
      })
      .setEntryPoint("look")
      .setFinishPoint("look")
      .compile();
    await graph.invoke({}, { context });
    expect(states).toEqual([{ items: [], total: 0, tags: [], status: "open" }]);
  });

  it("wait for all of several, and are folded by the reducers", async () => {
    const graph = new OrdersStateGraph()
      .addNode({
        left: () => ({ total: 1, tags: ["x", "y"], largest: 3, customer: { name: "Ann" } }),
        right: () => ({ total: 2, tags: ["y", "z"], largest: 9, customer: { city: "Rome" } }),
        join: () => done,
      })
      .addEdge(START, "left")
      .addEdge(START, "right")
      .addEdge(["left", "right"], "join")
      .addEdge("join", END)
      .compile({ checkpointer: new MemorySaver() });
    const thread = { configurable: { thread_id: "t" }, context };
    await graph.invoke({}, thread);
    expect((await graph.getState(thread)).values).toMatchObject({
      total: 3,
      tags: ["x", "y", "z"],
      largest: 9,
      customer: { name: "Ann", city: "Rome" },
    });
  });

  it("fold with the program's own reducers", async () => {
    const graph = new TallyStateGraph({
      count_votes: (votes, name) => ({ ...votes, [name]: (votes[name] ?? 0) + 1 }),
    })
      .addNode({
        one: () => ({ votes: "ann" }),
        two: () => ({ votes: "bob" }),
        three: () => ({ votes: "ann" }),
      })
      .addEdge(START, "one")
      .addEdge(START, "two")
      .addEdge(START, "three")
      .compile();
    expect(await graph.invoke({ question: "who?" })).toMatchObject({ votes: { ann: 2, bob: 1 } });
  });

  it("need the reducers that their contract names", () => {
    // @ts-expect-error The constructor demands the reducer.
    expect(() => new TallyStateGraph({})).toThrow(/"count_votes"/);
  });

  it("leave untracked fields out of checkpoints", async () => {
    const checkpointer = new MemorySaver();
    const graph = new OrdersStateGraph()
      .addSequence({ a: () => ({ scratch: "s" }), b: (state) => ({ note: state.scratch ?? "none" }) })
      .setEntryPoint("a")
      .setFinishPoint("b")
      .compile({ checkpointer });
    const thread = { configurable: { thread_id: "t" }, context };
    expect((await graph.invoke({}, thread)).note).toBe("s");
    expect("scratch" in (await graph.getState(thread)).values).toBe(false);
  });
});

describe("routers", () => {
  it("get the runtime, and may return several targets, labels and sends", async () => {
    const visited: string[] = [];
    const visit = (name: string) => () => {
      visited.push(name);
      return name === "end" ? done : undefined;
    };
    const graph = new OrdersStateGraph()
      .addNode({ a: visit("a"), b: visit("b"), c: visit("c"), end: visit("end") })
      .setConditionalEntryPoint(
        (_state, runtime) => (runtime.context.tenant === "acme" ? ["a", "b"] : "c"),
        ["a", "b", "c"],
      )
      .addConditionalEdges("a", () => "go", { go: "c" })
      .addConditionalEdges("c", (state) => [new Send("end", state)], ["end"])
      .compile();
    await graph.invoke({}, { context });
    expect(visited.toSorted()).toEqual(["a", "b", "c", "end"]);
  });

  it("are obeyed through commands", async () => {
    const graph = new OrdersStateGraph()
      .addNode("start", () => new Command({ update: { total: 1 }, goto: "finish" }), { ends: ["finish"] })
      .addNode("finish", () => done)
      .setEntryPoint("start")
      .compile();
    expect(await graph.invoke({}, { context })).toMatchObject({ total: 1, note: "done" });
  });
});

describe("the compiled graph", () => {
  const greeting = new GreetingStateGraph()
    .addNode("greet", (_state, runtime) => ({ response: `Hello ${runtime.context.user_id}` }))
    .setEntryPoint("greet")
    .setFinishPoint("greet")
    .compile({ checkpointer: new MemorySaver(), name: "greeter", description: "Greets." });

  it("is LangGraph's compiled state graph, copies included", () => {
    expect(greeting).toBeInstanceOf(CompiledStateGraph);
    expect(greeting.withConfig({ tags: ["x"] })).toBeInstanceOf(greeting.constructor);
    expect(greeting.name).toBe("greeter");
    expect(greeting.description).toBe("Greets.");
    expect(greeting.contract.name).toBe("greeting");
  });

  it("streams, tells and changes its state", async () => {
    const thread = { configurable: { thread_id: "s" } };
    const chunks: unknown[] = [];
    const stream = await greeting.stream(
      {},
      { ...thread, context: { user_id: "u" }, streamMode: ["updates", "values"] },
    );
    for await (const chunk of stream) chunks.push(chunk);
    expect(chunks).toEqual([
      ["updates", { greet: { response: "Hello u" } }],
      ["values", { response: "Hello u" }],
    ]);
    await greeting.updateState(thread, { response: "changed" }, "greet");
    expect((await greeting.getState(thread)).values.response).toBe("changed");
    const history: unknown[] = [];
    for await (const snapshot of greeting.getStateHistory(thread)) history.push(snapshot.values.response);
    expect(history.slice(0, 2)).toEqual(["changed", "Hello u"]);
  });

  it("draws itself", async () => {
    const drawing = await greeting.getGraphAsync();
    expect(Object.keys(drawing.nodes)).toEqual(["__start__", "greet", "__end__"]);
  });

  it("publishes the contract's own schemas, unchanged", () => {
    const graph = new OrdersStateGraph()
      .addNode("a", () => done)
      .setEntryPoint("a")
      .compile();
    expect(getStateTypeSchema(graph)).toEqual(ordersContract.state.jsonSchema);
    expect(getUpdateTypeSchema(graph)).toEqual(ordersContract.update.jsonSchema);
    expect(getOutputTypeSchema(graph)).toEqual(ordersContract.output?.jsonSchema);
    const tally = new TallyStateGraph({ count_votes: (votes) => votes })
      .addNode("a", () => undefined)
      .setEntryPoint("a")
      .compile();
    expect(getInputTypeSchema(tally)).toEqual(tally.contract.input?.jsonSchema);
  });

  it("checks itself as a subgraph of a plain LangGraph graph, which has fields of its own", async () => {
    const Outer = Annotation.Root({ response: Annotation<string>, other: Annotation<number> });
    const inner = new GreetingStateGraph()
      .addNode("greet", (_state, runtime) => ({ response: `Hello ${runtime.context.user_id}` }))
      .setEntryPoint("greet")
      .setFinishPoint("greet")
      .compile();
    const outer = new StateGraph(Outer).addNode("inner", inner).addEdge(START, "inner").compile();
    expect(await outer.invoke({ other: 1 }, { context: { user_id: "out" } })).toEqual({
      response: "Hello out",
      other: 1,
    });
    expect(await refusal(outer.invoke({ other: 1 }))).toMatchObject({
      graph: "greeting",
      boundary: "context",
    });
    const wrong = { response: 5 } as unknown as { response: string };
    expect(await refusal(outer.invoke(wrong, { context: { user_id: "out" } }))).toMatchObject({
      boundary: "input",
    });
  });

  it("takes a plain LangGraph graph as a node, and checks what it returns", async () => {
    const Inner = Annotation.Root({ note: Annotation<string>, own: Annotation<number> });
    const inner = (note: unknown) =>
      new StateGraph(Inner)
        .addNode("write", () => ({ note: note as string, own: 1 }))
        .addEdge(START, "write")
        .compile();
    const outer = (note: unknown) =>
      new OrdersStateGraph()
        .addNode("inner", inner(note))
        .setEntryPoint("inner")
        .setFinishPoint("inner")
        .compile();
    expect(await outer("fine").invoke({}, { context })).toMatchObject({ note: "fine" });
    expect(await refusal(outer(5).invoke({}, { context }))).toMatchObject({
      boundary: "update",
      node: "inner",
    });
  });

  it("runs inside another contract's graph, each with the context that its own schema wants", async () => {
    const inner = new OrdersStateGraph()
      .addNode("fill", (_state, runtime) => ({ note: runtime.context.tenant, items: [], total: 0 }))
      .setEntryPoint("fill")
      .setFinishPoint("fill")
      .compile();
    const outer = new GreetingStateGraph()
      .addNode("call", async () => ({
        response: (await inner.invoke({}, { context: { tenant: "own" } })).note,
      }))
      .setEntryPoint("call")
      .setFinishPoint("call")
      .compile();
    expect(await outer.invoke({}, { context: { user_id: "u" } })).toEqual({ response: "own" });
  });
});

describe("the runtime of a node", () => {
  it("is a Runtime with the run's facts", async () => {
    const seen: GreetingRuntime[] = [];
    const graph = new GreetingStateGraph()
      .addNode("greet", (_state, runtime, config) => {
        seen.push(runtime);
        expect(config.context).toEqual(runtime.context);
        return { response: "hi" };
      })
      .setEntryPoint("greet")
      .compile({ checkpointer: new MemorySaver() });
    await graph.invoke(
      {},
      {
        configurable: { thread_id: "th" },
        runId: "8f1b1c94-0000-4000-8000-000000000000",
        context: { user_id: "u" },
      },
    );
    const [runtime] = seen;
    expect(runtime).toBeInstanceOf(Runtime);
    expect(runtime?.executionInfo).toMatchObject({ threadId: "th", nodeAttempt: 1 });
    expect(runtime?.executionInfo?.checkpointNs).toMatch(/^greet:/);
    expect(runtime?.control?.drainRequested).toBe(false);
    expect(runtime?.serverInfo).toBeUndefined();
    expect(runtime?.signal).toBeInstanceOf(AbortSignal);
  });

  it("writes to the custom stream", async () => {
    const graph = new GreetingStateGraph()
      .addNode("greet", (_state, { streamWriter }) => {
        streamWriter({ progress: 1 });
        return { response: "hi" };
      })
      .setEntryPoint("greet")
      .compile();
    const chunks: unknown[] = [];
    for await (const chunk of await graph.stream({}, { context: { user_id: "u" }, streamMode: "custom" }))
      chunks.push(chunk);
    expect(chunks).toEqual([{ progress: 1 }]);
  });

  it("is what getRuntime finds below the node, after an await too", async () => {
    const found: unknown[] = [];
    async function below(): Promise<void> {
      found.push(getRuntime(GreetingContext));
      await new Promise((resolve) => setTimeout(resolve, 1));
      found.push(getRuntime(GreetingContext));
    }
    const graph = new GreetingStateGraph()
      .addNode("greet", async (_state, runtime) => {
        found.push(runtime);
        await below();
        return { response: "hi" };
      })
      .setEntryPoint("greet")
      .compile();
    await graph.invoke({}, { context: { user_id: "u" } });
    expect(found[1]).toBe(found[0]);
    expect(found[2]).toBe(found[0]);
  });

  it("is not found outside a run, nor for the context of another contract", async () => {
    expect(() => getRuntime(GreetingContext)).toThrow(/outside a running graph/);
    const graph = new GreetingStateGraph()
      .addNode("greet", () => {
        getRuntime(OrdersContext);
        return {};
      })
      .setEntryPoint("greet")
      .compile();
    const error = await refusal(graph.invoke({}, { context: { user_id: "u" } }));
    expect(error).toMatchObject({ boundary: "context" });
    expect(error.message).toContain("OrdersContext");
  });

  it("tells each attempt of a node that is retried", async () => {
    const attempts: unknown[] = [];
    const graph = new GreetingStateGraph()
      .addNode(
        "greet",
        (_state, runtime) => {
          attempts.push(runtime.executionInfo?.nodeAttempt);
          if (attempts.length < 3) throw new Error("again");
          return { response: "hi" };
        },
        { retryPolicy: { maxAttempts: 3, initialInterval: 1, jitter: false, logWarning: false } },
      )
      .setEntryPoint("greet")
      .compile();
    await graph.invoke({}, { context: { user_id: "u" } });
    expect(attempts).toEqual([1, 2, 3]);
  });
});

describe("an error handler", () => {
  it("gets the state, the error and the runtime", async () => {
    const graph = new GreetingStateGraph()
      .addNode(
        "greet",
        () => {
          throw new Error("broken");
        },
        {
          errorHandler: (_state, error, runtime) => ({
            response: `${runtime.context.user_id}: ${error.error}`,
          }),
        },
      )
      .setEntryPoint("greet")
      .compile();
    expect((await graph.invoke({}, { context: { user_id: "u" } })).response).toContain("u: ");
  });
});
