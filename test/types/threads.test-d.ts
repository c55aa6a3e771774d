import { Command, END, START, type StateSnapshot } from "@langchain/langgraph";
import { describe, expectTypeOf, it } from "vitest";
import { type FanoutState, FanoutStateGraph } from "../contracts/generated/fanout/index.js";

const thread = { configurable: { thread_id: "t" } };
const graph = new FanoutStateGraph()
  .addNode("a", () => undefined)
  .setEntryPoint("a")
  .compile();

describe("threads", () => {
  it("are read with typed values", () => {
    const read = () => graph.getState(thread);
    expectTypeOf<Awaited<ReturnType<typeof read>>["values"]>().toEqualTypeOf<FanoutState>();
    expectTypeOf<Awaited<ReturnType<typeof read>>>().toExtend<StateSnapshot>();
    const list = async () => {
      for await (const { values } of graph.getStateHistory(thread, { limit: 3 })) return values;
      throw new Error();
    };
    expectTypeOf<Awaited<ReturnType<typeof list>>>().toEqualTypeOf<FanoutState>();
    expectTypeOf<FanoutState["rounds"]>().toEqualTypeOf<number>();
  });

  it("are updated with updates, as nodes that exist", () => {
    () => graph.updateState(thread, { jobs: [{ topic: "a" }] }, "a");
    () => graph.updateState(thread, null, END);
    () => graph.updateState(thread, new Command({ update: { rounds: 1 } }));
    () => graph.bulkUpdateState(thread, [{ updates: [{ values: { rounds: 1 }, asNode: START }] }]);
    // @ts-expect-error The field is a number.
    () => graph.updateState(thread, { rounds: "1" });
    // @ts-expect-error It is in a command too.
    () => graph.updateState(thread, new Command({ update: { rounds: "1" } }));
    // @ts-expect-error There is no such field.
    () => graph.updateState(thread, { round: 1 });
    // @ts-expect-error There is no such node.
    () => graph.bulkUpdateState(thread, [{ updates: [{ values: {}, asNode: "b" }] }]);
    // @ts-expect-error A wrong type among several.
    () => graph.bulkUpdateState(thread, [{ updates: [{ values: { rounds: "1" }, asNode: "a" }] }]);
  });

  it("go on with null, a command, or an input", () => {
    () => graph.invoke(null, thread);
    () => graph.invoke(new Command({ resume: "yes" }), thread);
    () => graph.invoke({ rounds: 1 }, thread);
    // @ts-expect-error The input is an update.
    () => graph.invoke("go", thread);
  });
});
