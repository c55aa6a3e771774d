import { Command, END, isInterrupted } from "@langchain/langgraph";
import {
  type AskedInterrupt,
  answer,
  type ContractGraph,
  type ContractTask,
  type NamedInterrupt,
  type RunCommand,
} from "graphwright";
import { describe, expectTypeOf, it } from "vitest";
import {
  type Refund,
  type SupportAgentInput,
  type SupportAgentState,
  SupportAgentStateGraph,
  type SupportAgentTypes,
  supportAgentContract,
  supportAgentEntrypoint,
} from "../../generated/support-agent/index.js";
import { FanoutStateGraph, type FanoutTypes } from "../contracts/generated/fanout/index.js";
import { vaultContract } from "../contracts/generated/vault/index.js";
import { agentContext, ticket } from "../support/support-agent.js";

const options = { context: agentContext, configurable: { thread_id: "t" } };
const input: SupportAgentInput = { ticket, messages: [{ role: "user", content: "hi" }] };
const agent = new SupportAgentStateGraph()
  .addNode("a", () => undefined)
  .addNode("b", () => undefined)
  .setEntryPoint("a")
  .compile();
const plain = new FanoutStateGraph()
  .addNode("a", () => undefined)
  .setEntryPoint("a")
  .compile();

/** The types of a contract whose questions are answered with one of some values. */
interface Voting extends Omit<FanoutTypes, "Resume"> {
  Resume: "yes" | "no" | { vote: "yes" | "no" };
}

describe("a command that a run is called with", () => {
  it("answers a question of the contract", () => {
    () => agent.invoke(new Command({ resume: { approved: true, comment: "fine" } }), options);
    () => agent.invoke(new Command({ resume: "billing" }), options);
    () => agent.stream(new Command({ resume: { approved: true } }), { ...options, streamMode: "values" });
    // @ts-expect-error That is no answer to any of its questions.
    () => agent.invoke(new Command({ resume: { approved: "yes" } }), options);
    // @ts-expect-error Nor is that.
    () => agent.invoke(new Command({ resume: 5 }), options);
    // @ts-expect-error A part of the answer is missing.
    () => agent.invoke(new Command({ resume: { comment: "fine" } }), options);
    // @ts-expect-error The same for streams.
    () => agent.stream(new Command({ resume: { approved: "yes" } }), options);
  });

  it("answers several by the ids of the interrupts", () => {
    const [one, two] = ["0".repeat(32), "1".repeat(32)];
    () => agent.invoke(new Command({ resume: { [one]: { approved: true }, [two]: "billing" } }), options);
    // @ts-expect-error That is no answer.
    () => agent.invoke(new Command({ resume: { [one]: { approved: 1 } } }), options);
    // @ts-expect-error Nor is one of these.
    () => agent.invoke(new Command({ resume: { [one]: { approved: true }, [two]: 5 } }), options);
  });

  it("is made by answer, for a graph inside of the one that is called too", () => {
    () => agent.invoke(answer(supportAgentContract, "choose_team", "billing"), options);
    () => agent.invoke(answer(vaultContract, "ask", { any: "thing" }), options);
    () => plain.stream(answer(vaultContract, "ask", { any: "thing" }));
  });

  it("may stand for an input, and be kept in a variable", (_context, again = true) => {
    const command = new Command({ resume: "billing" });
    () => agent.invoke(command, options);
    () => agent.invoke(again ? new Command({ resume: "billing" }) : input, options);
    const next: SupportAgentInput | RunCommand<SupportAgentTypes> = again ? command : input;
    () => agent.invoke(next, options);
    () => agent.stream(next, options);
  });

  it("updates the state and goes to nodes", () => {
    () => agent.invoke(new Command({ resume: "billing", update: { draft: "d" }, goto: "b" }), options);
    () => agent.invoke(new Command({ update: { draft: "d" } }), options);
    () => agent.invoke(new Command({ goto: "a" }), options);
    () => agent.invoke(new Command({ update: { draft: "d" }, goto: ["a", END] }), options);
    // @ts-expect-error The field is a text.
    () => agent.invoke(new Command({ resume: "billing", update: { draft: 5 } }), options);
    // @ts-expect-error There is no such field.
    () => agent.invoke(new Command({ resume: "billing", update: { drft: "d" } }), options);
    // @ts-expect-error There is no such node.
    () => agent.invoke(new Command({ goto: "c" }), options);
    // @ts-expect-error There is no such node among several.
    () => agent.stream(new Command({ goto: ["a", "c"] }), options);
  });

  it("of a contract without interrupts takes any answer", () => {
    () => plain.invoke(new Command({ resume: 5 }));
    () => plain.invoke(new Command({ resume: { any: ["thing"] }, goto: "a" }));
    // @ts-expect-error The update is that of the contract.
    () => plain.invoke(new Command({ resume: 5, update: { rounds: "1" } }));
  });

  it("keeps what is literal in an answer", (_context, graph = {} as ContractGraph<Voting, "a">) => {
    () => graph.invoke(new Command({ resume: "yes" }), {});
    () => graph.stream(new Command({ resume: { vote: "no" } }), { streamMode: "values" });
    // @ts-expect-error That is no answer.
    () => graph.invoke(new Command({ resume: "maybe" }), {});
    // @ts-expect-error Nor is that.
    () => graph.stream(new Command({ resume: { vote: "maybe" } }), {});
  });

  it("of an unknown answer is left to the run", (_context, given: unknown = "billing") => {
    () => agent.invoke(new Command({ resume: given }), options);
    const command: Command = new Command({ resume: given });
    () => agent.invoke(command, options);
    () => agent.stream(command, options);
  });

  it("resumes a workflow", () => {
    const workflow = supportAgentEntrypoint(() => ({ ticket, actions: [] }));
    () => workflow.invoke(new Command({ resume: "billing" }), options);
    // @ts-expect-error That is no answer to any of its questions.
    () => workflow.invoke(new Command({ resume: 5 }), options);
  });
});

describe("interrupts", () => {
  type Asked =
    | NamedInterrupt<"approve_refund", Refund>
    | NamedInterrupt<"choose_team", [string, ...string[]]>;

  it("are typed where a run returns them, and in states of threads", async () => {
    const result = async () => await agent.invoke(input, options);
    type Stopped = Extract<Awaited<ReturnType<typeof result>>, { __interrupt__: unknown }>;
    expectTypeOf<Stopped["__interrupt__"]>().toEqualTypeOf<readonly AskedInterrupt<Asked>[]>();
    const tasks = async () => (await agent.getState(options)).tasks;
    expectTypeOf<Awaited<ReturnType<typeof tasks>>>().toEqualTypeOf<ContractTask<Asked>[]>();
    expectTypeOf<ContractTask<Asked>["interrupts"]>().toEqualTypeOf<AskedInterrupt<Asked>[]>();
    const free = async () => (await plain.getState(options)).tasks[0]?.interrupts[0]?.value;
    expectTypeOf<Awaited<ReturnType<typeof free>>>().toEqualTypeOf<unknown>();
  });

  it("are typed among what is streamed", () => {
    type Chunk<Stream extends AsyncIterable<unknown>> =
      Stream extends AsyncIterable<infer Each> ? Each : never;
    const updates = () => agent.stream(input, options);
    type Updates = Chunk<Awaited<ReturnType<typeof updates>>>;
    expectTypeOf<Updates["__interrupt__"]>().toEqualTypeOf<readonly AskedInterrupt<Asked>[] | undefined>();
    const values = () => agent.stream(input, { ...options, streamMode: "values" });
    const told = (chunk: Chunk<Awaited<ReturnType<typeof values>>>) => {
      if ("__interrupt__" in chunk) {
        const [asked] = chunk.__interrupt__;
        if (asked?.isOwn) expectTypeOf(asked.value.name).toEqualTypeOf<"approve_refund" | "choose_team">();
      } else expectTypeOf(chunk).toEqualTypeOf<SupportAgentState>();
      return isInterrupted(chunk);
    };
    expectTypeOf(told).returns.toEqualTypeOf<boolean>();
    const tasks = () => agent.stream(input, { ...options, streamMode: "tasks" });
    type Task = Chunk<Awaited<ReturnType<typeof tasks>>>;
    expectTypeOf<Task["interrupts"]>().toEqualTypeOf<AskedInterrupt<Asked>[]>();
    const checkpoints = () => agent.stream(input, { ...options, streamMode: "checkpoints" });
    type Checkpoint = Chunk<Awaited<ReturnType<typeof checkpoints>>>;
    expectTypeOf<Checkpoint["tasks"]>().toEqualTypeOf<ContractTask<Asked>[]>();
  });
});
