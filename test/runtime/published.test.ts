import { readFileSync } from "node:fs";
import { AIMessage, type BaseMessage, HumanMessage } from "@langchain/core/messages";
import { MemorySaver } from "@langchain/langgraph";
import { getInputTypeSchema, getStateTypeSchema } from "@langchain/langgraph/zod/schema";
import { describe, expect, expectTypeOf, it } from "vitest";
import {
  PublishedInput,
  PublishedState,
  PublishedStateGraph,
  type PublishedUpdate,
} from "../contracts/generated/published/index.js";

const thread = { configurable: { thread_id: "t" } };

/** A graph that counts what it has heard. */
const graph = () =>
  new PublishedStateGraph()
    .addNode("answer", ({ messages }) => ({
      messages: new AIMessage(`heard ${messages.filter(({ type }) => type === "human").length}`),
    }))
    .setEntryPoint("answer")
    .compile({ checkpointer: new MemorySaver() });

const spoken = (messages: readonly BaseMessage[]) => messages.map(({ type, text }) => `${type}: ${text}`);

const file = (member: string) =>
  JSON.parse(readFileSync(`test/contracts/schemas/published/${member}.schema.json`, "utf8"));

describe("a conversation that Python published", () => {
  it.each<[string, PublishedInput["messages"][number], PublishedInput["messages"][number]]>([
    ["as a web client sends it", { role: "user", content: "hi" }, { role: "user", content: "still there?" }],
    ["as Python writes it", { type: "human", content: "hi" }, { type: "human", content: "still there?" }],
    ["as objects of LangChain's", new HumanMessage("hi"), new HumanMessage("still there?")],
  ])("keeps its history over two turns, %s", async (_, first, second) => {
    const chat = graph();
    await chat.invoke({ messages: [first] }, thread);
    const { messages } = await chat.invoke({ messages: [second] }, thread);
    expect(spoken(messages)).toEqual(["human: hi", "ai: heard 1", "human: still there?", "ai: heard 2"]);
    expect(spoken((await chat.getState(thread)).values.messages)).toHaveLength(4);
  });

  it("refuses a value that is not a message", async () => {
    const chat = graph();
    // @ts-expect-error A message is an object.
    await expect(chat.invoke({ messages: [5] }, thread)).rejects.toThrow("/messages/0 must be an object");
    await expect(chat.invoke({ messages: [{ content: "hi" }] }, thread)).rejects.toThrow(
      "/messages/0 is not a message",
    );
  });

  it("is typed by LangChain's own types, in the state, in updates and in the input", () => {
    expectTypeOf<PublishedState["messages"]>().toEqualTypeOf<BaseMessage[]>();
    expectTypeOf<HumanMessage[]>().toExtend<PublishedUpdate["messages"]>();
    expectTypeOf<PublishedInput["messages"]>().toEqualTypeOf<(BaseMessage | { [key: string]: unknown })[]>();
    // @ts-expect-error A list of messages is no text.
    const wrong: PublishedInput = { messages: "hi" };
    expect(PublishedInput.is(wrong)).toBe(false);
  });

  it("is published again as Python wrote it", () => {
    const { langgraph } = graph();
    /** With the mark by which LangGraph's tools know messages, which Python leaves out. */
    const marked = (name: string) => {
      const schema = structuredClone(file(name));
      return {
        ...schema,
        properties: {
          ...schema.properties,
          messages: { ...schema.properties.messages, langgraph_type: "messages" },
        },
      };
    };
    expect(PublishedState.jsonSchema).toEqual(file("state"));
    expect(PublishedInput.jsonSchema).toEqual(file("input"));
    expect(getStateTypeSchema(langgraph)).toEqual(marked("state"));
    expect(getInputTypeSchema(langgraph)).toEqual(marked("input"));
  });
});
