import { Annotation, Command, getConfig, Send, StateGraph } from "@langchain/langgraph";
import { describe, expect, it } from "vitest";
import { FanoutStateGraph } from "../contracts/generated/fanout/index.js";

/** Nodes that go on in every way there is. */
const nodes = {
  plan: () => new Command({ update: { rounds: 1 }, goto: "work" }),
  work: () => ({ rounds: 2 }),
  left: () => ({ rounds: 4 }),
  right: () => ({ rounds: 8 }),
  join: () => ({ report: "done" }),
};
const route = () => [new Send("left", { rounds: 0 }), new Send("right", { rounds: 0 })];

function ours() {
  return new FanoutStateGraph()
    .addNode("plan", nodes.plan, { ends: ["work"] })
    .addNode("work", nodes.work)
    .addNode("left", nodes.left)
    .addNode("right", nodes.right)
    .addNode("join", nodes.join)
    .setEntryPoint("plan")
    .addConditionalEdges("work", route)
    .addEdge(["left", "right"], "join")
    .setFinishPoint("join")
    .compile();
}

function langGraphs() {
  const rounds = Annotation<number>({ reducer: (sum, more) => sum + more, default: () => 0 });
  return new StateGraph(Annotation.Root({ rounds, report: Annotation<string> }))
    .addNode("plan", nodes.plan, { ends: ["work"] })
    .addNode("work", nodes.work)
    .addNode("left", nodes.left)
    .addNode("right", nodes.right)
    .addNode("join", nodes.join)
    .addEdge("__start__", "plan")
    .addConditionalEdges("work", route)
    .addEdge(["left", "right"], "join")
    .addEdge("join", "__end__")
    .compile({ name: "fanout" });
}

interface Streams {
  streamEvents(input: object, options: { version: "v2" }): AsyncIterable<{ event: string; name: string }>;
}

async function events(graph: Streams): Promise<string[]> {
  const names: string[] = [];
  for await (const { event, name } of graph.streamEvents({}, { version: "v2" }))
    names.push(`${event} ${name}`);
  return names;
}

describe("a graph whose writers are lightened", () => {
  it("goes the same way as LangGraph's, and tells a tracer the same", async () => {
    const theirs = await events(langGraphs() as unknown as Streams);
    expect(theirs).toContain("on_chain_start __start__");
    expect(await events(ours() as unknown as Streams)).toEqual(theirs);
    expect(await ours().invoke({})).toMatchObject({ rounds: 15, report: "done" });
  });

  it("has its config in nodes and routers, after an await too", async () => {
    const seen: unknown[] = [];
    const look = async () => {
      await Promise.resolve();
      seen.push(getConfig()?.metadata?.tag);
    };
    await new FanoutStateGraph()
      .addNode("work", look)
      .addNode("end", look)
      .setEntryPoint("work")
      .addConditionalEdges("work", async () => {
        await look();
        return "end" as const;
      })
      .setFinishPoint("end")
      .compile()
      .invoke({}, { metadata: { tag: "x" } });
    expect(seen).toEqual(["x", "x", "x"]);
  });
});
