import { type BaseMessage, HumanMessage } from "@langchain/core/messages";
import { describe, expectTypeOf, it } from "vitest";
import type { SupportAgentInput, SupportAgentState } from "../../generated/support-agent/index.js";

describe("messages", () => {
  const ticket = { id: "T-1", subject: "Lamp" };

  it("go into an input as LangChain's objects and as dicts", () => {
    const given: SupportAgentInput[] = [
      { ticket, messages: [new HumanMessage("hi"), { role: "user", content: "hi" }] },
      // @ts-expect-error Its schema wants objects.
      { ticket, messages: ["hi"] },
      // @ts-expect-error Its schema wants an array.
      { ticket, messages: new HumanMessage("hi") },
    ];
    expectTypeOf(given).toBeArray();
  });

  it("are LangChain's objects in the state", () => {
    expectTypeOf<SupportAgentState["messages"]>().toEqualTypeOf<BaseMessage[]>();
  });
});
