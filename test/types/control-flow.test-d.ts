import { Command, END, Send } from "@langchain/langgraph";
import { sender, toParent, type UpdateCommand } from "graphwright";
import { describe, expectTypeOf, it } from "vitest";
import {
  type FanoutState,
  FanoutStateGraph,
  type FanoutUpdate,
  Job,
} from "../contracts/generated/fanout/index.js";
import { ordersContract } from "../contracts/generated/orders/index.js";

const nothing = () => undefined;

describe("commands", () => {
  it("have an update of the graph's state", () => {
    new FanoutStateGraph()
      .addNode("a", () => new Command({ update: { rounds: 1 }, goto: "b" }))
      .addNode("b", async () => new Command({ goto: ["a", END] }))
      .addNode("c", () => [new Command({ update: { rounds: 1 } }), { rounds: 2 }])
      .addNode("d", (state) => (state.rounds > 1 ? new Command({ goto: "a" }) : { rounds: 1 }));
    // @ts-expect-error The field is a number.
    new FanoutStateGraph().addNode("a", () => new Command({ update: { rounds: "1" } }));
    // @ts-expect-error There is no such field.
    new FanoutStateGraph().addNode("a", () => new Command({ update: { round: 1 } }));
  });

  it("of a node that is written elsewhere can be held to some nodes", () => {
    function route(state: FanoutState): UpdateCommand<FanoutUpdate, "a" | "b"> {
      if (state.rounds > 1) return new Command({ goto: END });
      // @ts-expect-error It may go to a and b only.
      if (state.rounds > 2) return new Command({ goto: "c" });
      return new Command({ update: { rounds: 1 }, goto: ["a", "b"] });
    }
    const loose = () => new Command({ goto: "a" });
    new FanoutStateGraph().addNode("route", route).addNode("loose", loose);
  });

  it("for the parent are typed by its contract", () => {
    new FanoutStateGraph().addNode("a", () =>
      toParent(ordersContract, { update: { note: "n", items: [{ sku: "a" }] }, goto: "next" }),
    );
    // @ts-expect-error The parent's field is a text.
    () => toParent(ordersContract, { update: { note: 5 } });
    // @ts-expect-error The parent has no such field.
    () => toParent(ordersContract, { update: { rounds: 1 } });
    // @ts-expect-error The parent, where one says its nodes, has no such node.
    () => toParent<(typeof ordersContract)["~types"] & object, "next">(ordersContract, { goto: "nxt" });
  });
});

describe("the targets of commands", () => {
  const graph = () => new FanoutStateGraph();

  it("are nodes of the graph, those that are added later too", () => {
    graph()
      .addNode("a", () => new Command({ goto: "b" }))
      .addNode("b", async ({ rounds }) => new Command({ goto: rounds > 1 ? END : "c" }))
      .addNode("c", ({ rounds }) => (rounds > 1 ? new Command({ goto: ["a", END] }) : { rounds: 1 }))
      .addNode("d", () => new Command({ goto: [new Send("a", {}), "b"] }))
      .addNode("e", () => toParent(ordersContract, { goto: "a node of the parent" }))
      .setEntryPoint("a")
      .compile();
  });

  it("may not be anything else", () => {
    const a = graph().addNode("a", () => new Command({ goto: "b" }));
    // @ts-expect-error There is no such node.
    a.compile();
    a.addNode("b", nothing).compile();
    const one = graph().addNode("a", ({ rounds }) => new Command({ update: { rounds }, goto: "b" }));
    // @ts-expect-error Nor in a node with parameters.
    one.compile();
    const several = graph().addNode("a", () => new Command({ goto: ["a", "b"] }));
    // @ts-expect-error Nor among several.
    several.compile();
    const later = graph().addNode("a", async () => new Command({ goto: "b" }));
    // @ts-expect-error Nor of an async node.
    later.compile();
    const listed = graph().addNode("a", () => [{ rounds: 1 }, new Command({ goto: "b" })]);
    // @ts-expect-error Nor in a list of commands and updates.
    listed.compile();
    const sometimes = graph().addNode("a", ({ rounds }) =>
      rounds > 1 ? { rounds } : new Command({ goto: "b" }),
    );
    // @ts-expect-error Nor sometimes.
    sometimes.compile();
    const sent = graph().addNode("a", () => new Command({ goto: new Send("b", {}) }));
    // @ts-expect-error Nor as what something is sent to.
    sent.compile();
    const worker = graph().addSentNode("a", () => new Command({ goto: "b" }), { input: Job });
    // @ts-expect-error Nor of a node that is sent to.
    worker.compile();
    const named = graph().addNode({ a: nothing, c: () => new Command({ goto: "b" }) });
    // @ts-expect-error Nor of a node among several.
    named.compile();
    const sequence = graph().addSequence([
      ["a", nothing],
      ["c", () => new Command({ goto: "b" })],
    ]);
    // @ts-expect-error Nor in a sequence.
    sequence.compile();
  });

  it("are left to the run where the type of the command does not tell", () => {
    const route = (): Command => new Command({ goto: "b" });
    graph().addNode("a", route).setEntryPoint("a").compile();
    graph()
      .addNode("a", ({ report = "" }) => new Command({ goto: report }))
      .compile();
  });

  it("are among the node's ends, where it has some", () => {
    graph()
      .addNode("a", () => new Command({ goto: ["b", END] }), { ends: ["b", "c"] })
      .addNode({ b: nothing, c: nothing })
      .addSentNode("d", () => new Command({ goto: "b" }), { input: Job, ends: ["b"] })
      .compile();
    // @ts-expect-error It goes elsewhere.
    graph().addNode("a", () => new Command({ goto: "c" }), { ends: ["b"] });
    // @ts-expect-error It goes elsewhere sometimes.
    graph().addNode("a", ({ rounds }) => new Command({ goto: rounds > 1 ? "b" : "c" }), { ends: ["b"] });
    // @ts-expect-error The same for a node that is sent to.
    graph().addSentNode("a", () => new Command({ goto: "c" }), { input: Job, ends: ["b"] });
  });

  it("as ends are nodes of the graph", () => {
    const inner = graph().addNode("a", nothing).compile();
    const outer = graph().addNode("a", inner, { ends: ["b", END] });
    // @ts-expect-error There is no such node.
    outer.compile();
    outer.addNode("b", nothing).compile();
  });
});

describe("Send", () => {
  const graph = new FanoutStateGraph().addNode("plan", nothing).addSentNode(
    "work",
    (job, runtime) => {
      expectTypeOf(job).toEqualTypeOf<Job>();
      expectTypeOf(job.depth).toEqualTypeOf<number>();
      expectTypeOf(runtime.context).toEqualTypeOf<undefined>();
      return { results: [{ topic: job.topic, text: "" }] };
    },
    { input: Job, retryPolicy: { maxAttempts: 2 } },
  );

  it("carries the payload that its node takes, to a node that exists", () => {
    const toWorker = sender("work", Job);
    graph.addConditionalEdges("plan", (state) => state.jobs.map((job) => toWorker(job)));
    graph.addConditionalEdges("plan", () => [toWorker({ topic: "a" }), "plan", END]);
    expectTypeOf(toWorker).returns.toExtend<Send<"work">>();
    // @ts-expect-error The payload misses its topic.
    () => toWorker({ depth: 1 });
    const toNobody = sender("wrk", Job);
    // @ts-expect-error There is no such node.
    graph.addConditionalEdges("plan", () => [toNobody({ topic: "a" })]);
  });

  it("is read by its node as its schema says", () => {
    // @ts-expect-error A job has no rounds.
    graph.addSentNode("other", (job) => ({ rounds: job.rounds }), { input: Job });
    const work = (job: Job): FanoutUpdate => ({ report: job.topic });
    graph.addSentNode("again", work, { input: Job });
    // @ts-expect-error Without the input the node gets the state.
    graph.addNode("again", work);
    // @ts-expect-error It updates the graph's state still.
    graph.addSentNode("other", (job) => ({ report: job.depth }), { input: Job });
  });

  it("is read by its node's error handler, as its schema says", () => {
    graph.addSentNode("other", nothing, {
      input: Job,
      errorHandler: (job, { node }, runtime) => {
        expectTypeOf(job).toEqualTypeOf<Job>();
        expectTypeOf(runtime.context).toEqualTypeOf<undefined>();
        return new Command({ update: { report: `${job.topic} ${job.depth}` }, goto: node });
      },
    });
    const forState = (state: FanoutState) => ({ rounds: state.rounds });
    // @ts-expect-error It gets no state.
    graph.addSentNode("other", nothing, { input: Job, errorHandler: forState });
    // @ts-expect-error A job has no rounds.
    graph.addSentNode("other", nothing, { input: Job, errorHandler: (job) => ({ rounds: job.rounds }) });
    // @ts-expect-error It updates the graph's state still.
    graph.addSentNode("other", nothing, { input: Job, errorHandler: (job) => ({ rounds: job.topic }) });
    graph.addNode("other", nothing, { errorHandler: forState });
    // @ts-expect-error Without the input the node gets the state, and so does its error handler.
    graph.addNode("other", nothing, { errorHandler: (job: Job) => ({ report: job.topic }) });
  });
});

describe("routers", () => {
  const graph = new FanoutStateGraph().addNode({ a: nothing, b: nothing, c: nothing });

  it("return nodes that exist, one or several, sync or async", () => {
    graph.addConditionalEdges("a", async ({ rounds }) => (rounds > 1 ? ["b", "c"] : END), ["b", "c", END]);
    graph.setConditionalEntryPoint(() => ["a", new Send("b", {})]);
    // @ts-expect-error There is no such node.
    graph.addConditionalEdges("a", () => ["b", "d"]);
    // @ts-expect-error There is no such node to choose from.
    graph.addConditionalEdges("a", () => "b", ["b", "d"]);
  });
});
