// The program of docs/reducers.md.
// #region fold
import { HumanMessage, RemoveMessage } from "@langchain/core/messages";
import { MemorySaver, Overwrite, Send, START } from "@langchain/langgraph";
import { ChatStateGraph } from "../../test/contracts/generated/chat/index.js";
import { FanoutStateGraph } from "../../test/contracts/generated/fanout/index.js";
import { OrdersStateGraph } from "../../test/contracts/generated/orders/index.js";
import { TallyStateGraph } from "../../test/contracts/generated/tally/index.js";

const context = { tenant: "acme" };

const order = new OrdersStateGraph()
  .addNode("first", () => ({
    items: [{ sku: "lamp" }],
    total: 20,
    tags: ["gift"],
    largest: 20,
    customer: { name: "Ann" },
  }))
  .addNode("second", () => ({
    items: [{ sku: "bulb", quantity: 2 }],
    total: 6,
    tags: ["gift", "fragile"],
    largest: 3,
  }))
  .addNode("third", () => ({ customer: { city: "Ulm" }, note: "thanks" }))
  .addEdge(START, "first")
  .addEdge("first", "second")
  .addEdge("second", "third")
  .compile({ checkpointer: new MemorySaver() });

const thread = { configurable: { thread_id: "1" } };
console.log(await order.invoke({}, { ...thread, context }));
//> {
//>   items: [ { sku: 'lamp', quantity: 1 }, { sku: 'bulb', quantity: 2 } ],
//>   total: 26,
//>   note: 'thanks'
//> }
console.log((await order.getState(thread)).values);
//> {
//>   items: [ { sku: 'lamp', quantity: 1 }, { sku: 'bulb', quantity: 2 } ],
//>   total: 26,
//>   tags: [ 'gift', 'fragile' ],
//>   largest: 20,
//>   customer: { name: 'Ann', city: 'Ulm' },
//>   status: 'open',
//>   note: 'thanks'
//> }
// #endregion

// #region required
const asking = new TallyStateGraph({ count_votes: (votes) => votes })
  .addNode("ask", ({ question }) => console.log(question.length))
  .addNode("sent", ({ question }) => console.log(typeof question))
  .setEntryPoint("ask")
  .addConditionalEdges("ask", () => new Send("sent", { rounds: 1 }), ["sent"])
  .compile();

// @ts-expect-error The input requires the question.
await asking.invoke({}).catch((error) => console.log(error.message));
//> Graph "tally" refused the input:
//>   - /question is missing
await asking.invoke({ question: "Who?" });
//> 4
//> undefined
// #endregion

// #region parallel
const beside = new FanoutStateGraph()
  .addNode("b", () => ({ rounds: 1, results: [{ topic: "b", text: "" }] }))
  .addNode("a", () => ({ rounds: 1, results: [{ topic: "a", text: "" }] }))
  .addEdge(START, "b")
  .addEdge(START, "a")
  .compile();

console.log(await beside.invoke({}));
//> {
//>   jobs: [],
//>   results: [ { topic: 'a', text: '' }, { topic: 'b', text: '' } ],
//>   rounds: 2
//> }

const clash = new FanoutStateGraph()
  .addNode("a", () => ({ report: "a" }))
  .addNode("b", () => ({ report: "b" }))
  .addEdge(START, "a")
  .addEdge(START, "b")
  .compile();

await clash.invoke({ rounds: 1 }).catch((error) => console.log(error.name));
//> InvalidUpdateError
// #endregion

// #region overwrite
const corrected = new FanoutStateGraph()
  .addNode("count", () => ({ rounds: 5 }))
  .addNode("reset", () => ({ rounds: new Overwrite(0) }))
  .addEdge(START, "count")
  .addEdge("count", "reset")
  .compile();

console.log((await corrected.invoke({})).rounds);
//> 0

const mistaken = new FanoutStateGraph()
  // @ts-expect-error It is checked and typed as the field is.
  .addNode("reset", () => ({ rounds: new Overwrite("none") }))
  .setEntryPoint("reset")
  .compile();

await mistaken.invoke({}).catch((error) => console.log(error.message));
//> Graph "fanout" refused the update of node "reset":
//>   - /rounds must be an integer, but is a string
// #endregion

// #region own
const tally = new TallyStateGraph({
  count_votes: (votes, name) => ({ ...votes, [name]: (votes[name] ?? 0) + 1 }),
})
  .addNode("ann", () => ({ votes: "ann" }))
  .addNode("bob", () => ({ votes: "bob" }))
  .addNode("eve", () => ({ votes: "ann" }))
  .addSequence({ open: () => ({ rounds: 1 }) })
  .addEdge(START, "open")
  .addEdge("open", "ann")
  .addEdge("open", "bob")
  .addEdge("open", "eve")
  .compile();

console.log(await tally.invoke({ question: "Who?" }));
//> { votes: { ann: 2, bob: 1 }, rounds: 1, question: 'Who?' }
// #endregion

// #region own-fails
const failing = new TallyStateGraph({
  count_votes: () => {
    throw new RangeError("the polls are closed");
  },
})
  .addNode("vote", () => ({ votes: "ann" }))
  .setEntryPoint("vote")
  .compile();

await failing.invoke({ question: "Who?" }).catch((error) => {
  console.log(error.message);
  console.log(error.cause.name);
});
//> Graph "tally" refused the update of node "vote":
//>   - /votes can't be updated: its reducer "count_votes" failed: the polls are closed
//> RangeError
// #endregion

// #region messages
const chat = new ChatStateGraph()
  .addNode("greet", () => ({ messages: new HumanMessage("hi") }))
  .addNode("edit", ({ messages: [first] }) => ({
    messages: [{ role: "user", content: "hello", id: first?.id }, ["ai", "Hello!"]],
  }))
  .addNode("forget", ({ messages: [first] }) => ({ messages: [new RemoveMessage({ id: first?.id ?? "" })] }))
  .addEdge(START, "greet")
  .addEdge("greet", "edit")
  .addEdge("edit", "forget")
  .compile();

const stream = await chat.stream({ topic: "greeting" }, { context: { user: "ann" }, streamMode: "values" });
for await (const { messages } of stream) console.log(messages.map(({ type, text }) => `${type}: ${text}`));
//> []
//> [ 'human: hi' ]
//> [ 'human: hello', 'ai: Hello!' ]
//> [ 'ai: Hello!' ]
// #endregion

// #region message-ids
const greeting = new HumanMessage("hi");
await chat.invoke({ messages: [greeting] }, { context: { user: "ann" } });
console.log(typeof greeting.id);
//> string
// #endregion

// #region messages-wrong
const mute = new ChatStateGraph()
  .addNode("forget", () => ({ messages: [new RemoveMessage({ id: "1" })] }))
  .setEntryPoint("forget")
  .compile();

await mute.invoke({}, { context: { user: "ann" } }).catch((error) => console.log(error.message));
//> Graph "chat" refused the update of node "forget":
//>   - /messages can't be updated: its reducer "messages" failed: Attempting to delete a message with an ID that doesn't exist ('1')
// #endregion

// #region frozen
const meddling = new FanoutStateGraph()
  .addNode("meddle", (state) => {
    state.results.push({ topic: "a", text: "" });
  })
  .setEntryPoint("meddle")
  .compile();

await meddling.invoke({ rounds: 1 }).catch((error) => console.log(error.message));
//> Graph "fanout" refused the update of node "meddle":
//>   - the value that the node got can't be changed in place: Cannot add property 0, object is not extensible
//> The values that nodes get are frozen, so that no other node sees a change that was never checked. Return the change as an update, or change a copy.
// #endregion
