import {
  Command,
  InvalidUpdateError,
  interrupt,
  isInterrupted,
  MemorySaver,
  Overwrite,
  Send,
  START,
} from "@langchain/langgraph";
import type { CompileOptions } from "graphwright";
import { describe, expect, it } from "vitest";
import { FanoutStateGraph } from "../contracts/generated/fanout/index.js";
import { LedgerStateGraph, type LedgerUpdate } from "../contracts/generated/ledger/index.js";
import { refusal } from "../support/refusal.js";

const thread = { configurable: { thread_id: "t" } };

type Result = LedgerUpdate | (() => LedgerUpdate | Promise<LedgerUpdate>);

/** Nodes that run side by side, of which `last` ends last; a second vote for the same name is more than the reducer takes. */
function ledger(
  first: Result,
  last: Result,
  runs: string[] = [],
  options: CompileOptions<"early" | "late" | "after"> = {},
) {
  const run = async (name: string, result: Result) => {
    runs.push(name);
    return typeof result === "function" ? result() : result;
  };
  return new LedgerStateGraph({
    longest: (current) => current,
    count_up: (votes = {}, name) => {
      if (name in votes) throw new Error("voted twice");
      return { ...votes, [name]: 1 };
    },
  })
    .addNode("early", () => run("early", first))
    .addNode("late", async () => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      return run("late", last);
    })
    .addNode("after", () => ({ log: ["after"] }))
    .addEdge(START, "early")
    .addEdge(START, "late")
    .addEdge(["early", "late"], "after")
    .compile({ ...options, checkpointer: new MemorySaver() });
}

describe("a reducer that fails on the updates of two nodes together", () => {
  const conflict = (runs: string[] = [], options: CompileOptions<"early" | "late" | "after"> = {}) =>
    ledger({ votes: "ann", sum: 1 }, { votes: "ann", sum: 2 }, runs, options);

  it("fails the node that ends last, and says what to do", async () => {
    const graph = conflict();
    const error = await refusal(graph.invoke({ sum: 10 }, thread));
    expect(error).toMatchObject({ graph: "ledger", boundary: "update", node: "late" });
    expect(error.issues).toMatchObject([{ path: "/votes", keyword: "x-reducer" }]);
    expect(error.message).toContain('"early" updated the field in the same superstep as "late"');
    expect(error.cause).toMatchObject({ message: "voted twice" });
    const { values, next, tasks } = await graph.getState(thread);
    expect(next).toEqual(["late"]);
    expect(values).toMatchObject({ sum: 11, votes: { ann: 1 } });
    expect(tasks.find(({ name }) => name === "late")?.error).toBeDefined();
  });

  it("lets the thread go on with null, where only the node that failed runs again", async () => {
    const runs: string[] = [];
    const votes = { last: "ann" };
    const graph = ledger({ votes: "ann", sum: 1 }, () => ({ votes: votes.last, sum: 2 }), runs);
    await refusal(graph.invoke({}, thread));
    expect(await refusal(graph.invoke(null, thread))).toMatchObject({ node: "late" });
    votes.last = "bob";
    expect(await graph.invoke(null, thread)).toMatchObject({
      votes: { ann: 1, bob: 1 },
      sum: 3,
      log: ["after"],
    });
    expect(runs).toEqual(["early", "late", "late", "late"]);
  });

  it("lets the thread go on with what the node should have returned", async () => {
    const graph = conflict();
    await refusal(graph.invoke({}, thread));
    await graph.updateState(thread, { votes: "bob" }, "late");
    expect(await graph.invoke(null, thread)).toMatchObject({ votes: { ann: 1, bob: 1 } });
  });

  it("lets the thread go on with another input", async () => {
    const votes = { last: "ann" };
    const graph = ledger({ votes: "ann" }, () => ({ votes: votes.last }));
    await refusal(graph.invoke({ sum: 1 }, thread));
    votes.last = "bob";
    expect(await graph.invoke({ sum: 1 }, thread)).toMatchObject({ sum: 2, votes: { ann: 1, bob: 1 } });
  });

  it("that nobody tried before, because checks are off, says how the thread goes on", async () => {
    const graph = conflict([], { validate: false });
    const error = await refusal(graph.invoke({ sum: 10 }, thread));
    expect(error.node?.split(", ").toSorted()).toEqual(["early", "late"]);
    expect(error.message).toContain("updateState with the config of that checkpoint");
    await refusal(graph.invoke(null, thread));
    for await (const { config } of graph.getStateHistory(thread)) {
      await graph.updateState(config, { votes: "bob" }, "late");
      break;
    }
    expect((await graph.getState(thread)).values).toMatchObject({ sum: 10, votes: { bob: 1 } });
  });

  it("fails an error handler in the name of its node", async () => {
    const count_up = (votes: { [name: string]: number } = {}, name: string) => {
      if (name in votes) throw new Error("voted twice");
      return { ...votes, [name]: 1 };
    };
    const fail = async () => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      throw new Error("broken");
    };
    const graph = new LedgerStateGraph({ longest: (current) => current, count_up })
      .addNode("early", () => ({ votes: "ann" }))
      .addNode("broken", fail, { errorHandler: () => ({ votes: "ann" }) })
      .setEntryPoint("early")
      .setEntryPoint("broken")
      .compile({ checkpointer: new MemorySaver() });
    const error = await refusal(graph.invoke({}, thread));
    expect(error.node).toBe("broken");
    expect(error.message).not.toContain("__");
  });

  it("is found where many are sent the same work, and where another node asks a person", async () => {
    const reducers = {
      longest: (current: string) => current,
      count_up: (votes: { [name: string]: number } = {}, name: string) => {
        if (Object.keys(votes).length >= 20) throw new Error("too many");
        return { ...votes, [name]: 1 };
      },
    };
    let count = 0;
    const many = new LedgerStateGraph(reducers)
      .addNode("vote", () => ({ votes: `voter ${count++}` }), { ends: ["vote"] })
      .setConditionalEntryPoint(() => Array.from({ length: 30 }, () => new Send("vote", {})), ["vote"])
      .compile({ checkpointer: new MemorySaver() });
    expect(await refusal(many.invoke({}, thread))).toMatchObject({
      node: "vote",
      issues: [{ path: "/votes" }],
    });
    expect(Object.keys((await many.getState(thread)).values.votes ?? {})).toHaveLength(20);
    const asking = ledger({ votes: "ann" }, () => {
      interrupt("?");
      return { votes: "ann" };
    });
    expect(isInterrupted(await asking.invoke({}, thread))).toBe(true);
    expect(await refusal(asking.invoke(new Command({ resume: "yes" }), thread))).toMatchObject({
      node: "late",
    });
    expect((await asking.getState(thread)).next).toEqual(["late"]);
  });
});

describe("two nodes that replace the same field", () => {
  it("are LangGraph's own error, and the thread goes on", async () => {
    const last = { note: "b" as string | undefined };
    const graph = ledger({ last: "a", sum: 1 }, () => (last.note === undefined ? {} : { last: last.note }));
    const failed = graph.invoke({}, thread);
    await expect(failed).rejects.toThrow(InvalidUpdateError);
    await expect(failed).rejects.toMatchObject({ lc_error_code: "INVALID_CONCURRENT_GRAPH_UPDATE" });
    await expect(failed).rejects.toThrow('"early" updated the field in the same superstep as "late"');
    expect((await graph.getState(thread)).values).toMatchObject({ last: "a", sum: 1 });
    last.note = undefined;
    expect(await graph.invoke(null, thread)).toMatchObject({ last: "a", sum: 1, log: ["after"] });
  });

  it("are so too where both overwrite it, or one writes it twice", async () => {
    const overwriting = ledger({ sum: new Overwrite(1) }, { sum: new Overwrite(2) });
    await expect(overwriting.invoke({}, thread)).rejects.toThrow(InvalidUpdateError);
    expect((await overwriting.getState(thread)).values.sum).toBe(1);
    const twice = new FanoutStateGraph()
      .addNode("a", () => [new Command({ update: { report: "a" } }), { report: "b" }])
      .setEntryPoint("a")
      .compile({ checkpointer: new MemorySaver() });
    await expect(twice.invoke({}, thread)).rejects.toThrow(/"a" updates it twice/);
    expect((await twice.getState(thread)).next).toEqual(["a"]);
    expect(await twice.invoke({ rounds: 1 }, thread).catch((error) => error)).toBeInstanceOf(
      InvalidUpdateError,
    );
  });

  it("refuse all of what one has written, so that it is not held against a third", async () => {
    const count_up = (votes: { [name: string]: number } = {}, name: string) => {
      if (name in votes) throw new Error("voted twice");
      return { ...votes, [name]: 1 };
    };
    const later = (ms: number, update: LedgerUpdate) => async () => {
      await new Promise((resolve) => setTimeout(resolve, ms));
      return update;
    };
    const graph = new LedgerStateGraph({ longest: (current) => current, count_up })
      .addNode("first", later(0, { votes: "ann", last: "a" }))
      .addNode("refused", later(5, { votes: "bob", last: "b" }))
      .addNode("third", later(15, { votes: "bob" }))
      .setEntryPoint("first")
      .setEntryPoint("refused")
      .setEntryPoint("third")
      .compile({ checkpointer: new MemorySaver() });
    await expect(graph.invoke({}, thread)).rejects.toThrow(InvalidUpdateError);
    const { next, values } = await graph.getState(thread);
    expect(next).toEqual(["refused"]);
    expect(values.votes).toEqual({ ann: 1, bob: 1 });
  });

  it("are refused where one overwrites what the other has overwritten, and updates it too", async () => {
    const updates = [
      new Command({ update: { sum: new Overwrite(2) } }),
      { sum: 3 },
    ] as unknown as LedgerUpdate;
    const graph = ledger({ sum: new Overwrite(1) }, updates);
    await expect(graph.invoke({}, thread)).rejects.toThrow(InvalidUpdateError);
    expect((await graph.getState(thread)).next).toEqual(["late"]);
  });

  it("are folded where the field has a reducer, one Overwrite over all others", async () => {
    const graph = ledger({ sum: new Overwrite(5), votes: "ann" }, { sum: 2, votes: "bob" });
    expect(await graph.invoke({ sum: 1 }, thread)).toMatchObject({ sum: 5, votes: { ann: 1, bob: 1 } });
  });
});
