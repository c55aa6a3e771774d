import { AIMessage } from "@langchain/core/messages";
import { Command, InMemoryStore, MemorySaver, START } from "@langchain/langgraph";
import { ToolNode } from "@langchain/langgraph/prebuilt";
import { ContractError, isOwnChunk, type ToolChunk } from "graphwright";
import { describe, expect, it } from "vitest";
import { SupportAgentStateGraph, supportAgentTools } from "../../generated/support-agent/index.js";
import { refusal } from "../support/refusal.js";
import { agentContext, ticket } from "../support/support-agent.js";

const context = agentContext;
const input = { ticket, messages: [{ role: "user", content: "hi" }] };
const wrong = { ticket, messages: [] };
const refused = { graph: "support-agent", boundary: "input" };
let threads = 0;
const on = () => ({ context, configurable: { thread_id: `methods-${threads++}` } });

const asking = () =>
  new SupportAgentStateGraph()
    .addNode("look", () => ({ risk: 0.5 }))
    .addNode("team", (_state, runtime) => ({ facts: { team: runtime.interrupt("choose_team", ["a"]) } }))
    .addEdge(START, "look")
    .addEdge("look", "team")
    .compile({ store: new InMemoryStore(), checkpointer: new MemorySaver() });

const search = supportAgentTools.search_help(() => [
  { url: "https://example.com", title: "Lamps", excerpt: "…" },
]);
const call = { name: "search_help", args: { query: "lamp" }, id: "c1", type: "tool_call" as const };
const calling = { ticket, messages: [new AIMessage({ content: "", tool_calls: [call] })] };
const inner = new SupportAgentStateGraph()
  .addNode("tools", new ToolNode([search]))
  .setEntryPoint("tools")
  .compile({ store: new InMemoryStore() });
const outer = new SupportAgentStateGraph()
  .addNode("inner", (state, _runtime, config) => inner.invoke(state, { ...config, context }))
  .setEntryPoint("inner")
  .compile({ store: new InMemoryStore() });

describe("batch", () => {
  it("checks each input, and each run has its own result", async () => {
    const graph = asking();
    const results = await graph.batch([input, input], [on(), on()]);
    for (const result of results) expect(result).toHaveProperty("__interrupt__");
    expect(await refusal(graph.batch([input, wrong], [on(), on()]))).toMatchObject(refused);
    const [fine, error] = await graph.batch([input, wrong], [on(), on()], { returnExceptions: true });
    expect(fine).toHaveProperty("__interrupt__");
    expect(error).toBeInstanceOf(ContractError);
    expect(error).toMatchObject(refused);
  });

  it("rejects where it was aborted, and the threads can be run after it", async () => {
    const graph = asking();
    const options = on();
    const aborted = graph.batch([input], { ...options, signal: AbortSignal.abort() });
    await expect(aborted).rejects.toThrow();
    expect(await graph.batch([input], options)).toMatchObject([{ __interrupt__: [{ isOwn: true }] }]);
  });
});

describe("streamEvents of version v3", () => {
  it("has states as values, and the interrupts where it stops at questions", async () => {
    const graph = asking();
    const options = on();
    const run = await graph.streamEvents(input, { ...options, version: "v3" });
    const values: unknown[] = [];
    for await (const each of run.values) values.push("__interrupt__" in each ? "asked" : each.risk);
    expect(values).toEqual([undefined, 0.5, "asked"]);
    expect(await run.output).toMatchObject({ __interrupt__: [{ isOwn: true }] });
    const command = new Command({ resume: "billing" });
    const resumed = await graph.streamEvents(command, { ...options, version: "v3" });
    expect(await resumed.output).toMatchObject({ facts: { team: "billing" } });
  });

  it("rejects a wrong input, and writes nothing", async () => {
    const graph = asking();
    const options = on();
    const run = await graph.streamEvents(wrong, { ...options, version: "v3" });
    expect(await refusal(Promise.resolve(run.output))).toMatchObject(refused);
    expect((await graph.getState(options)).values).toEqual({});
  });
});

describe("the stream mode tools", () => {
  it("yields what the tools of the graph do", async () => {
    const chunks: ToolChunk[] = [];
    for await (const chunk of await inner.stream(calling, { context, streamMode: "tools" }))
      chunks.push(chunk);
    expect(chunks.map(({ event, name, toolCallId }) => [event, name, toolCallId])).toEqual([
      ["on_tool_start", "search_help", "c1"],
      ["on_tool_end", "search_help", "c1"],
    ]);
    const [start] = chunks;
    expect(start?.event === "on_tool_start" && start.input).toBeTruthy();
  });

  it("yields those of graphs inside with their namespaces, among other modes", async () => {
    const modes = { context, subgraphs: true, streamMode: ["tools", "updates"] } as const;
    const tools: unknown[] = [];
    for await (const chunk of await outer.stream(calling, modes)) {
      if (chunk[1] === "tools") tools.push([isOwnChunk(chunk), chunk[2].event]);
    }
    expect(tools).toEqual([
      [false, "on_tool_start"],
      [false, "on_tool_end"],
    ]);
  });
});
