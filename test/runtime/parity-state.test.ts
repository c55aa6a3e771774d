import { Command, MemorySaver, Overwrite, START } from "@langchain/langgraph";
import { LastValue, UntrackedValueChannel } from "@langchain/langgraph/channels";
import {
  getInputTypeSchema,
  getOutputTypeSchema,
  getStateTypeSchema,
  getUpdateTypeSchema,
} from "@langchain/langgraph/zod/schema";
import { describe, expect, it } from "vitest";
import { SupportAgentStateGraph } from "../../generated/support-agent/index.js";
import { publishedSchema } from "../../src/state/published-schema.js";
import { ChatState, ChatStateGraph, chatContract } from "../contracts/generated/chat/index.js";
import {
  type LedgerReducers,
  LedgerStateGraph,
  type LedgerUpdate,
} from "../contracts/generated/ledger/index.js";
import { NotesNextStateGraph } from "../contracts/generated/notes-next/index.js";
import { OrdersStateGraph } from "../contracts/generated/orders/index.js";
import { refusal } from "../support/refusal.js";

const reducers: LedgerReducers = {
  longest: (held, more) => (more.length > held.length ? more : held),
  count_up: (votes = {}, name) => ({ ...votes, [name]: (votes[name] ?? 0) + 1 }),
};
const thread = { configurable: { thread_id: "t" } };

/** A graph of one node that returns this. */
function ledger(result: unknown, checkpointer = new MemorySaver()) {
  return new LedgerStateGraph(reducers)
    .addNode("write", () => result as LedgerUpdate)
    .setEntryPoint("write")
    .compile({ checkpointer });
}

describe("the channels of a compiled graph", () => {
  const { channels } = ledger({}).langgraph;

  it("are those of the state's fields, in the order of the schema, each of the kind that its schema asks for", () => {
    const fields = Object.keys(channels).filter((name) => !/^(branch:|__)/.test(name));
    expect(fields).toEqual(
      ["last", "log", "sum", "balance", "facts", "seen", "marks", "low", "high"].concat([
        "longest",
        "votes",
        "steps",
        "buffer",
      ]),
    );
    expect(channels.last).toBeInstanceOf(LastValue);
    expect(channels.buffer).toBeInstanceOf(UntrackedValueChannel);
    expect(channels.log?.lc_graph_name).toBe("BinaryOperatorAggregate");
  });

  it("hold their defaults and neutral elements before a run, and nothing where there are none", () => {
    const held = (name: string) => (channels[name]?.isAvailable() ? channels[name].get() : "nothing");
    expect(["balance", "buffer", "sum", "log", "facts"].map(held)).toEqual([100, ["new"], 0, [], {}]);
    expect(["last", "marks", "low", "votes"].map(held)).toEqual(Array(4).fill("nothing"));
  });
});

describe("a field whose updates look different", () => {
  it("takes them from the input, from nodes, from commands, from updateState, each once and in order", async () => {
    const graph = ledger([new Command({ update: { votes: "bob" } }), { votes: "ann" }]);
    expect(await graph.invoke({ votes: "ann" }, thread)).toMatchObject({ votes: { ann: 2, bob: 1 } });
    await graph.updateState(thread, { votes: "eve" }, "write");
    await graph.invoke(new Command({ update: { votes: "eve" } }), thread);
    expect((await graph.getState(thread)).values.votes).toMatchObject({ eve: 2 });
  });

  it("keeps updates of the same field from several commands of one node apart, and refuses one that is wrong", async () => {
    const both = [new Command({ update: { votes: "ann" } }), new Command({ update: { votes: "ann" } })];
    expect(await ledger(both).invoke({}, thread)).toMatchObject({ votes: { ann: 2 } });
    const pairs = new Command({
      update: [
        ["votes", "ann"],
        ["votes", "bob"],
      ],
    });
    expect(await ledger(pairs).invoke({}, thread)).toMatchObject({ votes: { ann: 1, bob: 1 } });
    const wrong = [new Command({ update: { votes: "" } }), new Command({ update: { votes: "ann" } })];
    const error = await refusal(ledger(wrong).invoke({}, thread));
    expect(error).toMatchObject({ boundary: "update", node: "write", issues: [{ path: "/votes" }] });
    const later = [new Command({ update: { votes: "ann" } }), new Command({ update: { votes: 5 } as never })];
    expect(await refusal(ledger(later).invoke({}, thread))).toMatchObject({ issues: [{ path: "/votes" }] });
  });

  it("refuses an input of the field's own shape, and the other way round an Overwrite of the update's", async () => {
    const graph = ledger({ votes: "ann" });
    const whole = { votes: { ann: 1 } } as unknown as LedgerUpdate;
    expect(await refusal(graph.invoke(whole, thread))).toMatchObject({ boundary: "input" });
    const overwrite = { votes: new Overwrite("ann") } as unknown as LedgerUpdate;
    expect(await refusal(ledger(overwrite).invoke({}, thread))).toMatchObject({ boundary: "update" });
    expect(await ledger({ votes: new Overwrite({ eve: 7 }) }).invoke({}, thread)).toMatchObject({
      votes: { eve: 7 },
    });
  });
});

describe("a reduced field", () => {
  it("is overwritten to empty, and goes on from there", async () => {
    const graph = new LedgerStateGraph(reducers)
      .addSequence({
        add: () => ({ log: ["a", "b"], sum: 5 }),
        reset: () => ({ log: new Overwrite<string[]>([]), sum: new Overwrite(0) }),
        more: () => ({ log: ["c"], sum: 3 }),
      })
      .addEdge(START, "add")
      .compile();
    expect(await graph.invoke({ log: ["x"] })).toMatchObject({ log: ["c"], sum: 3 });
  });

  it("takes what is in the input before what nodes return", async () => {
    expect(await ledger({ log: ["node"], sum: 10 }).invoke({ log: ["input"], sum: 5 }, thread)).toMatchObject(
      { log: ["input", "node"], sum: 15 },
    );
  });

  it("grows from run to run of a thread, read back by a graph that was compiled anew", async () => {
    const checkpointer = new MemorySaver();
    await ledger({ log: ["n1"] }, checkpointer).invoke({ log: ["a"] }, thread);
    await ledger({ log: ["n2"] }, checkpointer).invoke({ log: ["b"] }, thread);
    const { values } = await ledger({}, checkpointer).getState(thread);
    expect(values.log).toEqual(["a", "n1", "b", "n2"]);
  });

  it("makes objects of the program's choice, dates and all that JSON knows as text", async () => {
    const stamp = new Date(0).toISOString();
    const result = await ledger({ facts: { stamp }, seen: [{ at: stamp }] }).invoke({}, thread);
    expect(result).toMatchObject({ facts: { stamp }, seen: [{ at: stamp }] });
  });
});

describe("an untracked field", () => {
  it("is in the result of its run and in no later one", async () => {
    const graph = ledger({ buffer: ["run"], log: ["kept"] });
    expect(await graph.invoke({}, thread)).toMatchObject({ buffer: ["run"], log: ["kept"] });
    const { values } = await graph.getState(thread);
    expect(values.log).toEqual(["kept"]);
    expect(values.buffer).not.toEqual(["run"]);
  });
});

describe("a state of many kinds of fields", () => {
  it("takes one update of messages, reduced and plain fields at once", async () => {
    const graph = new ChatStateGraph()
      .addNode("say", () => ({ messages: { role: "assistant", content: "Hello!" }, first: "one" }))
      .setEntryPoint("say")
      .compile();
    const { messages } = await graph.invoke(
      { messages: [{ role: "user", content: "Hi" }] },
      { context: { user: "u" } },
    );
    expect(messages.map(({ type, content }) => [type, content])).toEqual([
      ["human", "Hi"],
      ["ai", "Hello!"],
    ]);
  });

  it("is the output less what the output member leaves out", async () => {
    const graph = new OrdersStateGraph()
      .addNode("fill", () => ({ note: "n", total: 1, tags: ["internal"] }))
      .setEntryPoint("fill")
      .compile();
    const output = await graph.invoke({}, { context: { tenant: "a" } });
    expect(Object.keys(output).toSorted()).toEqual(["items", "note", "total"]);
  });

  it("may be updated in part, or not at all", async () => {
    for (const update of [{}, null, undefined]) {
      const graph = new NotesNextStateGraph()
        .addNode("a", () => update as object)
        .setEntryPoint("a")
        .compile();
      expect(await graph.invoke({ title: "t" })).toEqual({
        title: "t",
        lines: [],
        stars: [],
        votes: [],
        energy: 0,
        mood: "calm",
      });
    }
  });
});

describe("the published schemas", () => {
  const graph = new SupportAgentStateGraph()
    .addNode("a", () => undefined)
    .setEntryPoint("a")
    .compile();

  it("tell LangGraph's tools which field holds messages, in the state, the input and the update", () => {
    for (const read of [getStateTypeSchema, getInputTypeSchema, getUpdateTypeSchema]) {
      expect(read(graph)).toMatchObject({
        type: "object",
        properties: { messages: { langgraph_type: "messages" } },
      });
    }
  });

  it("tell it also where the contract says `x-reducer`, in the output too", () => {
    const chat = new ChatStateGraph()
      .addNode("a", () => undefined)
      .setEntryPoint("a")
      .compile();
    const told = { properties: { messages: { langgraph_type: "messages" } } };
    for (const read of [getStateTypeSchema, getInputTypeSchema, getUpdateTypeSchema, getOutputTypeSchema])
      expect(read(chat)).toMatchObject(told);
    expect(ChatState.jsonSchema).toMatchObject(told);
    expect(chat.getInputJsonSchema()).toMatchObject(told);
    expect(chat.getOutputJsonSchema()).toMatchObject(told);
  });

  it("tell it in an input whose contract says it of the state only, and of nothing else", () => {
    const properties = { messages: { type: "array" }, topic: { type: "string" }, first: true };
    const input = { type: "object", properties, required: ["topic"] };
    expect(publishedSchema(chatContract, input)).toEqual({
      ...input,
      properties: { ...properties, messages: { type: "array", langgraph_type: "messages" } },
    });
    expect(properties.messages).toEqual({ type: "array" });
    for (const other of [true, { type: "object" }, { properties: { topic: {} } }])
      expect(publishedSchema(chatContract, other)).toBe(other);
  });

  it("keep descriptions, defaults and what is required, where LangGraph's tools look for them", () => {
    expect(getStateTypeSchema(graph)).toMatchObject({
      required: ["ticket"],
      properties: { intent: { default: null, description: expect.stringContaining("customer") } },
    });
    expect(getUpdateTypeSchema(graph)).not.toHaveProperty("required");
  });
});
