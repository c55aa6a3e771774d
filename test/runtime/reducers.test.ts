import {
  AIMessage,
  type BaseMessage,
  HumanMessage,
  RemoveMessage,
  SystemMessage,
} from "@langchain/core/messages";
import { InvalidUpdateError, MemorySaver, Overwrite, REMOVE_ALL_MESSAGES, START } from "@langchain/langgraph";
import { describe, expect, it } from "vitest";
import { ChatStateGraph, type ChatUpdate } from "../contracts/generated/chat/index.js";
import {
  type LedgerReducers,
  type LedgerState,
  LedgerStateGraph,
  type LedgerUpdate,
} from "../contracts/generated/ledger/index.js";
import { refusal } from "../support/refusal.js";

const reducers: LedgerReducers = {
  longest: (current, update) => (update.length > current.length ? update : current),
  count_up: (votes = {}, name) => ({ ...votes, [name]: (votes[name] ?? 0) + 1 }),
};
const thread = { configurable: { thread_id: "t" } };

/** Runs one node after the other, each returning one of the updates; gives what was held at the end. */
function ledger(updates: readonly LedgerUpdate[], supplied: LedgerReducers = reducers) {
  const nodes = updates.map((update, index) => [`n${index}`, () => update] as const);
  return new LedgerStateGraph(supplied)
    .addSequence(nodes)
    .addEdge(START, "n0")
    .compile({ checkpointer: new MemorySaver() });
}

/** What is held after these updates, one a superstep. */
const fold = (...updates: LedgerUpdate[]) => ledger(updates).invoke({}, thread);

/** Runs nodes beside each other in one superstep. */
function beside(...updates: LedgerUpdate[]) {
  const graph = new LedgerStateGraph(reducers);
  for (const [index, update] of updates.entries())
    graph.addNode([[`n${index}`, () => update]]).addEdge(START, `n${index}` as never);
  return graph.compile();
}

/** What a reducer made of its field, and what an `Overwrite` makes of that. */
describe("a built-in reducer", () => {
  const start: LedgerState = {
    log: [],
    sum: 0,
    balance: 100,
    facts: {},
    seen: [],
    steps: [],
    buffer: ["new"],
  };

  it("starts its field from its neutral element, from its default, or from nothing", async () => {
    expect(await fold({ log: [] })).toEqual(start);
  });

  const rows: [string, LedgerUpdate[], Partial<LedgerState>][] = [
    ["replace keeps the last", [{ last: "a" }, { last: "b" }], { last: "b" }],
    [
      "append puts items at the end",
      [{ log: ["a"] }, { log: [] }, { log: ["a", "b"] }],
      { log: ["a", "a", "b"] },
    ],
    [
      "append takes what x-update says",
      [{ steps: ["a", "b"] }, { steps: ["c"] }],
      { steps: ["a", "b", "c"] },
    ],
    ["add adds", [{ sum: 1.5 }, { sum: -3 }], { sum: -1.5 }],
    ["add starts from a default", [{ balance: 5 }], { balance: 105 }],
    [
      "merge replaces properties one level deep",
      [{ facts: { a: { x: 1 }, b: 1 } }, { facts: { a: { y: 2 } } }],
      { facts: { a: { y: 2 }, b: 1 } },
    ],
    [
      "union keeps each value once, by deep equality, in the order of arrival",
      [{ seen: ["b", { k: [1] }, "b"] }, { seen: [{ k: [1] }, "a"] }],
      { seen: ["b", { k: [1] }, "a"] },
    ],
    [
      "union of a field that may not be empty dedupes its first update",
      [{ marks: ["x", "x"] }],
      { marks: ["x"] },
    ],
    ["min keeps the smallest", [{ low: 3 }, { low: 5 }, { low: 1 }], { low: 1 }],
    ["max keeps the largest, of texts by their order", [{ high: "b" }, { high: "a" }], { high: "b" }],
    [
      "a named one gets its first update as it is",
      [{ longest: "abc" }, { longest: "x" }],
      { longest: "abc" },
    ],
    [
      "a named one makes the first value where updates look different",
      [{ votes: "ann" }, { votes: "bob" }, { votes: "ann" }],
      { votes: { ann: 2, bob: 1 } },
    ],
  ];
  it.each(rows)("%s", async (_what, updates, held) => {
    expect(await fold(...updates)).toEqual({ ...start, ...held });
  });

  it("refuses a sum that no checkpoint could hold", async () => {
    const error = await refusal(fold({ sum: 1e308 }, { sum: 1e308 }));
    expect(error).toMatchObject({ boundary: "update", node: "n1", issues: [{ keyword: "x-reducer" }] });
  });

  it("gives way to an Overwrite, as an object or as JSON", async () => {
    expect(
      await fold({ log: ["a"], sum: 5 }, { log: new Overwrite(["z"]), sum: new Overwrite(1) }),
    ).toMatchObject({
      log: ["z"],
      sum: 1,
    });
    const json = {
      log: { __overwrite__: ["z"] },
      votes: { __overwrite__: { eve: 7 } },
    } as unknown as LedgerUpdate;
    expect(await fold({ log: ["a"] }, json, { votes: "eve" })).toMatchObject({
      log: ["z"],
      votes: { eve: 8 },
    });
  });

  it("lets no Overwrite pass unchecked, in whatever form it comes", async () => {
    for (const facts of [
      new Overwrite("all"),
      { __overwrite__: "all" },
      { type: "__overwrite__", value: "all" },
    ]) {
      const error = await refusal(fold({ facts } as unknown as LedgerUpdate));
      expect(error).toMatchObject({ graph: "ledger", boundary: "update", node: "n0" });
      expect(error.issues).toMatchObject([{ path: "/facts", keyword: "type" }]);
    }
  });

  it("keeps an Overwrite out of a field that is only replaced", async () => {
    const update = { last: new Overwrite("z"), buffer: new Overwrite(["b"]) } as unknown as LedgerUpdate;
    expect(await fold(update)).toMatchObject({ last: "z", buffer: ["b"] });
  });
});

describe("a sum that is too large", () => {
  it("is refused before the update is saved, so that the thread can go on", async () => {
    const graph = ledger([{ sum: Number.MAX_VALUE }, { sum: Number.MAX_VALUE }]);
    expect(await refusal(graph.invoke({}, thread))).toMatchObject({ boundary: "update", node: "n1" });
    const { values, next } = await graph.getState(thread);
    expect([values.sum, next]).toEqual([Number.MAX_VALUE, ["n1"]]);
    await graph.updateState(thread, { sum: -1 }, "n1");
    expect(await graph.invoke(null, thread)).toMatchObject({ sum: Number.MAX_VALUE - 1 });
  });
});

describe("nodes of one superstep", () => {
  it("are folded, an Overwrite over all others", async () => {
    const together = beside(
      { sum: 1, log: ["a"], seen: ["x"], low: 4, votes: "ann" },
      { sum: 2, log: ["b"], seen: ["x"], low: 2, votes: "ann" },
    );
    expect(await together.invoke({})).toMatchObject({
      sum: 3,
      log: ["a", "b"],
      seen: ["x"],
      low: 2,
      votes: { ann: 2 },
    });
    expect(
      await beside({ sum: 1 }, { sum: new Overwrite(10) }, { sum: 5 }).invoke({ sum: 100 }),
    ).toMatchObject({
      sum: 10,
    });
    await expect(beside({ sum: new Overwrite(1) }, { sum: new Overwrite(2) }).invoke({})).rejects.toThrow(
      InvalidUpdateError,
    );
  });

  it("may not both replace a field: LangGraph's own error", async () => {
    await expect(beside({ last: "a" }, { last: "b" }).invoke({})).rejects.toThrow(InvalidUpdateError);
    await expect(beside({ buffer: ["a"] }, { buffer: ["b"] }).invoke({})).rejects.toThrow(InvalidUpdateError);
  });
});

describe("a named reducer", () => {
  it("that throws is a ContractError of its field and node, and leaves the thread as it was", async () => {
    const cause = new Error("no room");
    const graph = ledger([{ votes: "ann", sum: 1 }], {
      ...reducers,
      count_up: () => {
        throw cause;
      },
    });
    const error = await refusal(graph.invoke({ sum: 2 }, thread));
    expect(error).toMatchObject({ graph: "ledger", boundary: "update", node: "n0", cause });
    expect(error.issues).toMatchObject([{ path: "/votes", keyword: "x-reducer" }]);
    expect(error.message).toContain('its reducer "count_up" failed: no room');
    const { values, next } = await graph.getState(thread);
    expect(values).toMatchObject({ sum: 2 });
    expect(next).toEqual(["n0"]);
  });

  it("that is mended lets the thread go on", async () => {
    let isBroken = true;
    const graph = ledger([{ votes: "ann", sum: 1 }], {
      ...reducers,
      count_up: (votes = {}, name) => {
        if (isBroken) throw new Error("broken");
        return { ...votes, [name]: 1 };
      },
    });
    await refusal(graph.invoke({}, thread));
    isBroken = false;
    expect(await graph.invoke(null, thread)).toMatchObject({ votes: { ann: 1 }, sum: 1 });
  });

  it("may not change what it folds in place, nor return nothing or a promise", async () => {
    const wrong: LedgerReducers["count_up"][] = [
      (votes = {}, name) => {
        votes[name] = 1;
        return votes;
      },
      (() => undefined) as unknown as LedgerReducers["count_up"],
      (async () => ({})) as unknown as LedgerReducers["count_up"],
    ];
    const messages = await Promise.all(
      wrong.map(async (count_up) => {
        const graph = ledger([{ votes: new Overwrite({ ann: 1 }) }, { votes: "bob" }], {
          ...reducers,
          count_up,
        });
        return (await refusal(graph.invoke({}))).message;
      }),
    );
    expect(messages).toEqual([
      expect.stringContaining("not extensible"),
      expect.stringContaining("it returned undefined"),
      expect.stringContaining("it returned a promise"),
    ]);
  });
});

describe("an untracked field", () => {
  it("starts anew with each run, and is in no checkpoint", async () => {
    const seen: unknown[] = [];
    const checkpointer = new MemorySaver();
    const graph = new LedgerStateGraph(reducers)
      .addNode("look", ({ buffer }) => {
        seen.push(buffer);
        return { buffer: ["changed"] };
      })
      .addNode("again", ({ buffer }) => void seen.push(buffer))
      .addEdge(START, "look")
      .addEdge("look", "again")
      .compile({ checkpointer });
    await graph.invoke({}, thread);
    await graph.invoke({}, thread);
    expect(seen).toEqual([["new"], ["changed"], ["new"], ["changed"]]);
    for await (const { checkpoint } of checkpointer.list(thread))
      expect(checkpoint.channel_values.buffer).toBeUndefined();
  });
});

describe("messages", () => {
  const context = { user: "u" };
  const chat = (update: unknown, checkpointer = new MemorySaver()) =>
    new ChatStateGraph()
      .addNode("say", () => update as ChatUpdate)
      .setEntryPoint("say")
      .compile({ checkpointer });
  const texts = (messages: readonly BaseMessage[]) =>
    messages.map((each) => [each.type, each.content, each.id]);

  it("are taken as message objects, dicts, pairs and texts, one or many, and held as message objects with ids", async () => {
    const given = [
      new HumanMessage({ content: "one", id: "1" }),
      { role: "assistant", content: "two", id: "2" },
      { type: "system", content: "three", id: "3" },
      ["user", "four"],
      "five",
    ];
    const { messages } = await chat({ messages: given }).invoke({}, { ...thread, context });
    expect(messages.map((each) => [each.type, each.content])).toEqual([
      ["human", "one"],
      ["ai", "two"],
      ["system", "three"],
      ["human", "four"],
      ["human", "five"],
    ]);
    expect(messages[1]).toBeInstanceOf(AIMessage);
    expect(messages.every(({ id }) => typeof id === "string" && id !== "")).toBe(true);
    for (const single of [new AIMessage("hi"), { role: "ai", content: "hi" }, "hi"]) {
      expect((await chat({ messages: single }).invoke({}, { ...thread, context })).messages).toHaveLength(1);
    }
  });

  it("are messages from the first update on, also in a field that may not be empty", async () => {
    const result = chat({ first: "hello" });
    await result.invoke({}, { ...thread, context });
    expect((await result.getState(thread)).values.first?.[0]).toBeInstanceOf(HumanMessage);
  });

  it("with a known id replace the one they name, and RemoveMessage removes", async () => {
    const graph = chat({
      messages: [
        new AIMessage({ content: "b2", id: "b" }),
        new RemoveMessage({ id: "a" }),
        { role: "remove", content: "", id: "c" },
      ],
    });
    const input: ChatUpdate = {
      messages: ["a", "b", "c", "d"].map((id) => new HumanMessage({ content: id, id })),
    };
    const { messages } = await graph.invoke(input, { ...thread, context });
    expect(texts(messages)).toEqual([
      ["ai", "b2", "b"],
      ["human", "d", "d"],
    ]);
  });

  it("are all removed by REMOVE_ALL_MESSAGES, but for those after it", async () => {
    const graph = chat({
      messages: [
        "lost",
        new RemoveMessage({ id: REMOVE_ALL_MESSAGES }),
        new SystemMessage({ content: "kept", id: "k" }),
      ],
    });
    expect(texts((await graph.invoke({ messages: ["x"] }, { ...thread, context })).messages)).toEqual([
      ["system", "kept", "k"],
    ]);
  });

  it("are overwritten as a whole, by dicts too", async () => {
    const graph = chat({ messages: new Overwrite([{ role: "user", content: "only", id: "o" }]) });
    const { messages } = await graph.invoke({ messages: "x" }, { ...thread, context });
    expect(messages[0]).toBeInstanceOf(HumanMessage);
    expect(texts(messages)).toEqual([["human", "only", "o"]]);
  });

  it.each([
    ["no message among others", [new HumanMessage("x"), { content: "who?" }], "/messages/1"],
    ["an unknown role", { role: "nobody", content: "x" }, "/messages"],
    ["a content of the wrong type", [{ role: "user", content: 5 }], "/messages/0"],
    ["null", [null], "/messages/0"],
    ["a number", 5, "/messages"],
    ["an Overwrite of something else", new Overwrite([{ x: 1 }]), "/messages/0"],
  ])("that are %s are refused, by node and place", async (_what, messages, path) => {
    const error = await refusal(chat({ messages }).invoke({}, { ...thread, context }));
    expect(error).toMatchObject({ graph: "chat", boundary: "update", node: "say" });
    expect(error.issues).toMatchObject([{ path }]);
  });

  it("that are none are refused in the input too, before any checkpoint", async () => {
    const graph = chat({});
    const error = await refusal(
      graph.invoke({ messages: [{ no: "message" }] as never }, { ...thread, context }),
    );
    expect(error).toMatchObject({
      boundary: "input",
      issues: [{ path: "/messages/0", keyword: "messages" }],
    });
    expect((await graph.getState(thread)).values).toEqual({});
  });

  it("that remove what is not there are refused", async () => {
    const graph = chat({ messages: new RemoveMessage({ id: "ghost" }) });
    const error = await refusal(graph.invoke({}, { ...thread, context }));
    expect(error).toMatchObject({ boundary: "update", node: "say", issues: [{ path: "/messages" }] });
  });

  it("have one id, for the router, the stream and the state", async () => {
    const ids: unknown[] = [];
    const graph = new ChatStateGraph()
      .addNode("say", () => ({ messages: [{ role: "ai", content: "hi" }] }))
      .setEntryPoint("say")
      .addConditionalEdges("say", ({ messages }) => {
        ids.push(messages[0]?.id);
        return "__end__";
      })
      .compile();
    const stream = await graph.stream({}, { context, streamMode: ["updates", "values"] });
    for await (const [, chunk] of stream) {
      const messages = "say" in chunk ? chunk.say?.messages : "messages" in chunk ? chunk.messages : [];
      ids.push(...(messages as BaseMessage[]).map(({ id }) => id));
    }
    expect(ids).toHaveLength(3);
    expect(new Set(ids).size).toBe(1);
  });

  it("pass the checks of a thread that goes on, and of the output", async () => {
    const checkpointer = new MemorySaver();
    const graph = chat({ messages: ["again"] }, checkpointer);
    await graph.invoke({ messages: ["hi"] }, { ...thread, context });
    const { messages } = await graph.invoke({ messages: [["user", "more"]] }, { ...thread, context });
    expect(messages.map(({ type }) => type)).toEqual(Array(4).fill("human"));
  });
});
