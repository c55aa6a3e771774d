import { HumanMessage, RemoveMessage } from "@langchain/core/messages";
import { Overwrite } from "@langchain/langgraph";
import type { BaseMessage } from "graphwright";
import { describe, expectTypeOf, it } from "vitest";
import { type ChatState, ChatStateGraph, type ChatUpdate } from "../contracts/generated/chat/index.js";
import {
  type LedgerState,
  LedgerStateGraph,
  type LedgerUpdate,
} from "../contracts/generated/ledger/index.js";

describe("named reducers", () => {
  it("are demanded, all of them, each by its signature", () => {
    new LedgerStateGraph({
      longest: (current, update) => {
        expectTypeOf(current).toEqualTypeOf<string>();
        expectTypeOf(update).toEqualTypeOf<string>();
        return current;
      },
      count_up: (votes, name) => {
        // Nothing but the reducer can make the first value of an update that looks different.
        expectTypeOf(votes).toEqualTypeOf<{ [key: string]: number } | undefined>();
        expectTypeOf(name).toEqualTypeOf<string>();
        return { ...votes, [name]: 1 };
      },
    });
    const longest = (current: string) => current;
    const count_up = (votes: { [key: string]: number } = {}) => votes;
    new LedgerStateGraph({ longest, count_up });
    // @ts-expect-error One is missing.
    () => new LedgerStateGraph({ longest });
    // @ts-expect-error It has to return what the field holds.
    () => new LedgerStateGraph({ longest: () => 5, count_up });
    // @ts-expect-error Reducers are synchronous.
    () => new LedgerStateGraph({ longest: async (current) => current, count_up });
    // @ts-expect-error The field may hold nothing yet.
    () => new LedgerStateGraph({ longest, count_up: (votes: { [key: string]: number }) => votes });
    // @ts-expect-error The update is a text.
    () => new LedgerStateGraph({ longest, count_up: (votes = {}, _update: number) => votes });
    // @ts-expect-error The contract names no such reducer.
    () => new LedgerStateGraph({ longest, count_up, shortest: longest });
  });
});

describe("updates", () => {
  it("look as the reducer or x-update says, or are an Overwrite of the field's own value", () => {
    expectTypeOf<LedgerUpdate["votes"]>().toEqualTypeOf<
      string | Overwrite<{ [key: string]: number }> | undefined
    >();
    expectTypeOf<LedgerState["votes"]>().toEqualTypeOf<{ [key: string]: number } | undefined>();
    expectTypeOf<LedgerUpdate["last"]>().toEqualTypeOf<string | undefined>();
    expectTypeOf<LedgerState["buffer"]>().toEqualTypeOf<string[]>();
    expectTypeOf<LedgerState["marks"]>().toEqualTypeOf<[string, ...string[]] | undefined>();
    const wrong: LedgerUpdate[] = [
      // @ts-expect-error A field that is replaced has no Overwrite.
      { last: new Overwrite("x") },
      // @ts-expect-error An Overwrite holds what the field does.
      { votes: new Overwrite("ann") },
      // @ts-expect-error An update is what x-update says.
      { votes: { ann: 1 } },
      // @ts-expect-error append takes an array.
      { log: "one" },
    ];
    void wrong;
  });

  it("of messages are all that LangGraph takes, and messages are what is read", () => {
    expectTypeOf<ChatState["messages"]>().toEqualTypeOf<BaseMessage[]>();
    const updates: ChatUpdate[] = [
      { messages: "hi" },
      { messages: new HumanMessage("hi") },
      { messages: [new HumanMessage("hi"), { role: "user", content: "hi" }, ["ai", "hi"], "hi"] },
      { messages: [new RemoveMessage({ id: "x" })] },
      { messages: new Overwrite<BaseMessage[]>([]) },
      // @ts-expect-error A number is no message.
      { messages: 5 },
      // @ts-expect-error Nor is one among others.
      { messages: [new Date()] },
    ];
    void updates;
    new ChatStateGraph().addNode("say", (state) => ({ messages: [state.messages[0]?.text ?? ""] }));
  });
});
