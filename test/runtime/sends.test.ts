import {
  Annotation,
  Command,
  StateGraph as LangGraphStateGraph,
  MemorySaver,
  Send,
  START,
} from "@langchain/langgraph";
import { ContractError, sender, toParent } from "graphwright";
import { describe, expect, it } from "vitest";
import {
  DispatchStateGraph,
  DispatchWeighPayload,
  dispatchContract,
} from "../contracts/generated/dispatch/index.js";
import { FanoutStateGraph, fanoutContract } from "../contracts/generated/fanout/index.js";

const toWeigh = sender(dispatchContract, "weigh");
const toLabel = sender(dispatchContract, "label");
/** What programs do whose types were lost on the way. */
const untyped = (node: string, payload: unknown): never => new Send(node, payload) as never;

/** A graph whose first node goes where it is told. */
function graphThat(plan: () => Command<unknown, Record<string, unknown>, "weigh" | "other"> | undefined) {
  return new DispatchStateGraph()
    .addNode("plan", plan, { ends: ["weigh", "label", "other"] })
    .addNode("other", () => undefined)
    .addSentNode("weigh", ({ parcel, unit }) => ({ weights: [parcel.length], labels: [`${parcel} ${unit}`] }))
    .addSentNode("label", ({ parcel }) => ({ labels: [parcel] }))
    .setEntryPoint("plan");
}

/** A graph whose router sends something. */
const sending = (...sends: Send[]) =>
  graphThat(() => undefined).addConditionalEdges("plan", () => sends as never[], ["weigh", "label", "other"]);

async function refusal(run: Promise<unknown>): Promise<ContractError> {
  const error: unknown = await run.then(
    () => undefined,
    (reason) => reason,
  );
  if (!ContractError.isInstance(error)) throw error ?? new Error("nothing was refused");
  return error;
}

describe("what is sent", () => {
  it("arrives with its defaults applied", async () => {
    const given = { parcel: "abc" };
    const graph = sending(toWeigh(given), toLabel({ parcel: "x", express: true })).compile();
    expect(await graph.invoke({})).toMatchObject({ weights: [3], labels: ["abc kg", "x"] });
    expect(given).toEqual({ parcel: "abc" });
  });

  it("is refused where it is sent, before any node gets it", async () => {
    const ran: string[] = [];
    const graph = new DispatchStateGraph()
      .addNode("plan", () => undefined)
      .addSentNode("weigh", () => void ran.push("weigh"))
      .addSentNode("label", () => void ran.push("label"))
      .setEntryPoint("plan")
      .addConditionalEdges("plan", () => [
        toLabel({ parcel: "a", express: true }),
        untyped("weigh", { parcel: 5, unit: "st", token: "a long secret" }),
      ])
      .compile();
    const error = await refusal(graph.invoke({}));
    expect(error).toMatchObject({ graph: "dispatch", boundary: "input", node: "weigh" });
    expect(error.issues.map(({ path }) => path)).toEqual(["/parcel", "/unit", "/token"]);
    expect(error.message).toContain('It was sent by the node "plan".');
    expect(error.message).not.toContain("secret");
    expect(ran).toEqual([]);
  });

  it.each([
    ["alone", untyped("weigh", {})],
    ["in a list", [untyped("weigh", {})]],
    ["beside others", [toWeigh({ parcel: "a" }), untyped("weigh", {}), "other"]],
  ])("is refused in the command of a node, %s", async (_name, goto) => {
    const graph = graphThat(() => new Command({ goto }) as never).compile();
    const error = await refusal(graph.invoke({}));
    expect(error).toMatchObject({ boundary: "input", node: "weigh", issues: [{ path: "/parcel" }] });
  });

  it("is refused in the command of a run, and the thread goes on", async () => {
    const graph = graphThat(() => undefined).compile({ checkpointer: new MemorySaver() });
    const thread = { configurable: { thread_id: "1" } };
    await graph.invoke({}, thread);
    const before = await graph.getState(thread);
    const error = await refusal(graph.invoke(new Command({ goto: untyped("weigh", null) }), thread));
    expect(error).toMatchObject({ boundary: "input", node: "weigh", issues: [{ path: "" }] });
    expect(error.message).not.toContain("It was sent by");
    expect(await graph.getState(thread)).toEqual(before);
    expect(await graph.invoke(new Command({ goto: toWeigh({ parcel: "ab" }) }), thread)).toMatchObject({
      weights: [2],
    });
  });

  it("is refused in a command of updateState", async () => {
    const graph = graphThat(() => undefined).compile({ checkpointer: new MemorySaver() });
    const thread = { configurable: { thread_id: "1" } };
    await graph.invoke({}, thread);
    const update = new Command({ goto: untyped("weigh", { parcel: "" }) });
    const error = await refusal(graph.updateState(thread, update as never, "plan"));
    expect(error).toMatchObject({ boundary: "input", node: "weigh", issues: [{ path: "/parcel" }] });
  });

  it("is refused in the command of a graph inside, for its parent", async () => {
    const inner = new FanoutStateGraph()
      .addNode("a", () => toParent(dispatchContract, { goto: untyped("weigh", { parcel: false }) }))
      .setEntryPoint("a")
      .compile();
    const graph = new DispatchStateGraph()
      .addNode("plan", inner, { ends: ["weigh", "label"] })
      .addSentNode("weigh", () => undefined)
      .addSentNode("label", () => undefined)
      .setEntryPoint("plan")
      .compile();
    const error = await refusal(graph.invoke({}));
    expect(error).toMatchObject({ graph: "dispatch", node: "weigh", issues: [{ path: "/parcel" }] });
  });

  it("is refused in a graph that runs inside another one", async () => {
    const outer = new LangGraphStateGraph(Annotation.Root({ parcels: Annotation<string[]> }))
      .addNode("inner", sending(untyped("label", { parcel: "a" })).compile())
      .addEdge(START, "inner")
      .compile();
    const error = await refusal(outer.invoke({ parcels: [] }));
    expect(error).toMatchObject({ graph: "dispatch", node: "label", issues: [{ path: "/express" }] });
  });

  it("is refused once a run where several run side by side, and the others end", async () => {
    const graph = graphThat(() => undefined)
      .addConditionalEdges("plan", ({ parcels }) =>
        parcels.map((parcel) => (parcel === "" ? untyped("weigh", { parcel }) : toWeigh({ parcel }))),
      )
      .compile();
    const runs = await Promise.allSettled(
      ["a", "", "bc", ""].map((parcel) => graph.invoke({ parcels: [parcel, "d"] })),
    );
    expect(runs.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled", "rejected"]);
    expect(runs[2]).toMatchObject({ value: { weights: [2, 1] } });
    for (const run of runs) if (run.status === "rejected") expect(run.reason).toBeInstanceOf(ContractError);
  });

  it("is refused in a run that goes on after an abort as in any other", async () => {
    const abort = new AbortController();
    const payload = { parcel: "abc" as unknown };
    const graph = graphThat(() => undefined)
      .addConditionalEdges("plan", () => {
        abort.abort();
        return untyped("weigh", payload);
      })
      .compile({ checkpointer: new MemorySaver() });
    const thread = { configurable: { thread_id: "1" } };
    await expect(graph.invoke({}, { ...thread, signal: abort.signal })).rejects.toThrow(/abort/i);
    payload.parcel = 5;
    expect(await refusal(graph.invoke(null, thread))).toMatchObject({ issues: [{ path: "/parcel" }] });
    payload.parcel = "ab";
    expect(await graph.invoke(null, thread)).toMatchObject({ weights: [2] });
  });

  it("is what a checkpoint can hold, also where the schema lets it be anything", async () => {
    const error = await refusal(
      sending(untyped("label", { parcel: "a", express: true, at: new Date(0) }))
        .compile()
        .invoke({}),
    );
    expect(error).toMatchObject({ boundary: "input", node: "label", issues: [{ path: "/at" }] });
  });

  it("goes to no node that the contract does not list", async () => {
    for (const node of ["other", "wiegh"]) {
      const error = await refusal(sending(untyped(node, {})).compile().invoke({}));
      expect(error).toMatchObject({ boundary: "input", node, issues: [{ keyword: "sends" }] });
      expect(error.message).toContain(
        `does not list the node "${node}"; it lists "label", "weigh". Add "${node}" to it`,
      );
    }
  });

  it("can go to a graph", async () => {
    const inner = new LangGraphStateGraph(
      Annotation.Root({ parcel: Annotation<string>, labels: Annotation<string[]> }),
    )
      .addNode("read", ({ parcel }) => ({ labels: [`inner ${parcel}`] }))
      .addEdge(START, "read")
      .compile();
    const graph = (express: unknown) =>
      new DispatchStateGraph()
        .addNode("plan", () => undefined)
        .addSentNode("weigh", () => undefined)
        .addSentNode("label", inner)
        .setEntryPoint("plan")
        .addConditionalEdges("plan", () => untyped("label", { parcel: "a", express }))
        .compile();
    expect(await graph(true).invoke({})).toMatchObject({ labels: ["inner a"] });
    expect(await refusal(graph("yes").invoke({}))).toMatchObject({
      node: "label",
      issues: [{ path: "/express" }],
    });
  });
});

describe("a node that takes what it is sent", () => {
  const reason = /takes the value that it is sent. Reach it by Send/;

  it("is not reached by its name", async () => {
    expect(
      (
        await refusal(
          graphThat(() => new Command({ goto: "weigh" }))
            .compile()
            .invoke({}),
        )
      ).message,
    ).toMatch(reason);
    const routed = graphThat(() => undefined).addConditionalEdges("plan", () => "weigh" as never);
    expect((await refusal(routed.compile().invoke({}))).message).toMatch(reason);
  });

  it("is not reached by an edge or a label", () => {
    expect(() =>
      graphThat(() => undefined)
        .addEdge("plan", "weigh")
        .compile(),
    ).toThrow(reason);
    expect(() => graphThat(() => undefined).addConditionalEdges("plan", () => "go", { go: "weigh" })).toThrow(
      reason,
    );
    expect(() => graphThat(() => undefined).setConditionalEntryPoint(() => "go", { go: "label" })).toThrow(
      reason,
    );
  });

  it("is one that the contract lists, added as such", () => {
    const lists = 'does not list the node "wiegh"; it lists "label", "weigh".';
    const graph = new DispatchStateGraph();
    expect(() => graph.addSentNode("wiegh" as "weigh", () => undefined)).toThrow(lists);
    expect(() => graph.addNode("weigh", () => undefined)).toThrow('add it with addSentNode("weigh", …)');
    expect(() => graph.addSequence({ weigh: () => undefined })).toThrow("addSentNode");
    expect(() => graph.addSentNode("weigh", undefined as never)).toThrow(
      'needs a function or a runnable: addSentNode("weigh", …)',
    );
    const input = { input: dispatchContract.state } as never;
    expect(() => graph.addSentNode("weigh", () => undefined, input)).toThrow("leave out the option input");
    const same = { input: DispatchWeighPayload } as never;
    expect(() => graph.addSentNode("weigh", () => undefined, same)).not.toThrow();
  });

  it("is there in a graph that compiles", () => {
    const graph = new DispatchStateGraph()
      .addNode("plan", () => undefined)
      .addSentNode("weigh", () => undefined)
      .setEntryPoint("plan");
    expect(() => (graph as { compile(): unknown }).compile()).toThrow(
      'The sends member of the contract "dispatch" lists the node "label", which the graph does not have. Add it with addSentNode("label", …), or remove it from the member.',
    );
  });

  it("has an error handler that gets its payload", async () => {
    const graph = new DispatchStateGraph()
      .addNode("plan", () => undefined)
      .addSentNode(
        "weigh",
        () => {
          throw new Error("no scales");
        },
        { errorHandler: ({ parcel, unit }) => ({ labels: [`${parcel} ${unit}`] }) },
      )
      .addSentNode("label", () => undefined)
      .setEntryPoint("plan")
      .addConditionalEdges("plan", () => toWeigh({ parcel: "a" }))
      .compile();
    expect(await graph.invoke({})).toMatchObject({ labels: ["a kg"] });
  });
});

describe("a sender", () => {
  it("of a contract sends to a node that the contract lists", () => {
    expect(toWeigh({ parcel: "a" }, { timeout: 5 })).toEqual(
      new Send("weigh", { parcel: "a" }, { timeout: 5 }),
    );
    expect(() => sender(dispatchContract, "plan" as "weigh")).toThrow(
      'The sends member of the contract "dispatch" does not list the node "plan"; it lists "label", "weigh".',
    );
    expect(() => sender(fanoutContract, "work" as never)).toThrow(
      'The contract "fanout" has no sends member.',
    );
  });
});
