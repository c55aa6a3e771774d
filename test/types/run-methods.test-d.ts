import type { StreamEvent } from "@langchain/core/tracers/log_stream";
import type { IterableReadableStream } from "@langchain/core/utils/stream";
import { Command, type GraphRunStream, type StreamTransformer } from "@langchain/langgraph";
import type { useStream } from "@langchain/langgraph-sdk/react";
import { answer, type SubgraphChunks, type ToolChunk } from "graphwright";
import type { HITLResponse } from "langchain";
import { describe, expectTypeOf, it } from "vitest";
import {
  type SupportAgentInput,
  type SupportAgentState,
  SupportAgentStateGraph,
  type SupportAgentTypes,
  supportAgentContract,
} from "../../generated/support-agent/index.js";
import { FanoutStateGraph, type FanoutTypes } from "../contracts/generated/fanout/index.js";
import { agentContext, ticket } from "../support/support-agent.js";

const options = { context: agentContext, configurable: { thread_id: "t" } };
const input: SupportAgentInput = { ticket, messages: [{ role: "user", content: "hi" }] };
const agent = new SupportAgentStateGraph()
  .addNode("a", () => undefined)
  .addNode("b", () => undefined)
  .setEntryPoint("a")
  .compile();
const plain = new FanoutStateGraph()
  .addNode("n", () => undefined)
  .setEntryPoint("n")
  .compile();
declare const response: HITLResponse;
declare const counter: () => StreamTransformer<{ count: number }>;

type Values = SupportAgentTypes["State"] | SupportAgentTypes["Interrupted"];

describe("streamEvents", () => {
  it("of version v3 is a run whose values are states", async () => {
    const run = () => agent.streamEvents(input, { ...options, version: "v3" });
    expectTypeOf(run).returns.resolves.toEqualTypeOf<GraphRunStream<Values, Record<string, never>>>();
    expectTypeOf<Awaited<ReturnType<typeof run>>["output"]>().toEqualTypeOf<Promise<Values>>();
    const counted = () => agent.streamEvents(input, { ...options, version: "v3", transformers: [counter] });
    expectTypeOf<Awaited<ReturnType<typeof counted>>["extensions"]["count"]>().toEqualTypeOf<number>();
    expectTypeOf(() => plain.streamEvents({}, { version: "v3" })).returns.resolves.toEqualTypeOf<
      GraphRunStream<FanoutTypes["State"] | FanoutTypes["Interrupted"], Record<string, never>>
    >();
  });

  it("of other versions and encodings is a stream of events or bytes", () => {
    const events = () => agent.streamEvents(input, { ...options, version: "v2", subgraphs: true });
    expectTypeOf(events).returns.toEqualTypeOf<IterableReadableStream<StreamEvent>>();
    () =>
      agent.streamEvents(
        input,
        { ...options, version: "v2", streamMode: ["values"] },
        { includeNames: ["a"] },
      );
    const bytes = () =>
      agent.streamEvents(input, { ...options, version: "v3", encoding: "text/event-stream" });
    expectTypeOf(bytes).returns.resolves.toEqualTypeOf<IterableReadableStream<Uint8Array>>();
    const older = () =>
      agent.streamEvents(input, { ...options, version: "v2", encoding: "text/event-stream" });
    expectTypeOf(older).returns.toEqualTypeOf<IterableReadableStream<Uint8Array>>();
  });

  it("is resumed as invoke is", () => {
    () => agent.streamEvents(null, { ...options, version: "v3" });
    () => agent.streamEvents(new Command({ resume: "billing" }), { ...options, version: "v3" });
    () => agent.streamEvents(new Command({ resume: response }), { ...options, version: "v3" });
    () => agent.streamEvents(new Command({ resume: response }), { ...options, version: "v2" });
    () => agent.streamEvents(answer(supportAgentContract, "choose_team", "a"), { ...options, version: "v2" });
    // @ts-expect-error That is no answer.
    () => agent.streamEvents(new Command({ resume: { approved: "yes" } }), { ...options, version: "v3" });
    // @ts-expect-error There is no such node.
    () => agent.streamEvents(new Command({ goto: "c" }), { ...options, version: "v3" });
  });

  it("takes a right input and a context only", () => {
    // @ts-expect-error The input lacks its messages.
    () => agent.streamEvents({ ticket }, { ...options, version: "v3" });
    // @ts-expect-error The same with v2.
    () => agent.streamEvents({ ticket }, { ...options, version: "v2" });
    // @ts-expect-error The context is missing.
    () => agent.streamEvents(input, { version: "v3" });
    // @ts-expect-error The same with v2.
    () => agent.streamEvents(input, { version: "v2" });
    // @ts-expect-error The context lacks the credentials.
    () => agent.streamEvents(input, { context: { user: agentContext.user }, version: "v3" });
    // @ts-expect-error The version is missing.
    () => agent.streamEvents(input, options);
    // @ts-expect-error This graph takes no such field.
    () => plain.streamEvents({ nothing: 1 }, { version: "v3" });
  });
});

describe("batch", () => {
  it("resolves to results, and to errors on request", () => {
    expectTypeOf(() => agent.batch([input], options)).returns.resolves.toEqualTypeOf<
      SupportAgentTypes["Result"][]
    >();
    () => agent.batch([input, new Command({ resume: "billing" })], [options, options], { maxConcurrency: 2 });
    expectTypeOf(() =>
      agent.batch([input], options, { returnExceptions: true }),
    ).returns.resolves.toEqualTypeOf<(SupportAgentTypes["Result"] | Error)[]>();
    expectTypeOf(() => plain.batch([{}])).returns.resolves.toEqualTypeOf<FanoutTypes["Result"][]>();
  });

  it("takes right inputs and a context only", () => {
    // @ts-expect-error The second input lacks its messages.
    () => agent.batch([input, { ticket }], options);
    // @ts-expect-error The context is missing.
    () => agent.batch([input]);
    // @ts-expect-error The context of the second is missing.
    () => agent.batch([input, input], [options, {}]);
    // @ts-expect-error A list is needed.
    () => agent.batch(input, options);
  });
});

describe("the stream mode tools", () => {
  it("yields what tools do, of graphs inside too", () => {
    const stream = () => agent.stream(input, { ...options, streamMode: "tools" });
    type Each<Stream> = Stream extends AsyncIterable<infer Chunk> ? Chunk : never;
    expectTypeOf<Each<Awaited<ReturnType<typeof stream>>>>().toEqualTypeOf<ToolChunk>();
    expectTypeOf<SubgraphChunks["tools"]>().toEqualTypeOf<ToolChunk>();
    const use = (chunk: ToolChunk) => {
      if (chunk.event === "on_tool_start") expectTypeOf(chunk.input).toBeUnknown();
      if (chunk.event === "on_tool_end") expectTypeOf(chunk.output).toBeUnknown();
      // @ts-expect-error There is no such event.
      return chunk.event === "on_tool_stop";
    };
    expectTypeOf(use).toBeFunction();
  });
});

describe("useStream of the SDK", () => {
  it("has the state of the graph", () => {
    type Stream = ReturnType<typeof useStream<typeof agent>>;
    expectTypeOf<Stream["values"]["ticket"]>().toEqualTypeOf<SupportAgentState["ticket"]>();
    expectTypeOf<Stream["values"]>().not.toBeAny();
    expectTypeOf<(typeof agent)["~RunOutput"]>().toEqualTypeOf<SupportAgentState>();
    expectTypeOf<(typeof agent)["~OutputType"]>().toEqualTypeOf<SupportAgentTypes["Output"]>();
    expectTypeOf<(typeof agent)["~InputType"]>().toEqualTypeOf<SupportAgentInput>();
    expectTypeOf<keyof (typeof agent)["~NodeReturnType"]>().toEqualTypeOf<"a" | "b">();
  });
});
