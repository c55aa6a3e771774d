import type { Client, Message } from "@langchain/langgraph-sdk";
import type { useStream } from "@langchain/langgraph-sdk/react";
import { answer, connect, type WireMessage, type WireState } from "graphwright/client";
import { describe, expectTypeOf, it } from "vitest";
import { greetingContract } from "../../generated/greeting/client.js";
import {
  type Refund,
  type SupportAgentContextInput,
  type SupportAgentEvents,
  type SupportAgentInput,
  type SupportAgentState,
  type SupportAgentStream,
  supportAgentContract,
} from "../../generated/support-agent/client.js";
import { FanoutStateGraph, type fanoutContract } from "../contracts/generated/fanout/index.js";

declare const client: Client;
declare const context: SupportAgentContextInput;
declare const input: SupportAgentInput;
const agent = connect(supportAgentContract, client, { assistant: "support-agent" });
const thread = agent.thread("t");
type SupportAgentValues = WireState<SupportAgentState>;

describe("a state that a server sends", () => {
  it("has plain messages, and fields that may not be there yet", () => {
    expectTypeOf<SupportAgentValues["messages"]>().toEqualTypeOf<WireMessage[] | undefined>();
    expectTypeOf<SupportAgentValues["ticket"]>().toEqualTypeOf<SupportAgentState["ticket"] | undefined>();
    expectTypeOf<SupportAgentValues["refund"]>().toEqualTypeOf<Refund | null | undefined>();
    expectTypeOf<WireMessage>().toExtend<Message>();
  });
});

describe("a graph that a client connects to", () => {
  it("takes the contract's context, input and answers, and nothing else", () => {
    void agent.run(input, { context });
    void thread.run(null, { context });
    // @ts-expect-error The context is required.
    void agent.run(input);
    // @ts-expect-error The context does not fit.
    void agent.run(input, { context: { user: 7 } });
    // @ts-expect-error The input does not fit.
    void agent.run({ ticket: 7 }, { context });
    void thread.resume("approve_refund", { approved: true }, { context });
    void thread.resume({ id: "a" }, "anything", { context });
    // @ts-expect-error The answer does not fit.
    void thread.resume("approve_refund", { approved: "yes" }, { context });
    // @ts-expect-error There is no such question.
    void thread.resume("approve", { approved: true }, { context });
    // @ts-expect-error The update does not fit.
    void thread.updateState({ risk: "high" });
    // @ts-expect-error There is no such mode.
    void agent.stream(input, { context, mode: ["value"] });
    // @ts-expect-error Not a client.
    void connect(supportAgentContract, {}, { assistant: "support-agent" });
  });

  it("takes a part of the context where the assistant has the rest", () => {
    const own = connect(supportAgentContract, client, { assistant: "a", hasContext: true });
    void own.run(input);
    void own.run(input, { context: { user: context.user } });
    // @ts-expect-error It does not fit.
    void own.run(input, { context: { user: 7 } });
  });

  it("needs no context where the contract has none", () => {
    void connect(greetingContract, client, { assistant: "g" }).run({}, { context: { user_id: "a" } });
    const fanout = connect({} as typeof fanoutContract, client, { assistant: "f" });
    void fanout.run({});
    expectTypeOf(new FanoutStateGraph()).not.toBeAny();
  });

  it("types what each mode brings", async () => {
    for await (const chunk of agent.stream(input, { context, mode: ["values", "custom"] })) {
      if (chunk.event === "custom") expectTypeOf(chunk.data).toEqualTypeOf<SupportAgentEvents>();
      if (chunk.event === "values") {
        expectTypeOf(chunk.data.ticket).toEqualTypeOf<SupportAgentState["ticket"] | undefined>();
        const [asked] = chunk.data.__interrupt__ ?? [];
        if (asked?.isOwn === true && asked.value.name === "approve_refund") {
          expectTypeOf(asked.value.value).toEqualTypeOf<Refund>();
        }
      }
      // @ts-expect-error The stream has no updates.
      if (chunk.event === "updates") continue;
    }
    const result = await agent.run(input, { context });
    expectTypeOf(result.messages).toEqualTypeOf<WireMessage[] | undefined>();
    const { values } = await thread.state();
    expectTypeOf(values.refund).toEqualTypeOf<Refund | null | undefined>();
  });
});

describe("useStream of the SDK", () => {
  type Stream = ReturnType<typeof useStream<SupportAgentStream, SupportAgentStream>>;
  const stream = {} as Stream;

  it("has values, interrupts and events without a cast", () => {
    expectTypeOf<Stream["values"]["refund"]>().toEqualTypeOf<Refund | null | undefined>();
    const asked = stream.interrupt?.value;
    if (asked?.name === "approve_refund") expectTypeOf(asked.value).toEqualTypeOf<Refund>();
    type Options = Parameters<typeof useStream<SupportAgentStream, SupportAgentStream>>[0];
    type Event = Parameters<NonNullable<Options["onCustomEvent"]>>[0];
    expectTypeOf<Event>().toEqualTypeOf<SupportAgentEvents>();
  });

  it("takes the input, the context and answers of the contract", () => {
    const submit = () => {
      void stream.submit(input, { context });
      void stream.submit(null, {
        context,
        command: answer(supportAgentContract, "approve_refund", { approved: true }),
      });
      // @ts-expect-error The context does not fit.
      void stream.submit(input, { context: { user: 7 } });
      // @ts-expect-error The input does not fit.
      void stream.submit({ ticket: 7 }, { context });
    };
    expectTypeOf(submit).toBeFunction();
  });
});
