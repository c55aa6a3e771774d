import { Command, END, type Send } from "@langchain/langgraph";
import { sender } from "graphwright";
import { describe, expectTypeOf, it } from "vitest";
import { GreetingContext, GreetingStateGraph } from "../../generated/greeting/index.js";

describe("the names of a graph's nodes", () => {
  it("are those that its commands go to, or compile says which is not", () => {
    const graph = new GreetingStateGraph()
      .addNode("a", () => new Command({ goto: "b" }))
      .addNode("c", () => new Command({ goto: END }), { ends: [END] });
    // @ts-expect-error A command goes to "b", which is not a node of the graph.
    graph.compile();
    expectTypeOf<
      ThisParameterType<typeof graph.compile>
    >().toEqualTypeOf<`a command or a Send goes to "b", which is not a node of the graph`>();
    graph.addNode("b", () => ({})).compile();
  });

  it("are no names of fields", () => {
    const graph = new GreetingStateGraph().addNode("response", () => ({}));
    // @ts-expect-error The state has a field "response".
    graph.compile();
    expectTypeOf<
      ThisParameterType<typeof graph.compile>
    >().toEqualTypeOf<`the node "response" has the name of a field of the state`>();
  });
});

describe("sender", () => {
  it("takes the options of Send", () => {
    const send = sender("work", GreetingContext);
    expectTypeOf(send({ user_id: "a" }, { timeout: 100 })).toEqualTypeOf<Send<"work", GreetingContext>>();
    expectTypeOf(send({ user_id: "a" }, { timeout: { idleTimeout: 100 } })).toExtend<Send<"work">>();
    // @ts-expect-error A timeout is a number or a policy.
    send({ user_id: "a" }, { timeout: "100" });
    // @ts-expect-error Send has no such option.
    send({ user_id: "a" }, { retries: 1 });
  });
});
