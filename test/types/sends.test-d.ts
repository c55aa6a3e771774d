import { Command, END, Send } from "@langchain/langgraph";
import { type SendOf, sender, toParent } from "graphwright";
import { describe, expectTypeOf, it } from "vitest";
import {
  type DispatchSends,
  DispatchState,
  DispatchStateGraph,
  type DispatchTypes,
  DispatchWeighPayload,
  dispatchContract,
  type Labelling,
} from "../contracts/generated/dispatch/index.js";
import { FanoutStateGraph, fanoutContract, Job } from "../contracts/generated/fanout/index.js";

const nothing = () => undefined;
/** A graph that has all that its contract lists. */
const whole = () =>
  new DispatchStateGraph()
    .addNode("plan", nothing)
    .addSentNode("weigh", nothing)
    .addSentNode("label", nothing)
    .setEntryPoint("plan");

describe("a node that the sends member lists", () => {
  it("gets its payload with defaults applied", () => {
    new DispatchStateGraph()
      .addSentNode("weigh", (payload, runtime) => {
        expectTypeOf(payload).toEqualTypeOf<DispatchWeighPayload>();
        expectTypeOf(payload.unit).toEqualTypeOf<"kg" | "lb">();
        expectTypeOf(runtime.context).toEqualTypeOf<undefined>();
        return { weights: [1] };
      })
      .addSentNode("label", async ({ parcel }: Labelling) => ({ labels: [parcel] }), {
        retryPolicy: { maxAttempts: 2 },
        errorHandler: (payload, { node }) => {
          expectTypeOf(payload).toEqualTypeOf<Labelling>();
          return new Command({ update: { labels: [payload.parcel] }, goto: node });
        },
      });
    // @ts-expect-error A payload is no state.
    new DispatchStateGraph().addSentNode("weigh", ({ parcels }) => ({ labels: parcels }));
    // @ts-expect-error It updates the graph's state still.
    new DispatchStateGraph().addSentNode("weigh", () => ({ weights: ["1"] }));
    // @ts-expect-error The payload of another node.
    new DispatchStateGraph().addSentNode("weigh", (payload: Labelling) => ({ labels: [payload.parcel] }));
  });

  it("has its schema from the contract alone", () => {
    // @ts-expect-error The contract says what it is sent.
    new DispatchStateGraph().addSentNode("weigh", nothing, { input: DispatchWeighPayload });
    // @ts-expect-error The contract does not list it.
    new DispatchStateGraph().addSentNode("wiegh", nothing);
    // @ts-expect-error Nor with a schema of its own.
    new DispatchStateGraph().addSentNode("other", nothing, { input: DispatchState });
  });

  it("can be a graph", () => {
    const inner = whole().compile();
    new DispatchStateGraph().addSentNode("weigh", inner).addSentNode("label", inner).compile();
  });

  it("is a node of the graph", () => {
    const graph = new DispatchStateGraph().addNode("plan", nothing).addSentNode("weigh", nothing);
    // @ts-expect-error The contract lists "label", too.
    graph.compile();
    whole().compile();
  });

  it("may go on by commands to nodes that exist", () => {
    const lost = whole().addSentNode("label", () => new Command({ goto: "nowhere" }));
    // @ts-expect-error There is no such node.
    lost.compile();
    whole()
      .addSentNode("label", () => new Command({ goto: "plan" }), { ends: ["plan"] })
      .compile();
  });
});

describe("a router's Send", () => {
  it("has the payload that the contract says", () => {
    whole().addConditionalEdges("plan", ({ parcels }) => [
      ...parcels.map((parcel) => new Send("weigh", { parcel })),
      new Send("weigh", { parcel: "a", unit: "lb" }),
      new Send("label", { parcel: "a", express: true }),
    ]);
    whole().addConditionalEdges("plan", async ({ parcels }) =>
      parcels.length === 0 ? END : parcels.map((parcel) => new Send("label", { parcel, express: false })),
    );
    whole().setConditionalEntryPoint(() => new Send("weigh", { parcel: "a", unit: "kg" }), ["weigh"]);
    // @ts-expect-error A parcel is a text.
    whole().addConditionalEdges("plan", () => new Send("weigh", { parcel: 5 }));
    // @ts-expect-error There is no such unit.
    whole().addConditionalEdges("plan", () => [new Send("weigh", { parcel: "a", unit: "st" })]);
    // @ts-expect-error The payload of another node.
    whole().addConditionalEdges("plan", () => [new Send("label", { parcel: "a" })]);
    // @ts-expect-error Nothing is sent to this node.
    whole().addConditionalEdges("plan", () => new Send("plan", {}));
    // @ts-expect-error There is no such node.
    whole().addConditionalEdges("plan", () => new Send("wiegh", { parcel: "a" }));
    // @ts-expect-error At the start, too.
    whole().setConditionalEntryPoint(() => new Send("weigh", {}), ["weigh"]);
  });

  it("may be anything where the contract has no sends member", () => {
    new FanoutStateGraph()
      .addNode("plan", nothing)
      .addConditionalEdges("plan", () => [new Send("plan", { rounds: 1 })]);
    expectTypeOf<SendOf<object, "plan">>().toEqualTypeOf<Send<"plan">>();
  });
});

describe("a sender", () => {
  it("of a contract takes the payload of its node", () => {
    const toWeigh = sender(dispatchContract, "weigh");
    expectTypeOf(toWeigh).parameter(0).toEqualTypeOf<DispatchSends["weigh"]["payloadInput"]>();
    toWeigh({ parcel: "a" }, { timeout: 5 });
    whole().addConditionalEdges("plan", ({ parcels }) => parcels.map((parcel) => toWeigh({ parcel })), [
      "weigh",
    ]);
    whole().addNode("other", () => new Command({ goto: [toWeigh({ parcel: "a", unit: "lb" })] }), {
      ends: ["weigh"],
    });
    // @ts-expect-error A parcel is a text.
    () => toWeigh({ parcel: 5 });
    // @ts-expect-error The parcel is missing.
    () => toWeigh({ unit: "kg" });
    // @ts-expect-error The contract does not list the node.
    () => sender(dispatchContract, "plan");
    // @ts-expect-error This contract lists none.
    () => sender(fanoutContract, "work");
  });

  it("of a node and a schema is as it was", () => {
    expectTypeOf(sender("work", Job)).returns.toExtend<Send<"work">>();
  });
});

it("a command for the parent sends what the parent's contract says", () => {
  const toWeigh = sender(dispatchContract, "weigh");
  toParent(dispatchContract, { goto: new Send("weigh", { parcel: "a", unit: "lb" }) });
  toParent(dispatchContract, { goto: [toWeigh({ parcel: "a" }), "plan"] });
  toParent(fanoutContract, { goto: new Send("work", { topic: "a" }) });
  // @ts-expect-error A parcel is a text.
  toParent(dispatchContract, { goto: new Send("weigh", { parcel: 5 }) });
});

it("the types by role have the payloads by node", () => {
  expectTypeOf<DispatchTypes["Sends"]["label"]>().toEqualTypeOf<{
    payload: Labelling;
    payloadInput: Labelling;
  }>();
});
