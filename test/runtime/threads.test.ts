import { Command, InMemoryStore, MemorySaver, START } from "@langchain/langgraph";
import { describe, expect, it } from "vitest";
import { SupportAgentStateGraph, type SupportAgentUpdate } from "../../generated/support-agent/index.js";
import { FanoutStateGraph, type FanoutUpdate } from "../contracts/generated/fanout/index.js";
import { refusal } from "../support/refusal.js";
import { agentContext, ticket } from "../support/support-agent.js";

const thread = { configurable: { thread_id: "t" } };

/** Two nodes, one after the other, on a checkpointer. */
function twoSteps(checkpointer = new MemorySaver()) {
  const ran: string[] = [];
  const graph = new FanoutStateGraph()
    .addNode("first", ({ rounds }) => {
      ran.push(`first ${rounds}`);
      return { rounds: 1 };
    })
    .addNode("second", ({ rounds }) => {
      ran.push(`second ${rounds}`);
      return { report: `after ${rounds}` };
    })
    .addEdge(START, "first")
    .addEdge("first", "second")
    .compile({ checkpointer });
  return { graph, ran, checkpointer };
}

async function all<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const found: Item[] = [];
  for await (const item of items) found.push(item);
  return found;
}

async function checkpoints(checkpointer: MemorySaver): Promise<number> {
  return (await all(checkpointer.list(thread))).length;
}

describe("a thread", () => {
  it("shows its state, and its history, newest first", async () => {
    const { graph } = twoSteps();
    await graph.invoke({ rounds: 10 }, thread);
    expect((await graph.getState(thread)).values).toMatchObject({ rounds: 11, report: "after 11" });
    const history = await all(graph.getStateHistory(thread));
    expect(history.map(({ values, next }) => [values.rounds, next])).toEqual([
      [11, []],
      [11, ["second"]],
      [10, ["first"]],
      [0, ["__start__"]],
    ]);
    expect(await all(graph.getStateHistory(thread, { limit: 1 }))).toHaveLength(1);
  });

  it("goes on from a checkpoint of its past, and can be forked there", async () => {
    const { graph, ran } = twoSteps();
    await graph.invoke({ rounds: 10 }, thread);
    const past = (await all(graph.getStateHistory(thread))).find(({ next }) => next[0] === "second");
    if (past === undefined) throw new Error("The checkpoint is missing.");
    ran.length = 0;
    expect(await graph.invoke(null, past.config)).toMatchObject({ report: "after 11" });
    expect(ran).toEqual(["second 11"]);
    const fork = await graph.updateState(past.config, { rounds: 100 }, "first");
    expect(await graph.invoke(null, fork)).toMatchObject({ rounds: 111, report: "after 111" });
  });

  it("takes updates as its input, and as its nodes, several supersteps at once", async () => {
    const { graph, ran } = twoSteps();
    await graph.bulkUpdateState(thread, [
      { updates: [{ values: { rounds: 5 }, asNode: START }] },
      { updates: [{ values: { rounds: 2 }, asNode: "first" }] },
    ]);
    expect((await graph.getState(thread)).next).toEqual(["second"]);
    expect(await graph.invoke(null, thread)).toMatchObject({ rounds: 7, report: "after 7" });
    expect(ran).toEqual(["second 7"]);
  });

  it("refuses updates that do not fit, from any node and as input, and stays as it was", async () => {
    const { graph, checkpointer } = twoSteps();
    await graph.invoke({}, thread);
    const before = await checkpoints(checkpointer);
    const bad = { rounds: "5" } as unknown as FanoutUpdate;
    expect(await refusal(graph.updateState(thread, bad, "first"))).toMatchObject({
      boundary: "update",
      node: "first",
    });
    expect(await refusal(graph.updateState(thread, bad, START))).toMatchObject({ boundary: "input" });
    expect(
      await refusal(graph.updateState(thread, new Command({ update: bad as never }), "first")),
    ).toMatchObject({ boundary: "update", node: "first" });
    const error = await refusal(
      graph.bulkUpdateState(thread, [{ updates: [{ values: bad, asNode: "second" }] }]),
    );
    expect(error).toMatchObject({ boundary: "update", node: "second", issues: [{ path: "/rounds" }] });
    expect(await checkpoints(checkpointer)).toBe(before);
  });

  it("is begun with an update, whatever the input member asks of a run", async () => {
    const graph = new SupportAgentStateGraph()
      .addNode("file", ({ ticket, facts }) => ({ facts: { ...facts, subject: ticket.subject } }))
      .setEntryPoint("file")
      .compile({ store: new InMemoryStore(), checkpointer: new MemorySaver() });
    const options = { ...thread, context: agentContext };
    await graph.updateState(thread, { facts: { origin: "import" } });
    await graph.updateState(thread, { intent: "question" }, START);
    const bad = { intent: "qestion" } as unknown as SupportAgentUpdate;
    expect(await refusal(graph.updateState(thread, bad, START))).toMatchObject({
      issues: [{ path: "/intent" }],
    });
    const input = { ticket, messages: [{ role: "user", content: "Hello?" }] };
    await graph.invoke(input, options);
    expect((await graph.getState(thread)).values).toMatchObject({
      intent: "question",
      facts: { origin: "import", subject: ticket.subject },
    });
  });

  it("goes on with null where it was stopped, and starts anew with an input", async () => {
    const { graph, ran } = twoSteps();
    await graph.invoke({ rounds: 1 }, { ...thread, interruptBefore: ["second"] });
    expect((await graph.getState(thread)).next).toEqual(["second"]);
    expect(await graph.invoke(null, thread)).toMatchObject({ report: "after 2" });
    await graph.invoke({ rounds: 1 }, thread);
    expect(ran).toEqual(["first 1", "second 2", "first 3", "second 4"]);
  });

  it("checks what a run was called with before when updateState brings it, changed since", async () => {
    const { graph } = twoSteps();
    const input: { rounds: unknown } = { rounds: 1 };
    await graph.invoke(input as FanoutUpdate, thread);
    input.rounds = "bad";
    const before = (await graph.getState(thread)).values;
    const error = await refusal(graph.updateState(thread, input as FanoutUpdate, START));
    expect(error).toMatchObject({ issues: [{ path: "/rounds", keyword: "type" }] });
    expect((await graph.getState(thread)).values).toEqual(before);
  });

  it("refuses to stop before a node that does not exist", async () => {
    const { graph, ran } = twoSteps();
    for (const option of ["interruptBefore", "interruptAfter"]) {
      const message = `Graph "fanout": ${option} names "secnod", but the graph has no node with this name; its nodes are "first", "second".`;
      const stops = { [option]: ["secnod"] };
      await expect(graph.invoke({ rounds: 1 }, { ...thread, ...stops })).rejects.toThrow(message);
      await expect(graph.withConfig(stops).invoke({ rounds: 1 }, thread)).rejects.toThrow(message);
    }
    expect(ran).toEqual([]);
  });
});

describe("a checkpoint of an older contract", () => {
  /** A thread in the middle of its run whose state the contract does not allow. */
  async function outdated() {
    const checkpointer = new MemorySaver();
    const older = new FanoutStateGraph()
      .addNode("first", () => ({ rounds: 1, jobs: [{ subject: "a" }] }) as never)
      .addNode("second", () => undefined)
      .addEdge(START, "first")
      .addEdge("first", "second")
      .compile({ checkpointer, validate: false, interruptBefore: ["second"] });
    await older.invoke({}, thread);
    return twoSteps(checkpointer);
  }

  it("is refused when the thread goes on, by thread and fields, before any node runs", async () => {
    const { graph, ran } = await outdated();
    for (const input of [null, {}, new Command({ update: { rounds: 1 } })]) {
      const error = await refusal(graph.invoke(input, thread));
      expect(error).toMatchObject({ graph: "fanout", boundary: "checkpoint", node: undefined });
      expect(error.issues.map(({ path }) => path)).toContain("/jobs/0/topic");
      expect(error.message).toContain('thread "t"');
      expect(error.message).toContain("updateState");
    }
    expect(ran).toEqual([]);
  });

  it("is mended by updateState", async () => {
    const { graph } = await outdated();
    await graph.updateState(thread, { jobs: [{ topic: "a" }] }, "first");
    expect(await graph.invoke(null, thread)).toMatchObject({
      jobs: [{ topic: "a", depth: 1 }],
      report: "after 1",
    });
  });
});
