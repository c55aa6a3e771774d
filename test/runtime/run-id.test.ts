import { MemorySaver, START } from "@langchain/langgraph";
import { ExecutionInfo, getRuntime, Runtime } from "graphwright";
import { describe, expect, it } from "vitest";
import { GreetingStateGraph, greetingEntrypoint } from "../../generated/greeting/index.js";
import { FanoutStateGraph } from "../contracts/generated/fanout/index.js";

const context = { user_id: "u" };
const [one, two] = [crypto.randomUUID(), crypto.randomUUID()];

/** A graph, inside another one where asked for, that notes its runs' ids. */
function noting(seen: unknown[], isInside = false) {
  const own = new GreetingStateGraph()
    .addNode("note", (_state, { executionInfo }) => {
      seen.push(executionInfo?.runId);
    })
    .setEntryPoint("note")
    .compile();
  if (!isInside) return own.langgraph;
  return new GreetingStateGraph().addNode("own", own).addEdge(START, "own").compile().langgraph;
}

describe("the id of a run", () => {
  it.each([false, true])("is the caller's, of two runs at once too (in a subgraph: %s)", async (isInside) => {
    const seen: unknown[] = [];
    const graph = noting(seen, isInside);
    await Promise.all([graph.invoke({}, { context, runId: one }), graph.invoke({}, { context, runId: two })]);
    expect(seen.sort()).toEqual([one, two].sort());
    await graph.withConfig({ runId: one, context }).invoke({}, { context });
    expect(seen.at(-1)).toBe(one);
  });

  it("is undefined where the caller gave none, after a run that was aborted too", async () => {
    const seen: unknown[] = [];
    const graph = noting(seen);
    const aborted = graph.invoke({}, { context, runId: one, signal: AbortSignal.abort() });
    await expect(aborted).rejects.toThrow();
    await graph.invoke({}, { context });
    expect(seen).toEqual([undefined]);
  });

  it("is in a workflow, and stays out of checkpoints", async () => {
    const seen: unknown[] = [];
    const workflow = greetingEntrypoint({ checkpointer: new MemorySaver() }, (_input, { executionInfo }) => {
      seen.push(executionInfo?.runId);
      return { response: "" };
    });
    const options = { context, configurable: { thread_id: "1" } };
    await workflow.invoke({}, { ...options, runId: one });
    expect(seen).toEqual([one]);
    expect(JSON.stringify(await workflow.getState(options))).not.toContain("graphwright");
  });
});

describe("getRuntime without a contract", () => {
  it("is the runtime of the node that runs", async () => {
    let found: unknown;
    let given: unknown;
    await new FanoutStateGraph()
      .addNode("look", async (_state, runtime) => {
        given = runtime;
        await Promise.resolve();
        found = getRuntime();
      })
      .setEntryPoint("look")
      .compile()
      .invoke({});
    expect(found).toBe(given);
    expect(found).toBeInstanceOf(Runtime);
    expect(() => getRuntime()).toThrow(/outside a running graph/);
  });
});

describe("an ExecutionInfo", () => {
  it("is of the first attempt where nobody says otherwise", () => {
    const info = new ExecutionInfo({ checkpointId: "", checkpointNs: "", taskId: "" });
    expect(info.nodeAttempt).toBe(1);
    expect(info.patch({ nodeAttempt: 2 }).nodeAttempt).toBe(2);
  });
});
