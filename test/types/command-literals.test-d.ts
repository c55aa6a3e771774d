import { Command, END, START } from "@langchain/langgraph";
import type { NodeReturn, UpdateCommand } from "graphwright";
import { describe, it } from "vitest";
import { Job } from "../contracts/generated/fanout/index.js";
import {
  type OrdersNode,
  type OrdersState,
  OrdersStateGraph,
  type OrdersUpdate,
} from "../contracts/generated/orders/index.js";

const nothing = () => undefined;
const thread = { configurable: { thread_id: "t" } };
const context = { tenant: "t" };

describe("a literal in the update of a command, of a field of few values", () => {
  const graph = () => new OrdersStateGraph();

  it("stays that literal in nodes written elsewhere", () => {
    function declared(_state: OrdersState): UpdateCommand<OrdersUpdate> {
      return new Command({ update: { status: "paid" }, goto: "a" });
    }
    async function later(_state: OrdersState): Promise<UpdateCommand<OrdersUpdate, "a" | "b">> {
      if (_state.total > 1) return new Command({ update: { status: "paid" }, goto: ["a", "b"] });
      return new Command({ update: { status: "paid" } });
    }
    const node: OrdersNode = () => new Command({ update: { status: "paid" } });
    const reading: OrdersNode = (state) => new Command({ update: { status: "paid", total: state.total } });
    const asynchronous: OrdersNode = async ({ total }) =>
      total > 1 ? new Command({ update: { status: "paid" }, goto: END }) : { status: "open" };
    const several = (): NodeReturn<OrdersUpdate> => [
      new Command({ update: { status: "paid" }, goto: "a" }),
      { status: "open" },
    ];
    graph().addNode({ declared, later, node, reading, asynchronous, several });
  });

  it("stays that literal in nodes written inline", () => {
    graph()
      .addNode("a", () => new Command({ update: { status: "paid" } }))
      .addNode("b", (state) => new Command({ update: { status: "paid", total: state.total }, goto: "a" }))
      .addNode("c", async () => new Command({ update: { status: "paid" }, goto: ["a", END] }))
      .addNode("d", ({ total }) => {
        if (total > 1) return new Command({ update: { status: "paid" }, goto: "a" });
        if (total > 2) return { status: "open" };
        return new Command({ update: { status: "open" }, goto: END });
      })
      .addNode("e", () => new Command({ update: { status: "paid" }, goto: "a" }), { ends: ["a", "b"] })
      .addNode("f", async (_state) => new Command({ update: { status: "paid" }, goto: "a" }), { ends: ["a"] })
      .addNode("h", ({ total }) =>
        total > 1 ? new Command({ update: { status: "paid" } }) : { status: "open" },
      )
      .addNode("i", () => new Command({ update: { status: "paid" } }), { ends: ["a"] })
      .addNode("j", () => new Command({ update: { status: "paid" }, goto: ["a", END] }), { ends: ["a", END] })
      .addSentNode("k", () => new Command({ update: { status: "paid" }, goto: "a" }), { input: Job })
      .addSentNode("l", ({ depth }) => new Command({ update: { status: "paid", total: depth } }), {
        input: Job,
        ends: ["a"],
      })
      .addNode({ m: () => new Command({ update: { status: "paid" } }) })
      .addNode([["n", () => new Command({ update: { status: "paid" }, goto: "a" }), { ends: ["a"] }]])
      .addSequence([
        ["o", (_state) => new Command({ update: { status: "paid" } })],
        ["p", async () => new Command({ update: { status: "paid" }, goto: "a" })],
      ])
      .compile();
  });

  it("stays that literal in error handlers", () => {
    graph()
      .setNodeDefaults({ errorHandler: () => new Command({ update: { status: "open" }, goto: "a" }) })
      .addNode("a", nothing, { errorHandler: () => new Command({ update: { status: "open" } }) })
      .addNode("b", nothing, {
        errorHandler: async (_state, { node }) => new Command({ update: { status: "open" }, goto: node }),
      })
      .addNode("c", () => new Command({ update: { status: "paid" }, goto: "a" }), {
        ends: ["a"],
        errorHandler: () => new Command({ update: { status: "open" }, goto: "a" }),
      });
  });

  const compiled = graph().addNode("a", nothing).addEdge(START, "a").compile();

  it("stays that literal in commands to threads and runs", () => {
    const update = { status: "paid" } as const;
    () => compiled.updateState(thread, new Command({ update: { status: "paid" } }));
    () => compiled.updateState(thread, new Command({ update: { status: "paid" }, goto: "a" }), "a");
    () =>
      compiled.bulkUpdateState(thread, [
        { updates: [{ values: new Command({ update: { status: "paid" } }), asNode: "a" }] },
      ]);
    () => compiled.invoke(new Command({ update: { status: "paid" } }), { context });
    () => compiled.invoke(new Command({ update, goto: "a" }), { context });
    () => compiled.invoke(new Command({ update: { status: "paid" }, goto: "a", resume: 1 }), { context });
    () => compiled.stream(new Command({ update: { status: "paid" }, goto: ["a"] }), { context });
    () => compiled.stream(new Command({ update: { status: "paid" } }), { context, streamMode: "values" });
  });

  it("may be in an update made before, once that is no longer of an interface's type", () => {
    const made: OrdersUpdate = { status: "paid" };
    // @ts-expect-error LangGraph's Command takes no interface.
    () => (): UpdateCommand<OrdersUpdate> => new Command({ update: made });
    graph().addNode("a", (): ReturnType<OrdersNode> => new Command({ update: { ...made } }));
    graph().addNode("a", () => new Command({ update: { ...made }, goto: "a" }), { ends: ["a"] });
    () => compiled.updateState(thread, new Command({ update: { ...made } }));
    () => compiled.invoke(new Command({ update: { ...made }, goto: "a" }), { context });
  });

  it("is refused where the field does not have it", () => {
    // @ts-expect-error No such status.
    () => (): UpdateCommand<OrdersUpdate> => new Command({ update: { status: "lost" } });
    // @ts-expect-error No such status.
    () => (): ReturnType<OrdersNode> => new Command({ update: { status: "lost" } });
    // @ts-expect-error No such status.
    graph().addNode("a", () => new Command({ update: { status: "lost" } }));
    // @ts-expect-error No such status.
    graph().addNode("a", (state) => new Command({ update: { status: "lost", total: state.total } }));
    // @ts-expect-error No such status.
    graph().addNode("a", () => new Command({ update: { status: "lost" }, goto: "a" }), { ends: ["a"] });
    // @ts-expect-error No such status.
    graph().addNode("a", () => [new Command({ update: { status: "lost" } }), { status: "open" }]);
    // @ts-expect-error No such status.
    graph().addNode("a", nothing, { errorHandler: () => new Command({ update: { status: "lost" } }) });
    // @ts-expect-error No such status.
    () => compiled.updateState(thread, new Command({ update: { status: "lost" } }));
    // @ts-expect-error No such status.
    () => compiled.invoke(new Command({ update: { status: "lost" } }), { context });
    // @ts-expect-error No such status.
    () => compiled.stream(new Command({ update: { status: "lost" } }), { context });
  });

  it("does not make room for a field that there is not", () => {
    // @ts-expect-error No such field.
    graph().addNode("a", () => new Command({ update: { rounds: 1 } }));
    // @ts-expect-error No such field.
    graph().addNode("a", (state) => new Command({ update: { rounds: state.total } }), { ends: ["a"] });
    // @ts-expect-error No such field.
    graph().addNode("a", nothing, { errorHandler: () => new Command({ update: { rounds: 1 } }) });
    // @ts-expect-error No such field.
    () => compiled.updateState(thread, new Command({ update: { rounds: 1 } }));
    // @ts-expect-error No such field.
    () => compiled.invoke(new Command({ update: { rounds: 1 } }), { context });
    // @ts-expect-error No such field.
    () => compiled.stream(new Command({ update: { rounds: 1 } }), { context });
    // @ts-expect-error No such field.
    () => (): UpdateCommand<OrdersUpdate> => new Command({ update: { rounds: 1 } });
  });

  it("leaves it limited where the command goes", () => {
    // @ts-expect-error It goes elsewhere.
    graph().addNode("a", () => new Command({ update: { status: "paid" }, goto: "b" }), { ends: ["a"] });
    const a = graph().addNode("a", () => new Command({ update: { status: "paid" }, goto: "b" }));
    // @ts-expect-error There is no such node.
    a.compile();
    // @ts-expect-error There is no such node.
    () => compiled.invoke(new Command({ update: { status: "paid" }, goto: "b" }), { context });
    // @ts-expect-error There is no such node.
    () => compiled.stream(new Command({ update: { status: "paid" }, goto: "b" }), { context });
  });
});

describe("a literal in one of several updates", () => {
  it("stays that literal", () => {
    const several = (): NodeReturn<OrdersUpdate> => [{ status: "paid" }, { total: 1 }];
    const node: OrdersNode = async () => [{ status: "paid" }];
    new OrdersStateGraph()
      .addNode({ several, node })
      .addNode("a", () => [{ status: "paid" }])
      .addNode("b", async ({ total }) => [{ status: "paid" }, { total, tags: ["a"] }])
      .addNode("c", () => [{ status: "paid" }], { ends: ["a"] })
      .addNode("d", ({ total }) => (total > 1 ? [{ status: "paid" }, { total }] : { status: "open" }))
      .addNode("e", () => [new Command({ update: { status: "paid" }, goto: "a" }), { status: "open" }])
      .addNode(
        "f",
        async ({ total }) => [{ total }, new Command({ update: { status: "paid" }, goto: "a" })],
        {
          ends: ["a", "b"],
        },
      )
      .addNode("g", nothing, { errorHandler: () => [{ status: "open" }, { total: 1 }] })
      .addNode("h", (): OrdersUpdate[] => [])
      .addSentNode("i", ({ depth }) => [{ status: "paid" }, { total: depth }], { input: Job })
      .addNode({ j: () => [{ status: "paid" }] })
      .compile();
  });

  it("is refused where the field does not have it", () => {
    const graph = () => new OrdersStateGraph();
    // @ts-expect-error No such status.
    graph().addNode("a", () => [{ status: "lost" }]);
    // @ts-expect-error No such status.
    graph().addNode("a", async ({ total }) => [{ status: "lost" }, { total }]);
    // @ts-expect-error No such status, beside a command.
    graph().addNode("a", () => [{ status: "lost" }, new Command({ goto: "a" })]);
    // @ts-expect-error No such status in a command among them.
    graph().addNode("a", () => [{ total: 1 }, new Command({ update: { status: "lost" } })]);
    // @ts-expect-error No update.
    graph().addNode("a", () => ["paid"]);
    const listed = graph().addNode("a", () => [new Command({ update: { status: "paid" }, goto: "b" })]);
    // @ts-expect-error There is no such node.
    listed.compile();
  });
});
