import { setTimeout as wait } from "node:timers/promises";
import { ToolMessage } from "@langchain/core/messages";
import {
  Annotation,
  InMemoryStore,
  StateGraph as LangGraphStateGraph,
  MemorySaver,
  START,
} from "@langchain/langgraph";
import { ToolNode } from "@langchain/langgraph/prebuilt";
import { ContractError, getRuntime } from "graphwright";
import { describe, expect, it } from "vitest";
import { SupportAgentStateGraph, supportAgentContract } from "../../generated/support-agent/index.js";
import { refusal } from "../support/refusal.js";
import { calling, context, order, ticket, tools } from "./support-agent.js";

const call = { type: "tool_call", id: "1", name: "find_orders", args: { user_id: "u" } } as const;
const input = { ticket, messages: [calling("find_orders", { user_id: "u" })] };

/** A contract graph whose only node runs the tool that the input's last message calls. */
const agent = (tool: ReturnType<typeof tools.find_orders>) =>
  new SupportAgentStateGraph()
    .addNode("tools", new ToolNode([tool]))
    .setEntryPoint("tools")
    .setFinishPoint("tools")
    .compile({ store: new InMemoryStore(), checkpointer: new MemorySaver() });

/** A tool that yields what it is given, then returns orders. */
const counting = (...partials: readonly unknown[]) =>
  tools.find_orders(async function* () {
    yield* partials;
    return [order];
  });

/** What the stream mode `tools` yields, in short. */
async function events(graph: ReturnType<typeof agent>, thread = "1"): Promise<unknown[]> {
  const seen: unknown[] = [];
  const options = { context, configurable: { thread_id: thread }, streamMode: "tools" } as const;
  for await (const chunk of await graph.stream(input, options)) {
    seen.push(chunk.event === "on_tool_event" ? chunk.data : chunk.event);
  }
  return seen;
}

describe("the partial results of a tool", () => {
  it("are streamed as they come, and what the tool returns is its output", async () => {
    const graph = agent(counting({ found: 1 }, "half", null));
    expect(await events(graph)).toEqual(["on_tool_start", { found: 1 }, "half", null, "on_tool_end"]);
    const { values } = await graph.getState({ configurable: { thread_id: "1" } });
    expect(values.messages.at(-1)).toMatchObject({ content: JSON.stringify([order]), status: "success" });
  });

  it("come from graphs inside others too", async () => {
    const outer = new LangGraphStateGraph(
      Annotation.Root({ ticket: Annotation<unknown>, messages: Annotation<unknown[]> }),
    )
      .addNode("agent", agent(counting("half")))
      .addEdge(START, "agent")
      .compile({ store: new InMemoryStore() });
    const seen: unknown[] = [];
    const options = {
      context,
      configurable: { thread_id: "1" },
      streamMode: "tools",
      subgraphs: true,
    } as never;
    for await (const chunk of await outer.stream(input, options)) seen.push(chunk);
    expect(seen).toMatchObject(
      ["on_tool_start", "on_tool_event", "on_tool_end"].map((event) => [
        [expect.stringMatching(/^agent:/)],
        { event },
      ]),
    );
  });

  it("of runs side by side stay apart", async () => {
    const slow = tools.find_orders(async function* ({ user_id }, { executionInfo }) {
      yield `${user_id} ${executionInfo?.threadId}`;
      await wait(5);
      yield executionInfo?.threadId;
      return [];
    });
    const graph = agent(slow);
    const runs = await Promise.all(["a", "b", "c"].map((thread) => events(graph, thread)));
    expect(runs).toEqual(
      ["a", "b", "c"].map((thread) => ["on_tool_start", `u ${thread}`, thread, "on_tool_end"]),
    );
  });

  it("may be none, and may come from a generator that is not async", async () => {
    expect(await counting().invoke({ user_id: "u" }, { context })).toEqual([order]);
    const sync = tools.find_orders(function* () {
      yield "half";
      return [order];
    } as never);
    expect(await sync.invoke({ user_id: "u" }, { context })).toEqual([order]);
  });

  it("are made in the context of the tool's run, all of them", async () => {
    const seen: unknown[] = [];
    const tool = tools.find_orders(async function* () {
      seen.push(getRuntime(supportAgentContract).context.user.name);
      yield 1;
      await wait(1);
      seen.push(getRuntime(supportAgentContract).context.user.name);
      yield 2;
      seen.push(getRuntime(supportAgentContract).context.user.name);
      return [];
    });
    await events(agent(tool));
    expect(seen).toEqual(["Alice", "Alice", "Alice"]);
  });
});

describe("the output of a tool with partial results", () => {
  const broken = () =>
    // @ts-expect-error An order has a date and a total.
    tools.find_orders(async function* () {
      yield [order];
      return [{ id: "o-1" }];
    });

  it("is checked, and so are its arguments", async () => {
    const expected = { boundary: "tool output", issues: [{ path: "/0/placed_at" }, { path: "/0/total" }] };
    expect(await refusal(broken().invoke({ user_id: "u" }, { context }))).toMatchObject(expected);
    expect(await refusal(events(agent(broken())))).toMatchObject({ ...expected, node: "tools" });
    const [one, two] = await Promise.allSettled([events(agent(broken())), events(agent(counting(1)))]);
    expect([one?.status, two?.status]).toEqual(["rejected", "fulfilled"]);
    const wrong = counting(1).invoke({ user_id: 5 } as never, { context });
    expect(await refusal(wrong)).toMatchObject({ boundary: "tool input" });
  });

  it("gets its defaults, and may be a pair or a message", async () => {
    const pair = tools.find_orders(
      async function* () {
        yield "half";
        return ["one order", [order]] satisfies [string, unknown[]];
      },
      { responseFormat: "content_and_artifact" },
    );
    expect(await pair.invoke(call, { context })).toMatchObject({ content: "one order", artifact: [order] });
    const direct = tools.find_orders(async function* (_input, { toolCallId = "" }) {
      yield "half";
      return new ToolMessage({ content: "done", tool_call_id: toolCallId });
    });
    expect(await direct.invoke(call, { context })).toMatchObject({ content: "done" });
  });

  it("is what the run fails with where the generator does", async () => {
    const failing = tools.find_orders(async function* () {
      yield "half";
      throw new ContractError({ graph: "x", boundary: "store", issues: [] });
    });
    expect(await refusal(events(agent(failing)))).toMatchObject({ graph: "x", boundary: "store" });
  });
});

describe("a tool with partial results that is aborted", () => {
  it.each(["between two of them", "while it waits"])("ends %s, and cleans up", async (when) => {
    const abort = new AbortController();
    const did: string[] = [];
    let go = () => {};
    const tool = tools.find_orders(async function* () {
      try {
        did.push("began");
        yield "half";
        if (when === "while it waits") {
          setImmediate(() => abort.abort());
          await new Promise<void>((resolve) => (go = resolve));
        }
        did.push("went on");
        yield "whole";
        return [order];
      } finally {
        did.push("cleaned up");
      }
    });
    const graph = agent(tool);
    const options = {
      context,
      configurable: { thread_id: "1" },
      signal: abort.signal,
      streamMode: "tools",
    } as const;
    const run = (async () => {
      for await (const { event } of await graph.stream(input, options)) {
        if (event === "on_tool_event" && when !== "while it waits") abort.abort();
      }
    })();
    await expect(run).rejects.toThrow(/abort/i);
    go();
    await wait(5);
    expect(did.at(-1)).toBe("cleaned up");
    expect(did.filter((each) => each === "cleaned up")).toHaveLength(1);
    // The thread goes on with a run of its own.
    expect(await events(agent(counting("half")))).toHaveLength(3);
  });
});
