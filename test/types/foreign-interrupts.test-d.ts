import { Command } from "@langchain/langgraph";
import {
  type AskedInterrupt,
  answer,
  type ForeignInterrupt,
  type InterruptOf,
  type OwnInterrupt,
} from "graphwright";
import type { HITLRequest, HITLResponse } from "langchain";
import { describe, expectTypeOf, it } from "vitest";
import {
  type SupportAgentInput,
  type SupportAgentInterrupts,
  SupportAgentStateGraph,
  supportAgentContract,
} from "../../generated/support-agent/index.js";
import { VaultStateGraph } from "../contracts/generated/vault/index.js";
import { agentContext, ticket } from "../support/support-agent.js";

const options = { context: agentContext, configurable: { thread_id: "t" } };
const input: SupportAgentInput = { ticket, messages: [{ role: "user", content: "hi" }] };
const agent = new SupportAgentStateGraph()
  .addNode("a", () => undefined)
  .setEntryPoint("a")
  .compile();
const open = new VaultStateGraph({ count: (held) => held })
  .addNode("a", () => undefined)
  .setEntryPoint("a")
  .compile();

declare const response: HITLResponse;
declare const one: string;
declare const two: string;

describe("an interrupt that a run stopped at", () => {
  it("is the graph's own or one of a graph inside", async () => {
    const use = async () => {
      const result = await agent.invoke(input, options);
      if (!("__interrupt__" in result)) return;
      type Asked = InterruptOf<SupportAgentInterrupts>;
      expectTypeOf(result.__interrupt__).toEqualTypeOf<readonly AskedInterrupt<Asked>[]>();
      for (const asked of result.__interrupt__) {
        // @ts-expect-error Nobody knows what a graph inside asks.
        asked.value.name;
        if (asked.isOwn) {
          expectTypeOf(asked).toEqualTypeOf<OwnInterrupt<Asked>>();
          expectTypeOf(asked.value.name).toEqualTypeOf<"approve_refund" | "choose_team">();
        } else {
          expectTypeOf(asked).toEqualTypeOf<ForeignInterrupt>();
          const request = asked.value as HITLRequest;
          answer(asked, { decisions: request.actionRequests.map(() => ({ type: "approve" })) });
        }
        // @ts-expect-error It may be the graph's own, whose answer is checked.
        answer(asked, response);
      }
    };
    expectTypeOf(use).toBeFunction();
  });

  it("of a contract without questions asks anything", () => {
    const use = async (result: Awaited<ReturnType<typeof open.getState>>) => {
      for (const asked of result.tasks.flatMap(({ interrupts }) => interrupts)) {
        if (!asked.isOwn) expectTypeOf(asked.value).toBeUnknown();
      }
    };
    expectTypeOf(use).toBeFunction();
  });
});

describe("an answer to a question of a graph inside", () => {
  it("needs no cast", () => {
    () => agent.invoke(new Command({ resume: { decisions: [{ type: "approve" }] } }), options);
    () => agent.invoke(new Command({ resume: response }), options);
    () => agent.stream(new Command({ resume: response }), { ...options, streamMode: "values" });
    () => agent.invoke(new Command({ resume: { ok: true } }), options);
    () => agent.invoke(new Command({ resume: { [one]: response } }), options);
    () => agent.invoke(new Command({ resume: { [one]: { decisions: [{ type: "approve" }] } } }), options);
    () => agent.invoke(new Command({ resume: { [one]: { approved: true }, [two]: response } }), options);
    () => {
      const command = new Command({ resume: response });
      return agent.invoke(command, options);
    };
  });

  it("may be of any type where it is made by answer", () => {
    const foreign: ForeignInterrupt = { id: one, value: "Sure?", isOwn: false };
    () => agent.invoke(answer(foreign, true), options);
    () => agent.invoke(answer(foreign, "yes"), options);
    // @ts-expect-error That is the name of a question, not an interrupt.
    () => agent.invoke(answer("choose_team", "a"), options);
  });

  it("is not what a wrong answer to the contract's own question is taken for", () => {
    // @ts-expect-error It has a property of an own answer.
    () => agent.invoke(new Command({ resume: { approved: "yes", decisions: [] } }), options);
    // @ts-expect-error By its id, too.
    () => agent.invoke(new Command({ resume: { [one]: { approved: "yes" } } }), options);
    // @ts-expect-error The name is not one of the contract.
    answer(supportAgentContract, "choose_tem", "a");
    // @ts-expect-error The answer is a text.
    answer(supportAgentContract, "choose_team", response);
  });
});
