import { Command, InMemoryStore, isInterrupted, MemorySaver } from "@langchain/langgraph";
import { answer, answering, Runtime } from "graphwright";
import { describe, expect, it } from "vitest";
import {
  type SupportAgentRuntime,
  SupportAgentStateGraph,
  type SupportAgentUpdate,
  supportAgentContract,
} from "../../generated/support-agent/index.js";
import { refusal } from "../support/refusal.js";
import { agentContext, ticket } from "../support/support-agent.js";

const refund = { kind: "refund", order_id: "o1", amount: { amount: 20, currency: "EUR" } } as const;

/** A graph of one node, with a thread to run it in. */
function agent(node: (runtime: SupportAgentRuntime) => SupportAgentUpdate) {
  const graph = new SupportAgentStateGraph()
    .addNode("ask", (_state, runtime) => node(runtime))
    .setEntryPoint("ask")
    .setFinishPoint("ask")
    .compile({ store: new InMemoryStore(), checkpointer: new MemorySaver() });
  const options = { configurable: { thread_id: "t" }, context: agentContext };
  const start = () => graph.invoke({ ticket, messages: [{ role: "user", content: "hi" }] }, options);
  const resume = (answer: unknown) => graph.invoke(new Command({ resume: answer as never }), options);
  return { graph, options, start, resume };
}

describe("runtime.interrupt", () => {
  it("stops the run with the question's name and value, and goes on with the answer", async () => {
    const { start, resume } = agent((runtime) => {
      const { approved, comment } = runtime.interrupt("approve_refund", refund);
      return { draft: `${approved}: ${comment}`, actions: [refund] };
    });
    const stopped = await start();
    if (!("__interrupt__" in stopped) || !isInterrupted(stopped)) throw new Error("The run did not stop.");
    expect(stopped.__interrupt__).toMatchObject([
      {
        value: { name: "approve_refund", value: { ...refund, reason: "goodwill" } },
        response_schema: { type: "object", required: ["approved"] },
      },
    ]);
    const done = await resume({ approved: true, comment: "fine" });
    expect(done).toMatchObject({ actions: [{ kind: "refund", reason: "goodwill" }] });
  });

  it("asks several questions of one node, one after the other", async () => {
    const { graph, options, start, resume } = agent((runtime) => {
      const team = runtime.interrupt("choose_team", ["billing", "shipping"]);
      const { approved } = runtime.interrupt("approve_refund", refund);
      return { draft: `${team} ${approved}` };
    });
    await start();
    const second = await resume("billing");
    expect(second).toMatchObject({ __interrupt__: [{ value: { name: "approve_refund" } }] });
    await resume({ approved: false });
    expect((await graph.getState(options)).next).toEqual([]);
  });

  it("refuses a value that is not the question's, and a question that the contract does not have", async () => {
    const wrongValue = agent((runtime) => {
      runtime.interrupt("approve_refund", { ...refund, order_id: 5 } as never);
      return {};
    });
    const error = await refusal(wrongValue.start());
    expect(error).toMatchObject({ graph: "support-agent", boundary: "interrupt", node: "ask" });
    expect(error.issues).toMatchObject([{ path: "/order_id", keyword: "type" }]);
    const unknown = agent((runtime) => {
      runtime.interrupt("approve" as never, refund as never);
      return {};
    });
    expect((await refusal(unknown.start())).message).toContain('no interrupt "approve"');
  });

  it("refuses an answer that does not fit, keeps the question open, and takes a right one after that", async () => {
    const { graph, options, start, resume } = agent((runtime) => {
      const { approved } = runtime.interrupt("approve_refund", refund);
      return { actions: approved ? [refund] : [] };
    });
    await start();
    for (const wrong of ["yes", { approved: "yes" }, { approved: true, extra: 1 }]) {
      const error = await refusal(resume(wrong));
      expect(error).toMatchObject({ graph: "support-agent", boundary: "resume", node: "ask" });
      expect(error.message).toContain("still open");
      const { tasks, next } = await graph.getState(options);
      expect(next).toEqual(["ask"]);
      expect(tasks[0]?.interrupts).toMatchObject([{ value: { name: "approve_refund" } }]);
    }
    expect(await resume({ approved: true })).toMatchObject({ actions: [{ kind: "refund" }] });
  });

  it("keeps the answers that were right when a later one is not", async () => {
    const asked: string[] = [];
    const { start, resume } = agent((runtime) => {
      const team = runtime.interrupt("choose_team", ["billing"]);
      asked.push(team);
      const { approved } = runtime.interrupt("approve_refund", refund);
      return { draft: `${team} ${approved}`, actions: [{ kind: "reply", text: team }] };
    });
    await start();
    await resume("billing");
    await refusal(resume("no"));
    expect(await resume({ approved: true })).toMatchObject({ actions: [{ text: "billing" }] });
    expect(new Set(asked)).toEqual(new Set(["billing"]));
  });
});

describe("answer", () => {
  it("makes the command that goes on, and refuses an answer that does not fit before the graph is called", async () => {
    const { graph, options, start } = agent((runtime) => {
      const { approved } = runtime.interrupt("approve_refund", refund);
      return { actions: approved ? [refund] : [] };
    });
    await start();
    expect(() => answer(supportAgentContract, "approve_refund", { approved: "yes" } as never)).toThrow(
      /refused the resume/,
    );
    expect(() => answer(supportAgentContract, "approve" as never, {} as never)).toThrow(
      /no interrupt "approve"/,
    );
    const done = await graph.invoke(
      answer(supportAgentContract, "approve_refund", { approved: true }),
      options,
    );
    expect(done).toMatchObject({ actions: [{ kind: "refund" }] });
  });
});

describe("answering", () => {
  it("answers each question as often as it is asked, checked and without a run", () => {
    const runtime: SupportAgentRuntime = new Runtime({
      interrupt: answering(supportAgentContract, { approve_refund: { approved: true } }),
    });
    expect(runtime.interrupt("approve_refund", refund)).toEqual({ approved: true });
    expect(runtime.interrupt("approve_refund", refund)).toEqual({ approved: true });
    expect(() => runtime.interrupt("approve_refund", {} as never)).toThrow(
      'Graph "support-agent" refused the interrupt:\n  - /kind is missing',
    );
  });

  it("refuses an answer that does not fit, a question without one, and one that the contract does not have", () => {
    const interrupt = answering(supportAgentContract, { choose_team: 1 as never });
    expect(() => interrupt("choose_team", ["billing"])).toThrow(
      "the value must be a string, but is a number",
    );
    expect(() => interrupt("approve_refund", refund)).toThrow('no answer to the question "approve_refund"');
    expect(() => interrupt("toString" as never, refund as never)).toThrow('no interrupt "toString"');
  });
});

describe("an event", () => {
  it("is checked, its defaults applied, and streamed", async () => {
    const { graph, options } = agent((runtime) => {
      runtime.streamWriter({ type: "progress", step: "look", percent: 5 });
      runtime.streamWriter({ type: "action", action: refund });
      return {};
    });
    const events: unknown[] = [];
    const input = { ticket, messages: [{ role: "user", content: "hi" }] };
    for await (const event of await graph.stream(input, { ...options, streamMode: "custom" }))
      events.push(event);
    expect(events).toEqual([
      { type: "progress", step: "look", percent: 5 },
      { type: "action", action: { ...refund, reason: "goodwill" } },
    ]);
  });

  it("that the contract does not know is refused, and nothing of it is written", async () => {
    const { graph, options } = agent((runtime) => {
      runtime.streamWriter({ type: "progress", percent: 500 } as never);
      return {};
    });
    const events: unknown[] = [];
    const drain = async () => {
      const input = { ticket, messages: [{ role: "user", content: "hi" }] };
      for await (const event of await graph.stream(input, { ...options, streamMode: "custom" }))
        events.push(event);
    };
    expect(await refusal(drain())).toMatchObject({ boundary: "event", node: "ask" });
    expect(events).toEqual([]);
  });

  it("after the run's end gets a clear error", async () => {
    const late: { write?: () => void } = {};
    const { graph, options } = agent((runtime) => {
      late.write = () => runtime.streamWriter({ type: "typing" });
      return {};
    });
    const input = { ticket, messages: [{ role: "user", content: "hi" }] };
    for await (const _ of await graph.stream(input, { ...options, streamMode: "custom" }));
    expect(() => late.write?.()).toThrow(/after the run had ended/);
  });
});
