import { getEventListeners } from "node:events";
import { Annotation, START, StateGraph } from "@langchain/langgraph";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { GreetingStateGraph } from "../../generated/greeting/index.js";

const context = { user_id: "u" } as const;
const RUNS = 1000;

type Work = (signal: AbortSignal) => unknown;

/** A graph of one node, of LangGraph's own and of a contract. */
const makers = {
  raw: (work: Work) =>
    new StateGraph(Annotation.Root({ response: Annotation<string>() }))
      .addNode("work", async (_state, config) => {
        await work(config.signal as AbortSignal);
        return {};
      })
      .addEdge(START, "work")
      .compile(),
  ours: (work: Work) =>
    new GreetingStateGraph()
      .addNode("work", async (_state, { signal }) => {
        await work(signal);
        return {};
      })
      .setEntryPoint("work")
      .compile().langgraph,
};

const listeners = (signal: AbortSignal): number => getEventListeners(signal, "abort").length;

/** How many listeners a caller's signal has after many runs that it was given to, by whose graph it is. */
async function left(work: Work, input: object = {}): Promise<Record<keyof typeof makers, number>> {
  const counts = { raw: 0, ours: 0 };
  for (const whose of ["raw", "ours"] as const) {
    const { signal } = new AbortController();
    const graph = makers[whose](work);
    for (let run = 0; run < RUNS; run += 2) {
      await Promise.allSettled([1, 2].map(() => graph.invoke(input, { context, signal })));
    }
    counts[whose] = listeners(signal);
  }
  return counts;
}

// Before the runs that cause warnings of their own.
describe("sixty nodes side by side", () => {
  const warnings: string[] = [];
  const note = ({ name }: Error) => warnings.push(name);
  beforeEach(() => process.on("warning", note));
  afterEach(() => process.off("warning", note));

  it("cause no warning of a leak, as LangGraph's own do", async () => {
    const pause = () => new Promise((resolve) => setTimeout(resolve, 1));
    const wide = <Graph extends { addNode: unknown; addEdge: unknown }>(graph: Graph): Graph => {
      for (let index = 0; index < 60; index += 1) {
        Object(graph).addNode(`n${index}`, async () => pause().then(() => ({})));
        Object(graph).addEdge(START, `n${index}`);
      }
      return graph;
    };
    const { signal } = new AbortController();
    await wide(new GreetingStateGraph()).compile().invoke({}, { context, signal });
    await pause();
    expect(warnings.splice(0)).toEqual([]);
    await wide(new StateGraph(Annotation.Root({ response: Annotation<string>() })))
      .compile()
      .invoke({});
    await pause();
    expect(warnings).toContain("MaxListenersExceededWarning");
  });
});

describe("a signal that many runs share", () => {
  it("keeps no listener of runs that succeed, two at once", { timeout: 60_000 }, async () => {
    const { raw, ours } = await left(() => undefined);
    expect(ours).toBe(0);
    expect(raw).toBeGreaterThan(ours);
  });

  it("keeps none of runs that fail, and none of runs that are refused", { timeout: 60_000 }, async () => {
    const fails = await left(() => {
      throw new Error("it fails");
    });
    expect(fails.ours).toBe(0);
    expect(fails.raw).toBeGreaterThan(fails.ours);
    const { signal } = new AbortController();
    const graph = makers.ours(() => undefined);
    await expect(graph.invoke({}, { signal })).rejects.toThrow("/user_id is missing");
    await expect(graph.invoke({ wrong: 1 }, { context, signal })).rejects.toThrow("wrong");
    expect(listeners(signal)).toBe(0);
  });

  it("aborts all of them, also those of a subgraph, with its reason, and keeps none", async () => {
    const controller = new AbortController();
    let started = 0;
    const wait: Work = (signal) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener("abort", () => reject(signal.reason), { once: true });
        started += 1;
        if (started === 2) controller.abort(new Error("no longer wanted"));
      });
    const around = new GreetingStateGraph()
      .addNode("inner", makers.ours(wait))
      .setEntryPoint("inner")
      .compile();
    const options = { context, signal: controller.signal };
    const runs = await Promise.allSettled([
      around.invoke({}, options),
      makers.ours(wait).invoke({}, options),
    ]);
    expect(runs.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    await expect(around.invoke({}, options)).rejects.toThrow();
    expect(listeners(controller.signal)).toBe(0);
  });

  it("keeps none of a stream that its reader leaves", async () => {
    const { signal } = new AbortController();
    const graph = makers.ours(() => undefined);
    for await (const _chunk of await graph.stream({}, { context, signal, streamMode: "values" })) break;
    expect(listeners(signal)).toBe(0);
  });
});
