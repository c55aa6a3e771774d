import { Annotation, END, MemorySaver, START, StateGraph } from "@langchain/langgraph";
import { describe, expect, it } from "vitest";
import { OrdersStateGraph } from "../contracts/generated/orders/index.js";
import { refusal } from "../support/refusal.js";

const context = { tenant: "acme" };
const order = { items: [{ sku: "a" }], total: 3, note: "thanks" };
const thread = { configurable: { thread_id: "t" } };

/** A graph whose router tells what context it got. */
function routed() {
  const seen: unknown[] = [];
  const builder = new OrdersStateGraph()
    .addNode("take", () => order)
    .addNode("pack", () => ({ note: "packed" }))
    .setEntryPoint("take")
    .addConditionalEdges(
      "take",
      (_state, runtime) => {
        seen.push(runtime.context);
        return runtime.context.locale === "en" ? END : "pack";
      },
      ["pack", END],
    )
    .setFinishPoint("pack");
  return { seen, builder, graph: builder.compile({ checkpointer: new MemorySaver() }) };
}

describe("updateState of a node with a router", () => {
  it("gives it the context of the config, checked and with its defaults", async () => {
    const { graph, seen } = routed();
    await graph.updateState({ ...thread, context }, order, "take");
    expect(seen).toMatchObject([{ tenant: "acme", locale: "en", limits: { max_items: 10 } }]);
    expect(Object.isFrozen(seen[0])).toBe(true);
    expect((await graph.getState(thread)).next).toEqual([]);
    await graph.bulkUpdateState({ ...thread, context: { ...context, locale: "de" } }, [
      { updates: [{ values: { note: "again" }, asNode: "take" }] },
    ]);
    expect((await graph.getState(thread)).next).toEqual(["pack"]);
  });

  it("counts a context that is bound, and prefers that of the config", async () => {
    const { graph, seen } = routed();
    const bound = graph.withConfig({ context: { tenant: "bound" } });
    await bound.updateState(thread, order, "take");
    await bound.updateState({ ...thread, context }, { note: "again" }, "take");
    expect(seen).toMatchObject([
      { tenant: "bound", locale: "en" },
      { tenant: "acme", locale: "en" },
    ]);
  });

  it("refuses a context that does not fit or is missing, twice at once too, and writes nothing", async () => {
    const { graph, seen } = routed();
    const wrong = { ...thread, context: { tenant: 5 } as never };
    expect(await refusal(graph.updateState(wrong, order, "take"))).toMatchObject({
      graph: "orders",
      boundary: "context",
      issues: [{ path: "/tenant" }],
    });
    const missing = await refusal(graph.updateState(thread, order, "take"));
    expect(missing).toMatchObject({ graph: "orders", boundary: "context" });
    expect(missing.message).toContain("pass it to updateState in the config");
    const update = () => graph.updateState(thread, order, "take");
    const twice = await Promise.allSettled([update(), update()]);
    expect(twice.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    expect(seen).toEqual([]);
    expect((await graph.getState(thread)).config.configurable?.checkpoint_id).toBeUndefined();
    await graph.updateState({ ...thread, context }, order, "take");
    expect(seen).toHaveLength(1);
  });

  it("refuses a wrong context where no router would see it, and needs none there", async () => {
    const { graph } = routed();
    await graph.updateState(thread, { note: "packed" }, "pack");
    const wrong = { ...thread, context: {} as never };
    expect(await refusal(graph.updateState(wrong, { note: "x" }, "pack"))).toMatchObject({
      boundary: "context",
    });
    expect((await graph.getState(thread)).values.note).toBe("packed");
  });

  it("works after a run that was aborted", async () => {
    const { graph, seen } = routed();
    await graph.invoke({}, { ...thread, context });
    seen.length = 0;
    const aborted = graph.invoke({}, { ...thread, context, signal: AbortSignal.abort() });
    await expect(aborted).rejects.toThrow();
    await graph.updateState({ ...thread, context }, order, "take");
    expect(seen).toMatchObject([context]);
  });

  it("checks the context in a subgraph, by its namespace", async () => {
    const seen: unknown[] = [];
    const inner = new OrdersStateGraph()
      .addNode("take", () => order)
      .addNode("pack", () => ({ note: "packed" }))
      .setEntryPoint("take")
      .addConditionalEdges(
        "take",
        (_state, runtime) => {
          seen.push(runtime.context);
          return "pack";
        },
        ["pack"],
      )
      .compile({ interruptBefore: ["pack"] });
    const outer = new StateGraph(Annotation.Root({ note: Annotation<string>() }))
      .addNode("inner", inner.langgraph)
      .addEdge(START, "inner")
      .compile({ checkpointer: new MemorySaver() });
    await outer.invoke({}, { ...thread, context });
    const { tasks } = await outer.getState(thread, { subgraphs: true });
    const state = tasks[0]?.state as { config: object };
    seen.length = 0;
    const missing = outer.updateState(state.config as never, { note: "mended" }, "take" as never);
    expect(await refusal(missing)).toMatchObject({ graph: "orders", boundary: "context" });
    await outer.updateState({ ...state.config, context } as never, { note: "mended" }, "take" as never);
    expect(seen).toMatchObject([{ tenant: "acme", locale: "en" }]);
  });
});
