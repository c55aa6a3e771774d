// The program of docs/tools.md.
// #region factories
import { AIMessage, ToolMessage } from "@langchain/core/messages";
import { fakeModel } from "@langchain/core/testing";
import { Command, InMemoryStore, isCommand, MemorySaver, Send } from "@langchain/langgraph";
import { ToolNode } from "@langchain/langgraph/prebuilt";
import { agentContext, answer, middlewareRuntime } from "graphwright";
import { createAgent, createMiddleware } from "langchain";
import {
  type Order,
  type SupportAgentContextInput,
  SupportAgentStateGraph,
  type SupportAgentUpdate,
  supportAgentContract,
  supportAgentTools,
} from "../../generated/support-agent/index.js";

const orders: Order[] = [
  { id: "o-1", placed_at: "2026-01-15T17:05:00Z", total: { amount: 1250, currency: "EUR" } },
];

const findOrders = supportAgentTools.find_orders(async ({ user_id, limit }, runtime) => {
  if (user_id !== runtime.context.user.id) throw new Error("These are not the customer's own orders.");
  runtime.streamWriter({ type: "progress", step: "looking up orders" });
  return orders.slice(0, limit);
});

console.log(findOrders.name, findOrders.description);
//> find_orders Finds a customer's orders, newest first.
// #endregion

// #region tool-node
const calling = (args: object) =>
  new AIMessage({
    content: "",
    tool_calls: [{ type: "tool_call", id: "1", name: "find_orders", args: { ...args } }],
  });

const agent = new SupportAgentStateGraph()
  .addNode("tools", new ToolNode([findOrders]))
  .setEntryPoint("tools")
  .setFinishPoint("tools")
  .compile({ store: new InMemoryStore(), checkpointer: new MemorySaver() });

const context: SupportAgentContextInput = {
  user: { id: "user_123", name: "Alice", plan: "team" },
  credentials: { api_key: "0123456789abcdef" },
};

async function ask(args: object): Promise<string | undefined> {
  const options = { context, configurable: { thread_id: JSON.stringify(args) } };
  await agent.invoke({ ticket: { id: "T-1", subject: "Lamp" }, messages: [calling(args)] }, options);
  return (await agent.getState(options)).values.messages.at(-1)?.text;
}

console.log(await ask({ user_id: "user_123" }));
//> [{"id":"o-1","placed_at":"2026-01-15T17:05:00Z","total":{"amount":1250,"currency":"EUR"}}]
// #endregion

// #region wrong-arguments
console.log(await ask({ user_id: "user_123", limit: "all", sort: "newest" }));
//> Error: Graph "support-agent" refused the tool input of node "tools":
//>   - /limit must be an integer, but is a string
//>   - the value has an unknown property "sort"
//> The value is the input of the tool "find_orders". Call it again with arguments that fit.
//>  Please fix your mistakes.
// #endregion

// #region wrong-result
const broken = supportAgentTools.find_orders(() => [
  // @ts-expect-error An order has a date and a total.
  { id: "o-1" },
]);

await broken.invoke({ user_id: "user_123" }, { context }).catch((error) => console.log(error.message));
//> Graph "support-agent" refused the tool output:
//>   - /0/placed_at is missing
//>   - /0/total is missing
//> The value is the output of the tool "find_orders".
// #endregion

// #region partial
const slowly = supportAgentTools.find_orders(async function* ({ limit }) {
  yield { searched: 0, of: 2 };
  yield { searched: 1, of: 2 };
  return orders.slice(0, limit);
});

const searching = new SupportAgentStateGraph()
  .addNode("tools", new ToolNode([slowly]))
  .setEntryPoint("tools")
  .setFinishPoint("tools")
  .compile({ store: new InMemoryStore() });

const question = { ticket: { id: "T-1", subject: "Lamp" }, messages: [calling({ user_id: "user_123" })] };
for await (const chunk of await searching.stream(question, { context, streamMode: "tools" })) {
  console.log(chunk.event, chunk.event === "on_tool_event" ? chunk.data : "");
}
//> on_tool_start
//> on_tool_event { searched: 0, of: 2 }
//> on_tool_event { searched: 1, of: 2 }
//> on_tool_end
// #endregion

// #region artifact
const searchHelp = supportAgentTools.search_help(
  async ({ query }) => {
    const url = "https://help.example.com/delivery";
    return [`One article about ${query}.`, [{ url, title: "Delivery", excerpt: "Three days." }]];
  },
  { responseFormat: "content_and_artifact" },
);

const call = { type: "tool_call", id: "1", name: "search_help", args: { query: "delivery" } } as const;
const found = await searchHelp.invoke(call, { context });
console.log(found instanceof ToolMessage && [found.text, found.artifact.length]);
//> [ 'One article about delivery.', 1 ]
// #endregion

// #region command
const proposeRefund = supportAgentTools.propose_refund(({ order_id, reason }, { toolCallId = "" }) => {
  const refund = { kind: "refund", order_id, amount: { amount: 1250, currency: "EUR" }, reason } as const;
  const messages = [new ToolMessage({ content: "It was proposed.", tool_call_id: toolCallId })];
  return new Command({ update: { refund, messages } satisfies SupportAgentUpdate });
});

const proposed = await proposeRefund.invoke({ order_id: "o-1", reason: "late" }, { context });
console.log(isCommand(proposed) && Object.keys(proposed.update ?? {}));
//> [ 'refund', 'messages' ]
// #endregion

// #region agent
const model = fakeModel()
  .respond(calling({ user_id: "user_123" }))
  .respond(new AIMessage("You have one order."));

const assistant = createAgent({
  model,
  tools: [findOrders],
  contextSchema: agentContext(supportAgentContract),
});

const { messages } = await assistant.invoke(
  { messages: [{ role: "user", content: "What did I order?" }] },
  { context },
);
console.log(messages.map(({ type, text }) => `${type}: ${text}`));
//> [
//>   'human: What did I order?',
//>   'ai: ',
//>   'tool: [{"id":"o-1","placed_at":"2026-01-15T17:05:00Z","total":{"amount":1250,"currency":"EUR"}}]',
//>   'ai: You have one order.'
//> ]

await assistant
  // @ts-expect-error The user is missing.
  .invoke({ messages: [] }, { context: { locale: "de" } })
  .catch((error) => console.log(error.message));
//> Graph "support-agent" refused the context:
//>   - /user is missing
//>   - /credentials is missing
// #endregion

// #region send-calls
const askBeforeRefund = supportAgentTools.propose_refund(({ order_id, reason }, runtime) => {
  const refund = { kind: "refund", order_id, amount: { amount: 1250, currency: "EUR" }, reason } as const;
  const { approved } = runtime.interrupt("approve_refund", refund);
  console.log(order_id, approved);
  return refund;
});

const careful = new SupportAgentStateGraph()
  .addNode("tools", new ToolNode([askBeforeRefund]))
  .setConditionalEntryPoint((state) => {
    const last = state.messages.at(-1);
    const calls = AIMessage.isInstance(last) ? (last.tool_calls ?? []) : [];
    return calls.map((call) => new Send("tools", { ...state, lg_tool_call: call }));
  })
  .compile({ store: new InMemoryStore(), checkpointer: new MemorySaver() });

const proposals = new AIMessage({
  content: "",
  tool_calls: ["o-1", "o-2"].map((order_id) => ({
    id: order_id,
    name: "propose_refund",
    args: { order_id },
  })),
});
const thread = { context, configurable: { thread_id: "refunds" } };
const asked = await careful.invoke(
  { ticket: { id: "T-2", subject: "Lamps" }, messages: [proposals] },
  thread,
);
for (const { id, isOwn, value } of "__interrupt__" in asked ? asked.__interrupt__ : []) {
  const approved = isOwn && value.name === "approve_refund" && value.value.order_id === "o-1";
  await careful.invoke(answer(supportAgentContract, "approve_refund", { approved }, id), thread);
}
//> o-1 true
//> o-2 false
// #endregion

// #region middleware
const announce = createMiddleware({
  name: "Announce",
  contextSchema: agentContext(supportAgentContract),
  beforeModel: (_state, runtime) => {
    console.log(`${runtime.context.user.name} is served in ${runtime.context.locale}`);
    const { streamWriter, executionInfo } = middlewareRuntime(supportAgentContract, runtime);
    streamWriter({ type: "typing" });
    console.log(executionInfo?.nodeAttempt);
  },
});

const announced = createAgent({
  model: fakeModel().respond(new AIMessage("Hello!")),
  tools: [],
  middleware: [announce],
});
const hello = await announced.invoke({ messages: [{ role: "user", content: "Hi" }] }, { context });
//> Alice is served in en
//> 1
console.log(hello.messages.at(-1)?.text);
//> Hello!
// #endregion
