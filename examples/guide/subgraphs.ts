// The program of docs/subgraphs.md.
// #region imports
import type { Runnable } from "@langchain/core/runnables";
import { Annotation, CompiledStateGraph, InMemoryStore, START, StateGraph } from "@langchain/langgraph";
import { toParent } from "graphwright";
import { RefundCheckStateGraph } from "../../generated/refund-check/index.js";
import {
  type SupportAgentContextInput,
  SupportAgentStateGraph,
} from "../../generated/support-agent/index.js";
import { FanoutStateGraph } from "../../test/contracts/generated/fanout/index.js";
import { OrdersStateGraph, ordersContract } from "../../test/contracts/generated/orders/index.js";

// #endregion

// #region node
const check = new RefundCheckStateGraph()
  .addNode("score", ({ refund }, { context }) => ({
    risk: refund.amount.amount > 5000 ? 0.8 : 0.1,
    facts: { plan: context.user.plan },
  }))
  .setEntryPoint("score")
  .compile();

const refund = { kind: "refund", order_id: "o-1", amount: { amount: 8900, currency: "EUR" } } as const;

const agentWith = (node: typeof check) =>
  new SupportAgentStateGraph()
    .addNode("propose", () => ({ refund }))
    .addNode("check", node)
    .addNode("answer", ({ risk, facts }) => ({
      actions: [{ kind: "reply", text: `${facts.plan}: ${risk}` }],
    }))
    .addEdge(START, "propose")
    .addEdge("propose", "check")
    .addEdge("check", "answer")
    .compile({ store: new InMemoryStore() });

const context: SupportAgentContextInput = {
  user: { id: "user_123", name: "Alice", plan: "team" },
  credentials: { api_key: "0123456789abcdef" },
};
const input = { ticket: { id: "T-1", subject: "Lamp" }, messages: [{ role: "user", content: "It broke." }] };
const done = await agentWith(check).invoke(input, { context });
console.log("actions" in done && done.actions);
//> [ { kind: 'reply', text: 'team: 0.8' } ]
// #endregion

// #region own-context
const guest = { id: "guest", name: "Guest", plan: "free" } as const;
const bound = check.withConfig({ context: { user: guest } });

const asGuest = await agentWith(bound).invoke(input, { context });
console.log("actions" in asGuest && asGuest.actions);
//> [ { kind: 'reply', text: 'free: 0.8' } ]

const calling = new SupportAgentStateGraph()
  .addNode("check", async (_state, runtime) => {
    const { risk, facts } = await check.invoke({ refund }, { context: { user: runtime.context.user } });
    return { risk, actions: [{ kind: "reply", text: `called, ${facts?.plan}: ${risk}` }] };
  })
  .setEntryPoint("check")
  .compile({ store: new InMemoryStore() });

const called = await calling.invoke(input, { context });
console.log("actions" in called && called.actions);
//> [ { kind: 'reply', text: 'called, team: 0.8' } ]
// #endregion

// #region wrong-context
const stranger = new OrdersStateGraph().addNode("check", check).setEntryPoint("check").compile();

await stranger.invoke({}, { context: { tenant: "acme" } }).catch((error) => console.log(error.message));
//> Graph "refund-check" refused the context:
//>   - /user is missing
// #endregion

// #region twice
const inner = new FanoutStateGraph()
  .addNode("step", () => ({ rounds: 1 }))
  .setEntryPoint("step")
  .compile();

const outer = new FanoutStateGraph()
  .addNode("step", () => ({ rounds: 1 }))
  .addNode("inner", inner)
  .addEdge(START, "step")
  .addEdge("step", "inner")
  .compile();

console.log((await outer.invoke({})).rounds);
//> 3
// #endregion

// #region once
const once = new FanoutStateGraph()
  .addNode("step", () => ({ rounds: 1 }))
  .addNode("inner", async ({ rounds }) => ({
    rounds: (await inner.invoke({})).rounds,
    report: `after ${rounds}`,
  }))
  .addEdge(START, "step")
  .addEdge("step", "inner")
  .compile();

console.log(await once.invoke({}));
//> { jobs: [], results: [], rounds: 2, report: 'after 1' }
// #endregion

// #region plain
const Plain = Annotation.Root({
  note: Annotation<string>,
  total: Annotation<number>,
  own: Annotation<string>,
});

const orders = new OrdersStateGraph()
  .addNode("fill", (_state, { context: { tenant } }) => ({ note: `for ${tenant}`, total: 5 }))
  .setEntryPoint("fill")
  .compile();

const around = new StateGraph(Plain)
  .addNode("orders", orders)
  .addNode("after", ({ note }) => ({ own: `${note}!` }))
  .addEdge(START, "orders")
  .addEdge("orders", "after")
  .compile({ store: new InMemoryStore() });

console.log(await around.invoke({ own: "" }, { context: { tenant: "acme" } }));
//> { note: 'for acme', total: 5, own: 'for acme!' }
await around.invoke({ own: "" }).catch((error) => console.log(error.message));
//> Graph "orders" refused the context:
//>   - /tenant is missing
//> No context was given. Pass it in the options of the call, e.g. invoke(input, { context: { … } }).
// #endregion

// #region plain-inside
const plain = new StateGraph(Plain)
  .addNode("price", () => ({ total: "five" as unknown as number, own: "mine" }))
  .addEdge(START, "price")
  .compile({ store: new InMemoryStore() });

const checked = new OrdersStateGraph().addNode("plain", plain).setEntryPoint("plain").compile();

await checked
  .invoke({ note: "" }, { context: { tenant: "acme" } })
  .catch((error) => console.log(error.message));
//> Graph "orders" refused the update of node "plain":
//>   - /total must be a number, but is a string
// #endregion

// #region parent
const child = new FanoutStateGraph()
  .addNode("work", () =>
    toParent(ordersContract, { update: { note: "left to a person" }, goto: "hand_over" }),
  )
  .setEntryPoint("work")
  .compile();

const parent = new OrdersStateGraph()
  .addNode("child", child, { ends: ["hand_over"] })
  .addNode("hand_over", ({ note }) => ({ note: `${note}, who has it now`, total: 0 }))
  .setEntryPoint("child")
  .compile();

console.log(await parent.invoke({}, { context: { tenant: "acme" } }));
//> { items: [], total: 0, note: 'left to a person, who has it now' }

// @ts-expect-error The parent has no such field.
toParent(ordersContract, { update: { rounds: 1 }, goto: "hand_over" });
// #endregion

// #region langgraph
console.log(inner instanceof CompiledStateGraph);
//> true

const runnables = new Map<string, Runnable>();
// @ts-expect-error By its type it is none of LangChain's classes.
runnables.set("inner", inner);

runnables.set("inner", inner.langgraph);
console.log(await runnables.get("inner")?.invoke({ jobs: [{ topic: "cats" }] }));
//> { jobs: [ { topic: 'cats', depth: 1 } ], results: [], rounds: 1 }
// It still checks itself, but its input is not typed any more:
await inner.langgraph.invoke({ jobs: "cats" }).catch((error) => console.log(error.message));
//> Graph "fanout" refused the input:
//>   - /jobs must be an array, but is a string
// #endregion
