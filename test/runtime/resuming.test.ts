import {
  Annotation,
  Command,
  InMemoryStore,
  interrupt,
  MemorySaver,
  Overwrite,
  START,
  StateGraph,
} from "@langchain/langgraph";
import { answer, type ContractGraph, getRuntime } from "graphwright";
import { describe, expect, it } from "vitest";
import {
  SupportAgentStateGraph,
  type SupportAgentTypes,
  supportAgentContract,
  supportAgentEntrypoint,
  supportAgentTask,
} from "../../generated/support-agent/index.js";
import { FanoutStateGraph } from "../contracts/generated/fanout/index.js";
import { LedgerStateGraph } from "../contracts/generated/ledger/index.js";
import { VaultStateGraph, vaultContract } from "../contracts/generated/vault/index.js";
import { refusal } from "../support/refusal.js";
import { agentContext, ticket } from "../support/support-agent.js";

const input = { ticket, messages: [{ role: "user", content: "hi" }] };
const refund = { kind: "refund", order_id: "o1", amount: { amount: 20, currency: "EUR" } } as const;
const options = { configurable: { thread_id: "t" }, context: agentContext };

/** A graph whose two nodes ask at once, and how often each has run. */
function asking() {
  const runs = { team: 0, refund: 0 };
  const graph = new SupportAgentStateGraph()
    .addNode("team", (_state, runtime) => {
      runs.team += 1;
      return { facts: { team: runtime.interrupt("choose_team", ["billing", "shipping"]) } };
    })
    .addNode("settle", (_state, runtime) => {
      runs.refund += 1;
      return runtime.interrupt("approve_refund", refund).approved ? { actions: [refund] } : {};
    })
    .setEntryPoint("team")
    .setEntryPoint("settle")
    .compile({ store: new InMemoryStore(), checkpointer: new MemorySaver() });
  return { graph, runs };
}

/** The ids of the open interrupts by the questions' names. */
async function open(graph: ContractGraph<SupportAgentTypes, string>): Promise<Record<string, string>> {
  const { tasks } = await graph.getState(options);
  return Object.fromEntries(
    tasks.flatMap(({ interrupts }) => interrupts.map(({ id, isOwn, value }) => [isOwn && value.name, id])),
  );
}

describe("a run that is resumed", () => {
  it("on a thread that has no checkpoint is refused, and nothing is written", async () => {
    const { graph, runs } = asking();
    const elsewhere = { ...options, configurable: { thread_id: "mistyped" } };
    for (const command of [
      answer(supportAgentContract, "choose_team", "billing"),
      new Command({ resume: "x" }),
    ]) {
      const error = await refusal(graph.invoke(command, elsewhere));
      expect(error).toMatchObject({ boundary: "resume", issues: [{ keyword: "resume" }] });
      expect(error.message).toContain('the thread "mistyped" has no checkpoint');
    }
    expect(runs).toEqual({ team: 0, refund: 0 });
    expect((await graph.getState(elsewhere)).config.configurable?.checkpoint_id).toBeUndefined();
  });

  it("with several answers by the ids of the interrupts goes on from each", async () => {
    const { graph } = asking();
    await graph.invoke(input, options);
    const { choose_team = "", approve_refund = "" } = await open(graph);
    const resume = { [choose_team]: "billing", [approve_refund]: { approved: true } };
    expect(await graph.invoke(new Command({ resume }), options)).toMatchObject({ actions: [refund] });
    expect((await graph.getState(options)).values.facts).toEqual({ team: "billing" });
  });

  it("with a wrong one among them is refused before any node runs, and takes right ones after that", async () => {
    const { graph, runs } = asking();
    await graph.invoke(input, options);
    const { choose_team = "", approve_refund = "" } = await open(graph);
    const before = { ...runs };
    const wrong = { [choose_team]: "billing", [approve_refund]: { approved: "yes" } };
    const error = await refusal(graph.invoke(new Command({ resume: wrong as never }), options));
    expect(error).toMatchObject({ graph: "support-agent", boundary: "resume", node: "settle" });
    expect(error.issues).toMatchObject([{ path: "/approved" }]);
    expect(error.message).toContain('"approve_refund" is still open');
    expect(runs).toEqual(before);
    expect(Object.keys(await open(graph)).toSorted()).toEqual(["approve_refund", "choose_team"]);
    const right = { [choose_team]: "billing", [approve_refund]: { approved: true } };
    expect(await graph.invoke(new Command({ resume: right }), options)).toMatchObject({ actions: [refund] });
  });

  it("with one wrong answer is refused before its node runs again", async () => {
    const { graph, runs } = asking();
    await graph.invoke(input, options);
    const { choose_team = "" } = await open(graph);
    await graph.invoke(new Command({ resume: { [choose_team]: "billing" } }), options);
    const before = { ...runs };
    expect(await refusal(graph.invoke(new Command({ resume: "yes" as never }), options))).toMatchObject({
      boundary: "resume",
      node: "settle",
    });
    expect(runs).toEqual(before);
    expect(await graph.invoke(new Command({ resume: { approved: true } }), options)).toMatchObject({
      actions: [refund],
    });
  });

  it("at a question of a graph inside of it takes that one's answer", async () => {
    const inner = new VaultStateGraph({ count: (current) => current ?? 0 })
      .addNode("ask", (_state, runtime) => void runtime.interrupt("ask", { what: "?" }))
      .setEntryPoint("ask")
      .compile({ store: new InMemoryStore() });
    const graph = new SupportAgentStateGraph()
      .addNode("inner", async (_state, _runtime, config) => {
        await inner.invoke({}, { ...config, context: {} });
        return { actions: [refund] };
      })
      .setEntryPoint("inner")
      .compile({ store: new InMemoryStore(), checkpointer: new MemorySaver() });
    expect(await graph.invoke(input, options)).toMatchObject({ __interrupt__: [{ value: { name: "ask" } }] });
    const wrong = answer(vaultContract, "ask", { any: "thing" });
    expect(await graph.invoke(wrong, options)).toMatchObject({ actions: [refund] });
  });

  it("at an interrupt of LangGraph's own takes whatever answers it", async () => {
    const State = Annotation.Root({ facts: Annotation<object> });
    const plain = new StateGraph(State)
      .addNode("ask", () => ({ facts: interrupt<object, object>({ name: "approve_refund", value: {} }) }))
      .addEdge(START, "ask")
      .compile({ store: new InMemoryStore() });
    const graph = new SupportAgentStateGraph()
      .addNode("plain", plain)
      .setEntryPoint("plain")
      .compile({ store: new InMemoryStore(), checkpointer: new MemorySaver() });
    await graph.invoke(input, options);
    const free: unknown = { anything: "goes" };
    await graph.invoke(new Command({ resume: free }), options);
    expect((await graph.getState(options)).values.facts).toEqual(free);
  });

  it("as a workflow whose task asks is refused before the workflow runs", async () => {
    let runs = 0;
    const pick = supportAgentTask("pick", async () =>
      getRuntime(supportAgentContract).interrupt("choose_team", ["billing"]),
    );
    const workflow = supportAgentEntrypoint(
      { store: new InMemoryStore(), checkpointer: new MemorySaver() },
      async () => {
        runs += 1;
        return { ticket, actions: [{ kind: "escalation", team: await pick(), priority: "low" }] };
      },
    );
    await workflow.invoke(input, options);
    expect(await refusal(workflow.invoke(new Command({ resume: 5 as never }), options))).toMatchObject({
      boundary: "resume",
      node: "support-agent",
    });
    expect(runs).toBe(1);
    expect(await workflow.invoke(new Command({ resume: "billing" }), options)).toMatchObject({
      actions: [{ team: "billing" }],
    });
  });

  it("as a workflow is refused in the same way", async () => {
    let runs = 0;
    const workflow = supportAgentEntrypoint(
      { store: new InMemoryStore(), checkpointer: new MemorySaver() },
      (_input, runtime) => {
        runs += 1;
        const team = runtime.interrupt("choose_team", ["billing"]);
        return { ticket, actions: [{ kind: "escalation", team, priority: "low" }] };
      },
    );
    await workflow.invoke(input, options);
    expect(await refusal(workflow.invoke(new Command({ resume: 5 as never }), options))).toMatchObject({
      boundary: "resume",
      node: "support-agent",
    });
    expect(runs).toBe(1);
    expect(await workflow.invoke(new Command({ resume: "billing" }), options)).toMatchObject({
      actions: [{ team: "billing" }],
    });
  });
});

describe("a run that is called with a command", () => {
  const t = { configurable: { thread_id: "t" } };
  const wrong: [string, Command["update"], string][] = [
    ["that a reducer fails on", { votes: "ann" }, "voted twice"],
    [
      "that has two values for a field that takes one",
      [
        ["last", "a"],
        ["last", "b"],
      ],
      "updates it twice",
    ],
    [
      "that overwrites a field twice",
      [
        ["sum", new Overwrite(1)],
        ["sum", new Overwrite(2)],
      ],
      "updates it twice",
    ],
  ];
  it.each(wrong)("%s is refused before anything is saved", async (_what, update, message) => {
    const graph = new LedgerStateGraph({
      longest: (current) => current,
      count_up: (votes = {}, name) => {
        if (name in votes) throw new Error("voted twice");
        return { ...votes, [name]: 1 };
      },
    })
      .addNode("a", () => ({ sum: 1 }))
      .setEntryPoint("a")
      .compile({ checkpointer: new MemorySaver() });
    await graph.invoke({ votes: "ann" }, t);
    const command: unknown = new Command({ update, goto: "a" } as object);
    await expect(graph.invoke(command as Command, t)).rejects.toThrow(message);
    expect((await graph.getState(t)).values).toMatchObject({ sum: 1, votes: { ann: 1 } });
    expect(await graph.invoke({ votes: "bob" }, t)).toMatchObject({ sum: 2, votes: { ann: 1, bob: 1 } });
  });

  it("to a node that does not exist is refused before it starts", async () => {
    const graph = new FanoutStateGraph()
      .addNode("a", () => ({ rounds: 1 }))
      .setEntryPoint("a")
      .compile({ checkpointer: new MemorySaver() });
    await graph.invoke({}, options as object);
    const lost: Command = new Command({ goto: "b" });
    const error = await refusal(graph.invoke(lost, options as object));
    expect(error).toMatchObject({ graph: "fanout", boundary: "update", issues: [{ keyword: "goto" }] });
    expect((await graph.invoke(new Command({ goto: "a" }), options as object)).rounds).toBe(2);
  });
});
