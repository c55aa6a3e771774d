import { runInNewContext } from "node:vm";
import { HumanMessage } from "@langchain/core/messages";
import {
  Annotation,
  Command,
  END,
  GraphRecursionError,
  InMemoryStore,
  interrupt,
  isInterrupted,
  MemorySaver,
  Send,
  START,
  StateGraph,
} from "@langchain/langgraph";
import { InMemoryCache } from "@langchain/langgraph-checkpoint";
import { ContractError, sender, toParent } from "graphwright";
import { describe, expect, it } from "vitest";
import { GreetingStateGraph } from "../../generated/greeting/index.js";
import { SupportAgentStateGraph } from "../../generated/support-agent/index.js";
import {
  type FanoutState,
  FanoutStateGraph,
  type FanoutUpdate,
  fanoutContract,
  Job,
} from "../contracts/generated/fanout/index.js";
import { OrdersStateGraph, ordersContract } from "../contracts/generated/orders/index.js";
import { refusal } from "../support/refusal.js";
import { agentContext, ticket } from "../support/support-agent.js";

const context = { tenant: "acme" };
const thread = { configurable: { thread_id: "t" } };

describe("a command", () => {
  it("updates and goes to one node or several", async () => {
    const graph = new FanoutStateGraph()
      .addNode("plan", () => new Command({ update: { rounds: 1 }, goto: ["a", "b"] }), { ends: ["a", "b"] })
      .addNode("a", () => ({ rounds: 10 }))
      .addNode("b", () => new Command({ update: { rounds: 100 }, goto: END }))
      .setEntryPoint("plan")
      .compile();
    expect((await graph.invoke({})).rounds).toBe(111);
  });

  it("to a node that does not exist is refused, where LangGraph would end the run without a word", async () => {
    const graph = new FanoutStateGraph()
      .addNode("plan", (): Command => new Command({ update: { rounds: 1 }, goto: "finsh" }))
      .addNode("finish", () => ({ report: "done" }))
      .setEntryPoint("plan")
      .addEdge("plan", "finish")
      .compile({ checkpointer: new MemorySaver() });
    const error = await refusal(graph.invoke({ rounds: 1 }, thread));
    expect(error).toMatchObject({ graph: "fanout", boundary: "update", node: "plan" });
    expect(error.message).toContain('it goes to "finsh", but the graph has no node with this name');
    expect((await graph.getState(thread)).values.rounds).toBe(1);
  });
});

describe("several updates that a node returns", () => {
  const returning = (returned: unknown) =>
    new FanoutStateGraph()
      .addNode("a", () => returned as FanoutUpdate[])
      .setEntryPoint("a")
      .compile({ checkpointer: new MemorySaver() });

  it("are all written, with commands among them or without", async () => {
    const updates = [{ rounds: 1 }, { rounds: 10, report: "done" }];
    expect(await returning(updates).invoke({}, thread)).toMatchObject({ rounds: 11, report: "done" });
    const mixed = [...updates, new Command({ update: { rounds: 100 } })];
    expect(await returning(mixed).invoke({}, thread)).toMatchObject({ rounds: 111, report: "done" });
    expect(await returning([]).invoke({ rounds: 1 }, thread)).toMatchObject({ rounds: 1 });
  });

  it("are each checked", async () => {
    const error = await refusal(returning([{ rounds: 1 }, { rounds: "1" }]).invoke({}, thread));
    expect(error).toMatchObject({ boundary: "update", node: "a", issues: [{ path: "/rounds" }] });
  });

  it.each([
    ["texts", ["done"]],
    ["messages", [new HumanMessage("done")]],
    ["lists", [[{ rounds: 1 }]]],
    ["nothing", [null]],
  ])("are no %s", async (_what, returned) => {
    const error = await refusal(returning(returned).invoke({}, thread));
    expect(error.message).toContain("it returned an array");
  });
});

describe("the ends of a node", () => {
  it("that are no nodes are refused when the graph is compiled", () => {
    const graph = new FanoutStateGraph()
      .addNode("plan", () => undefined, { ends: ["finsh" as string] })
      .setEntryPoint("plan");
    expect(() => graph.compile()).toThrow(/unknown node `finsh`/);
  });
});

describe("a router", () => {
  it("that goes where no node is, is refused too", async () => {
    const to = (target: string) =>
      new FanoutStateGraph()
        .addNode("a", () => ({ rounds: 1 }))
        .setEntryPoint("a")
        .addConditionalEdges("a", () => target as "a")
        .compile();
    expect(await refusal(to("b").invoke({}))).toMatchObject({ graph: "fanout", node: "a" });
    expect((await to(END).invoke({})).rounds).toBe(1);
  });

  it("with labels gets an error that lists them", async () => {
    const returning = (label: unknown) =>
      new FanoutStateGraph()
        .addNode({ first: () => ({ rounds: 1 }), second: () => ({ rounds: 10 }) })
        .setEntryPoint("first")
        .addConditionalEdges("first", () => label as "a" | "b", { a: "second", b: END })
        .compile()
        .invoke({});
    expect((await returning("a")).rounds).toBe(11);
    expect((await returning("b")).rounds).toBe(1);
    expect((await returning(["b", new Send("second", {})])).rounds).toBe(11);
    for (const label of ["c", "second", END, "constructor", ["a", "c"]]) {
      const error = await refusal(returning(label));
      expect(error).toMatchObject({ graph: "fanout", node: "first", issues: [{ keyword: "goto" }] });
      const unknown = Array.isArray(label) ? "c" : label;
      expect(error.message).toContain(
        `it returned "${unknown}", which is not a label; the labels are "a", "b"`,
      );
    }
  });

  it("may loop, as far as the recursion limit", async () => {
    const graph = new FanoutStateGraph()
      .addNode("step", () => ({ rounds: 1 }))
      .setEntryPoint("step")
      .addConditionalEdges("step", ({ rounds }) => (rounds < 5 ? "step" : END), ["step", END])
      .compile();
    expect((await graph.invoke({})).rounds).toBe(5);
    await expect(graph.invoke({}, { recursionLimit: 3 })).rejects.toThrow(GraphRecursionError);
  });
});

describe("Send", () => {
  const toWorker = sender("work", Job);
  const workers = (jobs: FanoutUpdate["jobs"] = [{ topic: "a" }, { topic: "b", depth: 3 }]) => {
    const given: Job[] = [];
    const graph = new FanoutStateGraph()
      .addNode("plan", () => ({ jobs }))
      .addSentNode(
        "work",
        (job) => {
          given.push(job);
          return { results: [{ topic: job.topic, text: `${job.depth}` }] };
        },
        { input: Job },
      )
      .addNode("gather", ({ results }) => ({ report: results.map(({ text }) => text).join() }))
      .setEntryPoint("plan")
      .addConditionalEdges("plan", (state) => state.jobs.map(toWorker), ["work"])
      .addEdge("work", "gather")
      .compile({ checkpointer: new MemorySaver() });
    return { graph, given };
  };

  it("gives a node with an input of its own its payload, checked, with defaults", async () => {
    const { graph, given } = workers();
    expect(await graph.invoke({}, thread)).toMatchObject({ report: "1,3" });
    expect(given).toEqual([
      { topic: "a", depth: 1 },
      { topic: "b", depth: 3 },
    ]);
  });

  it("of a payload that does not fit is refused by the node that it was sent to", async () => {
    const bad = { depth: "deep" } as unknown as Job;
    const graph = new FanoutStateGraph()
      .addNode("plan", () => new Command({ goto: [toWorker(bad)] }), { ends: ["work"] })
      .addSentNode("work", ({ topic }) => ({ results: [{ topic, text: "" }] }), { input: Job })
      .setEntryPoint("plan")
      .compile({ checkpointer: new MemorySaver() });
    const error = await refusal(graph.invoke({}, thread));
    expect(error).toMatchObject({ graph: "fanout", boundary: "input", node: "work" });
    expect(error.issues.map(({ path }) => path).toSorted()).toEqual(["/depth", "/topic"]);
    expect((await graph.getState(thread)).next).toEqual(["work"]);
  });

  it("gives a node without one a state, with what its fields start from, and nothing else", async () => {
    const seen: FanoutState[] = [];
    const sending = (payload: unknown) =>
      new FanoutStateGraph()
        .addNode("look", (state) => void seen.push(state))
        .setConditionalEntryPoint(() => new Send("look", payload), ["look"])
        .compile();
    await sending({ report: "r" }).invoke({ rounds: 4 });
    expect(seen).toEqual([{ jobs: [], results: [], rounds: 0, report: "r" }]);
    for (const payload of [{ topic: "a" }, { rounds: "4" }, "text"]) {
      const error = await refusal(sending(payload).invoke({}));
      expect(error).toMatchObject({ boundary: "input", node: "look" });
      expect(error.message).toContain("input: …");
    }
  });
});

describe("a node that is sent to", () => {
  const builder = () =>
    new FanoutStateGraph()
      .addNode("plan", () => ({ rounds: 1 }))
      .addSentNode("work", ({ topic }) => ({ report: topic }), { input: Job });

  it("needs the schema of what it is sent, and a function", () => {
    const graph = new FanoutStateGraph();
    const add = (...given: unknown[]) =>
      (graph.addSentNode as (...all: unknown[]) => unknown).apply(graph, given);
    const work = () => ({ rounds: 1 });
    for (const rest of [[work], [work, {}], [work, { input: Job.jsonSchema }], [undefined, { input: Job }]])
      expect(() => add("work", ...rest)).toThrow('The node "work" needs a function and the schema');
    add("work", work, { input: Job });
  });

  it("is not at the end of an edge", () => {
    expect(() => builder().addEdge(START, "plan").addEdge("plan", "work").compile()).toThrow(
      'The node "work" takes the value that it is sent. Reach it by Send, not by an edge (from "plan").',
    );
    expect(() => builder().setEntryPoint("work").compile()).toThrow("Reach it by Send");
    expect(() => builder().setEntryPoint("plan").addEdge(["plan"], "work").compile()).toThrow("by Send");
  });

  it("says so where a router or a command names it and sends nothing", async () => {
    const routed = builder()
      .setEntryPoint("plan")
      .addConditionalEdges("plan", () => "work");
    const commanded = builder()
      .addNode("boss", () => new Command({ goto: "work" }), { ends: ["work"] })
      .addEdge(START, "plan")
      .addEdge("plan", "boss");
    for (const graph of [routed.compile(), commanded.compile()]) {
      const { message } = await refusal(graph.invoke({}));
      expect(message).toContain(
        'The node "work" takes the value that it is sent. Reach it by Send, not by an edge or by its name alone.',
      );
    }
  });
});

describe("what a node was sent", () => {
  const fail = () => Promise.reject(new Error("broken"));
  const sending = (payload: object) => () => new Command({ goto: new Send("work", payload) });

  /** What the error handler of the node "work" gets, which is sent a payload. */
  async function handled(build: (handler: (given: object) => FanoutUpdate) => { compile(): unknown }) {
    const seen: { given: object; frozen: boolean }[] = [];
    const graph = build((given) => {
      seen.push({ given, frozen: Object.isFrozen(given) });
      return { report: "handled" };
    }).compile() as ReturnType<FanoutStateGraph["compile"]>;
    expect((await graph.invoke({})).report).toBe("handled");
    return seen;
  }

  it("reaches its error handler with its defaults, frozen", async () => {
    const own = await handled((errorHandler) =>
      new FanoutStateGraph()
        .addNode("plan", sending({ topic: "cats" }), { ends: ["work"] })
        .addSentNode("work", fail, { input: Job, errorHandler })
        .setEntryPoint("plan"),
    );
    expect(own).toEqual([{ given: { topic: "cats", depth: 1 }, frozen: true }]);
  });

  it("reaches the error handler of all nodes so, too", async () => {
    const ofAll = await handled((errorHandler) =>
      new FanoutStateGraph()
        .setNodeDefaults({ errorHandler })
        .addNode("plan", sending({ topic: "cats" }), { ends: ["work"] })
        .addSentNode("work", fail, { input: Job })
        .setEntryPoint("plan"),
    );
    expect(ofAll).toEqual([{ given: { topic: "cats", depth: 1 }, frozen: true }]);
  });

  it("where it is a state, reaches it with what its fields start from", async () => {
    const state = await handled((errorHandler) =>
      new FanoutStateGraph()
        .addNode("plan", sending({ rounds: 2 }), { ends: ["work"] })
        .addNode("work", fail, { errorHandler })
        .setEntryPoint("plan"),
    );
    expect(state).toEqual([{ given: { jobs: [], results: [], rounds: 2 }, frozen: true }]);
  });

  it("reaches it as it was sent, where it was refused", async () => {
    const refused = await handled((errorHandler) =>
      new FanoutStateGraph()
        .addNode("plan", sending({ depth: 2 }), { ends: ["work"] })
        .addSentNode("work", fail, { input: Job, errorHandler })
        .setEntryPoint("plan"),
    );
    expect(refused).toEqual([{ given: { depth: 2 }, frozen: true }]);
  });
});

describe("node options", () => {
  it("defer a node until all other branches have ended", async () => {
    const order: string[] = [];
    const visit = (name: string) => () => void order.push(name);
    await new FanoutStateGraph()
      .addNode({ short: visit("short"), long: visit("long"), longer: visit("longer") })
      .addNode("gather", visit("gather"), { defer: true })
      .addEdge(START, "short")
      .addEdge(START, "long")
      .addEdge("long", "longer")
      .addEdge("short", "gather")
      .addEdge("longer", "gather")
      .compile()
      .invoke({ rounds: 1 });
    expect(order.slice(2)).toEqual(["longer", "gather"]);
  });

  it("cache a node's update, which is checked before it is cached", async () => {
    let runs = 0;
    const graph = new FanoutStateGraph()
      .addNode(
        "work",
        ({ rounds }) => {
          runs += 1;
          return rounds === 13 ? ({ report: 13 } as unknown as FanoutUpdate) : { report: `${rounds}` };
        },
        { cachePolicy: { ttl: 60 } },
      )
      .setEntryPoint("work")
      .compile({ cache: new InMemoryCache() });
    expect((await graph.invoke({ rounds: 1 })).report).toBe("1");
    expect((await graph.invoke({ rounds: 1 })).report).toBe("1");
    expect(runs).toBe(1);
    await refusal(graph.invoke({ rounds: 13 }));
    await refusal(graph.invoke({ rounds: 13 }));
    expect(runs).toBe(3);
  });

  it("end a node that takes too long, and one that is idle but for its heartbeats", async () => {
    const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
    const slow = new FanoutStateGraph()
      .addNode("work", async () => void (await wait(200)), { timeout: 20 })
      .setEntryPoint("work")
      .compile();
    await expect(slow.invoke({ rounds: 1 })).rejects.toThrow(/time/i);
    const beating = (beats: boolean) =>
      new FanoutStateGraph()
        .addNode(
          "work",
          async (_state, runtime) => {
            for (let round = 0; round < 6; round++) {
              await wait(25);
              if (beats) runtime.heartbeat();
            }
            return { report: "alive" };
          },
          { timeout: { idleTimeout: 80 } },
        )
        .setEntryPoint("work")
        .compile();
    expect((await beating(true).invoke({ rounds: 1 })).report).toBe("alive");
    await expect(beating(false).invoke({ rounds: 1 })).rejects.toThrow(/idle|time/i);
  });

  it("hand a ContractError to the node's error handler, whose own update is checked", async () => {
    const handled: unknown[] = [];
    const graph = (mended: unknown) =>
      new FanoutStateGraph()
        .addNode("work", () => ({ report: 5 }) as unknown as FanoutUpdate, {
          retryPolicy: { maxAttempts: 3, initialInterval: 1 },
          errorHandler: (_state, { node, error }) => {
            handled.push([node, ContractError.isInstance(error)]);
            return { report: mended } as FanoutUpdate;
          },
        })
        .setEntryPoint("work")
        .compile();
    expect((await graph("mended").invoke({})).report).toBe("mended");
    expect(handled).toEqual([["work", true]]);
    expect(await refusal(graph(6).invoke({}))).toMatchObject({ boundary: "update", node: "work" });
    const lost = new FanoutStateGraph()
      .addNode("work", () => ({ report: 5 }) as unknown as FanoutUpdate, {
        errorHandler: () => new Command({ goto: "nowhere" }),
      })
      .setEntryPoint("work")
      .compile();
    const error = await refusal(lost.invoke({}));
    expect(error.message).toContain(
      'it goes to "nowhere", but the graph has no node with this name; its nodes are "work"',
    );
  });
});

describe("a node that changes the state it was given", () => {
  it("is refused, and the state stays as it was", async () => {
    const graph = new FanoutStateGraph()
      .addNode("work", (state) => {
        state.jobs.push({ topic: "smuggled", depth: 1 });
      })
      .setEntryPoint("work")
      .compile({ checkpointer: new MemorySaver() });
    const jobs: FanoutUpdate["jobs"] = [{ topic: "a", depth: 1 }];
    const error = await refusal(graph.invoke({ jobs }, thread));
    expect(error).toMatchObject({ graph: "fanout", boundary: "update", node: "work" });
    expect(error.issues).toMatchObject([{ path: "/jobs", keyword: "frozen" }]);
    expect(error.message).toContain("Return the change as an update");
    expect(error.cause).toBeInstanceOf(TypeError);
    expect((await graph.getState(thread)).values.jobs).toEqual([{ topic: "a", depth: 1 }]);
    jobs?.push({ topic: "b" });
    expect(jobs).toHaveLength(2);
  });

  it("is refused where the state comes from another realm, too", async () => {
    const graph = new FanoutStateGraph()
      .addNode("work", ({ jobs: [job] }) => void Object.assign(job ?? {}, { topic: "changed" }))
      .setEntryPoint("work")
      .compile();
    const jobs = [runInNewContext('({ topic: "a", depth: 1 })')];
    expect((await refusal(graph.invoke({ jobs }))).issues).toMatchObject([{ path: "/jobs/0/topic" }]);
    expect(jobs).toMatchObject([{ topic: "a" }]);
  });

  it("is told from one that fails on something else", async () => {
    const graph = new FanoutStateGraph()
      .addNode("work", () => {
        throw new TypeError("The disk is read-only");
      })
      .setEntryPoint("work")
      .compile();
    await expect(graph.invoke({})).rejects.toThrow(/^The disk is read-only$/);
  });

  it("is told where it tried to, as far as that is clear", async () => {
    const refusedAt = async (change: (state: FanoutState) => unknown) => {
      const graph = new FanoutStateGraph()
        .addNode("work", async (state) => void change(state))
        .setEntryPoint("work")
        .compile();
      const input = { jobs: [{ topic: "a" }], results: [{ topic: "x~/y", text: "" }], rounds: 1 };
      return (await refusal(graph.invoke(input))).issues.map(({ path }) => path);
    };
    expect(await refusedAt((state) => Object.assign(state, { rounds: 2 }))).toEqual(["/rounds"]);
    expect(await refusedAt(({ results: [first] }) => Object.assign(first ?? {}, { text: "t" }))).toEqual([
      "/results/0/text",
    ]);
    expect(await refusedAt(({ jobs }) => Object.assign(jobs[0] ?? {}, { depth: 9 }))).toEqual([
      "/jobs/0/depth",
    ]);
    expect(await refusedAt(({ jobs }) => delete (jobs[0] as { topic?: string }).topic)).toEqual([""]);
    expect(await refusedAt(({ jobs }) => jobs.push({ topic: "b", depth: 1 }))).toEqual([""]);
    expect(await refusedAt((state) => Object.assign(state, { more: 1 }))).toEqual([""]);
  });

  it("or tries to as a router or an error handler, is refused too", async () => {
    const routed = new FanoutStateGraph()
      .addNode("work", () => ({ rounds: 1 }))
      .setEntryPoint("work")
      .addConditionalEdges("work", (state) => {
        state.rounds = 5;
        return END;
      })
      .compile();
    expect(await refusal(routed.invoke({}))).toMatchObject({
      node: "work",
      issues: [{ path: "/rounds" }],
    });
    const handled = new FanoutStateGraph()
      .addNode(
        "work",
        () => {
          throw new Error("failed");
        },
        { errorHandler: (state) => ({ rounds: state.jobs.push({ topic: "a", depth: 1 }) }) },
      )
      .setEntryPoint("work")
      .compile();
    expect(await refusal(handled.invoke({ results: [{ topic: "a", text: "" }] }))).toMatchObject({
      node: "work",
      issues: [{ path: "/jobs" }],
    });
  });

  it("and one that fails for a reason of its own is left alone", async () => {
    const own = Object.freeze({ mine: 1 });
    const failing = (fail: () => unknown) =>
      new FanoutStateGraph()
        .addNode("work", () => void fail())
        .setEntryPoint("work")
        .compile()
        .invoke({ rounds: 1 });
    await expect(failing(() => Object.assign(own, { mine: 2 }))).rejects.toThrow(TypeError);
    await expect(failing(() => (undefined as unknown as object).toString())).rejects.toThrow(TypeError);
  });

  it("leaves what the run returns to the caller, who may change it", async () => {
    const graph = new FanoutStateGraph()
      .addNode("work", ({ results }) => ({ results: [{ topic: "x", text: `${results.length}` }] }))
      .setEntryPoint("work")
      .compile();
    const { results } = await graph.invoke({ results: [{ topic: "w", text: "" }] });
    results.push({ topic: "y", text: "mine" });
    expect(results).toHaveLength(3);
  });
});

describe("a contract graph in a contract graph", () => {
  const fill = (note: unknown, tenants: string[] = []) =>
    new OrdersStateGraph()
      .addNode("fill", (_state, runtime) => {
        tenants.push(runtime.context.tenant);
        return { note: note as string, total: 1 };
      })
      .setEntryPoint("fill")
      .setFinishPoint("fill");

  it("shares the context of the one around it, and has its own where one is bound", async () => {
    const tenants: string[] = [];
    const inner = fill("n", tenants).compile();
    const outer = (node: typeof inner) =>
      new OrdersStateGraph().addNode("inner", node).setEntryPoint("inner").compile();
    await outer(inner).invoke({}, { context: { tenant: "outer" } });
    const bound = inner.withConfig({ context: { tenant: "bound" } });
    await outer(bound).invoke({}, { context: { tenant: "outer" } });
    expect(tenants).toEqual(["outer", "bound"]);
    const calling = (given?: { tenant: string }) =>
      new OrdersStateGraph()
        .addNode("call", async (_state, { context }) => bound.invoke({}, { context: given ?? context }))
        .setEntryPoint("call")
        .compile();
    await calling().invoke({}, { context: { tenant: "outer" } });
    await calling({ tenant: "given" }).invoke({}, { context: { tenant: "outer" } });
    expect(tenants.slice(2)).toEqual(["bound", "given"]);
  });

  it("is refused a context that is not its own", async () => {
    const outer = new GreetingStateGraph()
      .addNode("inner", fill("n").compile())
      .setEntryPoint("inner")
      .compile();
    const error = await refusal(outer.invoke({}, { context: { user_id: "u" } }));
    expect(error).toMatchObject({ graph: "orders", boundary: "context", issues: [{ path: "/tenant" }] });
  });

  it("is checked by its own contract, and what it ends with by that of the graph around", async () => {
    const wrong = new OrdersStateGraph().addNode("inner", fill(5).compile()).setEntryPoint("inner").compile();
    expect(await refusal(wrong.invoke({}, { context }))).toMatchObject({ boundary: "update", node: "fill" });
    const unchecked = fill(5).compile({ validate: false });
    const outer = new OrdersStateGraph().addNode("inner", unchecked).setEntryPoint("inner").compile();
    expect(await refusal(outer.invoke({}, { context }))).toMatchObject({ boundary: "update", node: "inner" });
  });

  it("with an input member takes what that declares of the outer state", async () => {
    const inner = new SupportAgentStateGraph()
      .addNode("file", ({ ticket, messages }) => ({
        facts: { ticket: ticket.id, messages: messages.length },
      }))
      .setEntryPoint("file")
      .compile({ store: new InMemoryStore() });
    const outer = new SupportAgentStateGraph()
      .addNode("note", () => ({ facts: { noted: true }, intent: "question" }))
      .addNode("inner", inner)
      .setEntryPoint("note")
      .addEdge("note", "inner")
      .compile({ store: new InMemoryStore(), checkpointer: new MemorySaver() });
    const input = { ticket: { ...ticket }, messages: [{ role: "user", content: "Hello?" }] };
    await outer.invoke(input, { ...thread, context: agentContext });
    expect((await outer.getState(thread)).values).toMatchObject({
      intent: "question",
      ticket: { id: ticket.id },
    });
  });

  it("stops at an interrupt of its own and goes on", async () => {
    const inner = new OrdersStateGraph()
      .addNode("ask", () => ({ note: interrupt<string, string>("note?"), total: 1 }))
      .setEntryPoint("ask")
      .compile();
    const outer = new OrdersStateGraph()
      .addNode("inner", inner)
      .addNode("after", ({ note }) => ({ note: `${note}!` }))
      .setEntryPoint("inner")
      .addEdge("inner", "after")
      .compile({ checkpointer: new MemorySaver() });
    expect(isInterrupted(await outer.invoke({}, { ...thread, context }))).toBe(true);
    const { tasks } = await outer.getState(thread, { subgraphs: true });
    expect(tasks[0]?.state).toMatchObject({ next: ["ask"] });
    expect(await outer.invoke(new Command({ resume: "yes" }), { ...thread, context })).toMatchObject({
      note: "yes!",
    });
  });
});

describe("toParent", () => {
  const child = (update: unknown, goto = "hand_over") =>
    new FanoutStateGraph()
      .addNode("work", () => toParent(ordersContract, { update: update as { note: string }, goto }))
      .setEntryPoint("work")
      .compile();
  const parent = (node: ReturnType<typeof child>) =>
    new OrdersStateGraph()
      .addNode("child", node, { ends: ["hand_over"] })
      .addNode("hand_over", ({ note }) => ({ note: `${note}!` }))
      .setEntryPoint("child")
      .compile({ checkpointer: new MemorySaver() });

  it("updates the parent and goes on there", async () => {
    expect(await parent(child({ note: "n" })).invoke({}, { ...thread, context })).toMatchObject({
      note: "n!",
    });
  });

  it("is checked against the parent's contract, update and target", async () => {
    const graph = parent(child({ note: 5 }));
    const error = await refusal(graph.invoke({ total: 1 }, { ...thread, context }));
    expect(error).toMatchObject({
      graph: "orders",
      boundary: "update",
      node: "child",
      issues: [{ path: "/note" }],
    });
    expect((await graph.getState(thread)).values.total).toBe(1);
    const lost = await refusal(parent(child({ note: "n" }, "nowhere")).invoke({}, { ...thread, context }));
    expect(lost).toMatchObject({ graph: "orders", node: "child", issues: [{ keyword: "goto" }] });
  });
});

describe("graphs of LangGraph's own", () => {
  const Plain = Annotation.Root({ note: Annotation<string>, own: Annotation<number> });

  it("may hold a contract graph that interrupts, and be held by one", async () => {
    const inner = new OrdersStateGraph()
      .addNode("ask", () => ({ note: interrupt<string, string>("note?"), total: 1 }))
      .setEntryPoint("ask")
      .compile();
    const middle = new StateGraph(Plain)
      .addNode("inner", inner)
      .addEdge(START, "inner")
      .compile({ store: new InMemoryStore() });
    const outer = new OrdersStateGraph()
      .addNode("middle", middle)
      .setEntryPoint("middle")
      .compile({ checkpointer: new MemorySaver() });
    expect(isInterrupted(await outer.invoke({}, { ...thread, context }))).toBe(true);
    const resumed = await outer.invoke(new Command({ resume: "fine" }), { ...thread, context });
    expect(resumed).toMatchObject({ note: "fine" });
  });
});

describe("two graphs with different contracts", () => {
  it("share a checkpointer and a store, on threads of their own", async () => {
    const [checkpointer, store] = [new MemorySaver(), new InMemoryStore()];
    const orders = new OrdersStateGraph()
      .addNode("a", () => ({ note: "n", total: 1 }))
      .setEntryPoint("a")
      .compile({ checkpointer, store });
    const fanout = new FanoutStateGraph()
      .addNode("a", () => ({ rounds: 1 }))
      .setEntryPoint("a")
      .compile({ checkpointer, store });
    await orders.invoke({}, { configurable: { thread_id: "o" }, context });
    expect((await fanout.invoke({}, { configurable: { thread_id: "f" } })).rounds).toBe(1);
    expect((await orders.getState({ configurable: { thread_id: "o" } })).values).toMatchObject({ note: "n" });
    expect(fanoutContract.name).not.toBe(ordersContract.name);
  });
});
