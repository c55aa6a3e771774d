import {
  Annotation,
  Command,
  INTERRUPT,
  InMemoryStore,
  MemorySaver,
  START,
  StateGraph,
} from "@langchain/langgraph";
import { answer } from "graphwright";
import { describe, expect, it } from "vitest";
import { SupportAgentStateGraph, supportAgentContract } from "../../generated/support-agent/index.js";
import { refusal } from "../support/refusal.js";
import { agentContext, ticket } from "../support/support-agent.js";

const input = { ticket, messages: [{ role: "user", content: "hi" }] };
const refund = { kind: "refund", order_id: "o1", amount: { amount: 20, currency: "EUR" } } as const;
const yes = { approved: true };
const approve = () => answer(supportAgentContract, "approve_refund", yes);
const choose = () => answer(supportAgentContract, "choose_team", "billing");

/** A node that asks two questions, in a graph of its own and inside of one without a contract; and what it was answered. */
function desk() {
  const answers: unknown[] = [];
  const own = new SupportAgentStateGraph()
    .addNode("desk", (_state, runtime) => {
      const team = runtime.interrupt("choose_team", ["billing", "shipping"]);
      const approved = runtime.interrupt("approve_refund", refund);
      answers.push(team, approved);
      return {};
    })
    .setEntryPoint("desk")
    .setFinishPoint("desk");
  const state = Annotation.Root({ ticket: Annotation<unknown>(), messages: Annotation<unknown>() });
  const plain = new StateGraph(state)
    .addNode("inner", own.compile({ store: new InMemoryStore() }).langgraph)
    .addEdge(START, "inner");
  const checkpointer = new MemorySaver();
  const options = { context: { ...agentContext } as const, configurable: { thread_id: "t" } };
  const graphs = {
    "a graph": own.compile({ store: new InMemoryStore(), checkpointer }).langgraph,
    "a subgraph": plain.compile({ store: new InMemoryStore(), checkpointer }),
  };
  return { graphs, options, answers };
}

describe.each(["a graph", "a subgraph"] as const)("an answer to a question of %s", (place) => {
  it("answers the question that it names", async () => {
    const { graphs, options, answers } = desk();
    const graph = graphs[place];
    await graph.invoke(input, options);
    await graph.invoke(choose(), options);
    await graph.invoke(approve(), options);
    expect(answers).toEqual(["billing", yes]);
  });

  it("that is given twice answers once, and leaves the next question open", async () => {
    const { graphs, options, answers } = desk();
    const graph = graphs[place];
    await graph.invoke(input, options);
    await graph.invoke(choose(), options);
    const error = await refusal(graph.invoke(choose(), options));
    expect(error).toMatchObject({ graph: "support-agent", boundary: "resume" });
    expect(error.message).toContain('the answer is for the question "choose_team"');
    expect(error.message).toContain('"approve_refund"');
    const [task] = (await graph.getState(options)).tasks;
    expect(task?.interrupts).toMatchObject([{ value: { name: "approve_refund" } }]);
    await graph.invoke(approve(), options);
    expect(answers).toEqual(["billing", yes]);
  });

  it("that is given twice at once never answers the next question", async () => {
    const { graphs, options, answers } = desk();
    const graph = graphs[place];
    await graph.invoke(input, options);
    await Promise.allSettled([graph.invoke(choose(), options), graph.invoke(choose(), options)]);
    expect(answers).toEqual([]);
    await graph.invoke(approve(), options);
    expect(answers).toEqual(["billing", yes]);
  });

  it("with the id of its interrupt is checked against that", async () => {
    const { graphs, options, answers } = desk();
    const graph = graphs[place];
    const stopped: Record<string, unknown> = await graph.invoke(input, options);
    const [{ id }] = stopped[INTERRUPT] as [{ id: string }];
    const other = answer(supportAgentContract, "approve_refund", yes, id);
    expect(await refusal(graph.invoke(other, options))).toMatchObject({ boundary: "resume" });
    await graph.invoke(answer(supportAgentContract, "choose_team", "billing", id), options);
    await graph.invoke(new Command({ resume: yes }), options);
    expect(answers).toEqual(["billing", yes]);
  });

  it("is still possible after a run that was aborted", async () => {
    const { graphs, options, answers } = desk();
    const graph = graphs[place];
    await graph.invoke(input, options);
    await expect(graph.invoke(choose(), { ...options, signal: AbortSignal.abort() })).rejects.toThrow();
    await graph.invoke(choose(), options);
    await graph.invoke(approve(), options);
    expect(answers).toEqual(["billing", yes]);
  });
});

/** A graph with two nodes that ask side by side. */
function sideBySide() {
  const graph = new SupportAgentStateGraph()
    .addNode("team", (_state, runtime) => ({
      facts: { team: runtime.interrupt("choose_team", ["billing"]) },
    }))
    .addNode("settle", (_state, runtime) =>
      runtime.interrupt("approve_refund", refund).approved ? { actions: [refund] } : {},
    )
    .setEntryPoint("team")
    .setEntryPoint("settle")
    .compile({ store: new InMemoryStore(), checkpointer: new MemorySaver() });
  return { graph, options: { context: agentContext, configurable: { thread_id: "t" } } };
}

describe("an answer", () => {
  it("goes to the question of its name where several are open", async () => {
    const { graph, options } = sideBySide();
    await graph.invoke(input, options);
    await graph.invoke(approve(), options);
    await graph.invoke(choose(), options);
    expect((await graph.getState(options)).values).toMatchObject({
      facts: { team: "billing" },
      actions: [refund],
    });
  });

  it("without a name or an id is refused where several are open, and all stay open", async () => {
    const { graph, options } = sideBySide();
    await graph.invoke(input, options);
    const error = await refusal(graph.invoke(new Command({ resume: yes }), options));
    expect(error.message).toMatch(
      /several questions are open \("\w+", "\w+"\), and the answer names none of them/,
    );
    const { tasks } = await graph.getState(options);
    expect(tasks.flatMap(({ interrupts }) => interrupts)).toHaveLength(2);
    await graph.invoke(choose(), options);
    await graph.invoke(new Command({ resume: yes }), options);
    expect((await graph.getState(options)).values).toMatchObject({
      facts: { team: "billing" },
      actions: [refund],
    });
  });

  it("after the end of a run is refused", async () => {
    const { graphs, options } = desk();
    const graph = graphs["a graph"];
    await graph.invoke(input, options);
    await graph.invoke(choose(), options);
    await graph.invoke(approve(), options);
    expect((await refusal(graph.invoke(approve(), options))).message).toContain("no question is open");
  });
});
