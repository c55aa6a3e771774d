import { AIMessage, type BaseMessage, ToolMessage } from "@langchain/core/messages";
import { fakeModel } from "@langchain/core/testing";
import { tool } from "@langchain/core/tools";
import {
  Annotation,
  Command,
  InMemoryStore,
  interrupt,
  MemorySaver,
  START,
  StateGraph,
} from "@langchain/langgraph";
import { type AskedInterrupt, answer } from "graphwright";
import { createAgent, type HITLRequest, type HITLResponse, humanInTheLoopMiddleware } from "langchain";
import { describe, expect, it } from "vitest";
import {
  SupportAgentStateGraph,
  supportAgentContract,
  supportAgentEntrypoint,
  supportAgentTask,
} from "../../generated/support-agent/index.js";
import { VaultStateGraph, vaultContract } from "../contracts/generated/vault/index.js";
import { refusal } from "../support/refusal.js";
import { agentContext, ticket } from "../support/support-agent.js";

const input = { ticket, messages: [{ role: "user", content: "hi" }] };
const reducers = { count: (held: number, more: number) => held + more };
const call = { name: "pay_back", args: { amount: 5 }, id: "c1", type: "tool_call" as const };
const approve: HITLResponse = { decisions: [{ type: "approve" }] };

let threads = 0;
const on = () => ({ context: agentContext, configurable: { thread_id: `foreign-${threads++}` } });

/** What a run stopped at. */
const askedIn = <Asked>(result: object): AskedInterrupt<Asked>[] =>
  "__interrupt__" in result ? (result.__interrupt__ as AskedInterrupt<Asked>[]) : [];

/** An agent whose tool needs an approval. */
function agent(paid: unknown[]) {
  const payBack = tool(
    ({ amount }: { amount: number }) => {
      paid.push(amount);
      return "paid";
    },
    {
      name: "pay_back",
      description: "Pays back.",
      schema: { type: "object", properties: { amount: { type: "number" } }, required: ["amount"] },
    },
  );
  const respond = (messages: BaseMessage[]) =>
    ToolMessage.isInstance(messages.at(-1))
      ? new AIMessage("done")
      : new AIMessage({ content: "", tool_calls: [call] });
  const model = Array.from({ length: 8 }).reduce<ReturnType<typeof fakeModel>>(
    (made) => made.respond(respond),
    fakeModel(),
  );
  const middleware = [humanInTheLoopMiddleware({ interruptOn: { pay_back: true } } as never)];
  // LangChain's own types do not fit each other where optional properties are exact.
  return createAgent({ model, tools: [payBack], middleware: middleware as never[] });
}

/** A graph whose node is such an agent, beside a node that asks by itself. */
function desk(paid: unknown[] = []) {
  return new SupportAgentStateGraph()
    .addNode("agent", agent(paid).graph)
    .addNode("team", (_state, runtime) => ({
      facts: { team: runtime.interrupt("choose_team", ["a", "b"]) },
    }))
    .addEdge(START, "agent")
    .addEdge(START, "team")
    .compile({ store: new InMemoryStore(), checkpointer: new MemorySaver() });
}

describe("an interrupt of a graph inside", () => {
  it("is told apart from the graph's own, in a result, a stream and a thread", async () => {
    const options = on();
    const graph = desk();
    const seen = (asked: readonly AskedInterrupt<unknown>[]) =>
      asked.map(({ isOwn, value }) => [isOwn, Object.keys(value as object)]).sort();
    const both = [
      [false, ["actionRequests", "reviewConfigs"]],
      [true, ["name", "value"]],
    ];
    expect(seen(askedIn(await graph.invoke(input, options)))).toEqual(both);
    const { tasks } = await graph.getState(options);
    expect(seen(tasks.flatMap(({ interrupts }) => interrupts))).toEqual(both);
    for (const streamMode of ["updates", "values"] as const) {
      const chunks: AskedInterrupt<unknown>[] = [];
      for await (const chunk of await graph.stream(input, { ...on(), streamMode }))
        chunks.push(...askedIn(chunk));
      expect(seen(chunks)).toEqual(both);
    }
    const ends: AskedInterrupt<unknown>[] = [];
    for await (const chunk of await graph.stream(input, { ...on(), streamMode: "tasks" })) {
      if ("result" in chunk) ends.push(...chunk.interrupts);
    }
    expect(seen(ends)).toEqual(both);
  });

  it("is answered with what its graph wants, by answer, by its id or as it is", async () => {
    for (const way of ["answer", "id", "plain"] as const) {
      const paid: unknown[] = [];
      const graph = new SupportAgentStateGraph()
        .addNode("agent", agent(paid).graph)
        .setEntryPoint("agent")
        .compile({ store: new InMemoryStore(), checkpointer: new MemorySaver() });
      const options = on();
      const result = await graph.invoke(input, options);
      const [asked] = "__interrupt__" in result ? result.__interrupt__ : [];
      if (asked === undefined || asked.isOwn) throw new Error("the agent asks");
      expect((asked.value as HITLRequest).actionRequests[0]?.name).toBe("pay_back");
      const commands = {
        answer: answer(asked, approve),
        id: new Command({ resume: { [asked.id]: approve } }),
        plain: new Command({ resume: approve }),
      };
      expect(await graph.invoke(commands[way], options)).not.toHaveProperty("__interrupt__");
      expect(paid).toEqual([5]);
    }
  });

  it("and one of the graph itself are answered at once, each by its id", async () => {
    const paid: unknown[] = [];
    const graph = desk(paid);
    const options = on();
    const result = await graph.invoke(input, options);
    const answers: Record<string, HITLResponse | string> = {};
    for (const asked of "__interrupt__" in result ? result.__interrupt__ : []) {
      answers[asked.id] = asked.isOwn && asked.value.name === "choose_team" ? asked.value.value[0] : approve;
    }
    const done = await graph.invoke(new Command({ resume: answers }), options);
    expect(done).not.toHaveProperty("__interrupt__");
    expect(paid).toEqual([5]);
    expect((await graph.getState(options)).values.facts).toEqual({ team: "a" });
  });

  it("stays open where only the graph's own is answered, and the other way round", async () => {
    const paid: unknown[] = [];
    const graph = desk(paid);
    const options = on();
    await graph.invoke(input, options);
    const [left, ...none] = askedIn(
      await graph.invoke(answer(supportAgentContract, "choose_team", "b"), options),
    );
    if (left === undefined || left.isOwn) throw new Error("the agent still asks");
    expect(none).toEqual([]);
    expect(paid).toEqual([]);
    expect(await graph.invoke(answer(left, approve), options)).not.toHaveProperty("__interrupt__");
    expect(paid).toEqual([5]);

    const other = on();
    const [foreign] = askedIn(await graph.invoke(input, other)).filter(({ isOwn }) => !isOwn);
    if (foreign === undefined || foreign.isOwn) throw new Error("the agent asks");
    const [own] = askedIn(await graph.invoke(answer(foreign, approve), other));
    expect(own).toMatchObject({ isOwn: true, value: { name: "choose_team" } });
    expect(
      await graph.invoke(answer(supportAgentContract, "choose_team", "b", own?.id), other),
    ).not.toHaveProperty("__interrupt__");
  });

  it("is not answered by an answer to the graph's own question", async () => {
    const graph = desk();
    const options = on();
    const [foreign] = askedIn(await graph.invoke(input, options)).filter(({ isOwn }) => !isOwn);
    const wrong = answer(supportAgentContract, "choose_team", "a", foreign?.id);
    const error = await refusal(graph.invoke(wrong, options));
    expect(error).toMatchObject({ graph: "support-agent", boundary: "resume" });
    expect((await graph.getState(options)).next).toEqual(["agent", "team"]);
  });

  it("is one of another contract or of a plain graph as well, wherever the graph itself is", async () => {
    const vault = new VaultStateGraph(reducers)
      .addNode("ask", (_state, runtime) => ({ data: runtime.interrupt("ask", { n: 1 }) }))
      .setEntryPoint("ask")
      .compile({ store: new InMemoryStore() });
    const plain = new StateGraph(Annotation.Root({ data: Annotation<unknown> }))
      .addNode("ask", () => ({ data: interrupt("Sure?") }))
      .addEdge(START, "ask")
      .compile({ store: new InMemoryStore() });
    for (const [inside, right] of [
      [vault.langgraph, { any: "thing" }],
      [plain, "yes"],
    ] as const) {
      const around = new SupportAgentStateGraph()
        .addNode("inside", async (state) => {
          await inside.invoke({});
          return { facts: { before: state.facts.before ?? "none" } };
        })
        .setEntryPoint("inside")
        .compile({ store: new InMemoryStore(), checkpointer: new MemorySaver() });
      const options = on();
      const [asked] = askedIn(await around.invoke(input, options));
      if (asked === undefined || asked.isOwn) throw new Error("the graph inside asks");
      expect(await around.invoke(answer(asked, right), options)).not.toHaveProperty("__interrupt__");
    }
  });

  it("keeps saying so after an abort, and of two runs at once", async () => {
    const graph = desk();
    const aborted = on();
    await expect(graph.invoke(input, { ...aborted, signal: AbortSignal.abort() })).rejects.toThrow();
    const results = await Promise.all([graph.invoke(input, aborted), graph.invoke(input, on())]);
    for (const result of results) {
      expect(
        askedIn(result)
          .map(({ isOwn }) => isOwn)
          .sort(),
      ).toEqual([false, true]);
    }
  });

  it("is told apart by a workflow, whose tasks ask for it", async () => {
    const confirm = supportAgentTask("confirm", async () => interrupt({ name: "choose_team", value: ["a"] }));
    const plain = new StateGraph(Annotation.Root({ data: Annotation<unknown> }))
      .addNode("ask", () => ({ data: interrupt("Sure?") }))
      .addEdge(START, "ask")
      .compile({ store: new InMemoryStore() });
    const workflow = supportAgentEntrypoint(
      { store: new InMemoryStore(), checkpointer: new MemorySaver() },
      async (given, runtime) => {
        if (given.ticket.subject === "own") runtime.interrupt("choose_team", ["a"]);
        if (given.ticket.subject === "task") await confirm();
        if (given.ticket.subject === "graph") await plain.invoke({});
        return { ticket: given.ticket, actions: [], sources: [] };
      },
    );
    for (const [subject, isOwn] of [
      ["own", true],
      ["task", true],
      ["graph", false],
    ] as const) {
      const options = on();
      const result = await workflow.invoke({ ...input, ticket: { ...ticket, subject } }, options);
      expect(askedIn(result).map((asked) => asked.isOwn)).toEqual([isOwn]);
      const { tasks } = await workflow.getState(options);
      expect(new Set(tasks.flatMap(({ interrupts }) => interrupts.map((asked) => asked.isOwn)))).toEqual(
        new Set([isOwn]),
      );
    }
  });
});

describe("answer", () => {
  it("refuses an interrupt of the contract itself, whose answer is checked by name", () => {
    const own = { id: "1", isOwn: true, value: { name: "choose_team", value: ["a"] } } as const;
    // @ts-expect-error The contract itself asks.
    expect(() => answer(own, "a")).toThrow(/answer\(contract, name, value, id\)/);
    expect(() => answer(vaultContract, "ask", { n: 1 })).not.toThrow();
  });
});
