// The program of docs/human-in-the-loop.md.
// #region ask
import {
  Annotation,
  Command,
  InMemoryStore,
  interrupt,
  MemorySaver,
  START,
  StateGraph,
} from "@langchain/langgraph";
import { answer } from "graphwright";
import {
  type SupportAgentApproveRefundResume,
  type SupportAgentContextInput,
  type SupportAgentRuntime,
  type SupportAgentState,
  SupportAgentStateGraph,
  type SupportAgentUpdate,
  supportAgentContract,
} from "../../generated/support-agent/index.js";

const refund = { kind: "refund", order_id: "o-1", amount: { amount: 8900, currency: "EUR" } } as const;

function settle(_state: SupportAgentState, runtime: SupportAgentRuntime): SupportAgentUpdate {
  const { approved, comment = "no comment" } = runtime.interrupt("approve_refund", refund);
  return { actions: approved ? [refund] : [{ kind: "reply", text: `Sorry: ${comment}` }] };
}

const agent = new SupportAgentStateGraph()
  .addNode("settle", settle)
  .setEntryPoint("settle")
  .setFinishPoint("settle")
  .compile({ store: new InMemoryStore(), checkpointer: new MemorySaver() });

const context: SupportAgentContextInput = {
  user: { id: "user_123", name: "Alice", plan: "team" },
  credentials: { api_key: "0123456789abcdef" },
};
const input = { ticket: { id: "T-1", subject: "Lamp" }, messages: [{ role: "user", content: "It broke." }] };
const on = (thread_id: string) => ({ context, configurable: { thread_id } });

const result = await agent.invoke(input, on("1"));
if ("__interrupt__" in result) {
  for (const asked of result.__interrupt__) {
    if (asked.isOwn) console.log(asked.value.name, asked.value.value);
  }
} else {
  console.log(result.actions);
}
//> approve_refund {
//>   kind: 'refund',
//>   order_id: 'o-1',
//>   amount: { amount: 8900, currency: 'EUR' },
//>   reason: 'goodwill'
//> }
// #endregion

// #region answer
const done = await agent.invoke(
  answer(supportAgentContract, "approve_refund", { approved: false, comment: "no photo" }),
  on("1"),
);
console.log("actions" in done && done.actions);
//> [ { kind: 'reply', text: 'Sorry: no photo' } ]
// #endregion

// #region wrong
await agent.invoke(input, on("2"));
await agent
  // @ts-expect-error This is not an answer to a question of the contract.
  .invoke(new Command({ resume: { approved: "yes" } }), on("2"))
  .catch((error) => console.log(error.message));
//> Graph "support-agent" refused the resume of node "settle":
//>   - /approved must be a boolean, but is a string
//> The interrupt "approve_refund" is still open. Resume the thread with an answer that fits.

const { next, tasks } = await agent.getState(on("2"));
const [open] = tasks.flatMap(({ interrupts }) => interrupts);
console.log(next, open?.isOwn && open.value.name);
//> [ 'settle' ] approve_refund

const paid = await agent.invoke(new Command({ resume: { approved: true } }), on("2"));
console.log("actions" in paid && paid.actions.length);
//> 1
// #endregion

// #region wrong-types
try {
  // @ts-expect-error The answer is an object.
  answer(supportAgentContract, "approve_refund", "yes");
} catch (error) {
  console.log(`${error}`);
}
//> ContractError: Graph "support-agent" refused the resume:
//>   - the value must be an object, but is a string
//> The interrupt "approve_refund" is still open. Resume the thread with an answer that fits.

function mistaken(_state: SupportAgentState, runtime: SupportAgentRuntime): void {
  // @ts-expect-error The contract has no such question.
  runtime.interrupt("aprove_refund", refund);
}

const lost = new SupportAgentStateGraph()
  .addNode("settle", mistaken)
  .setEntryPoint("settle")
  .compile({ store: new InMemoryStore() });
await lost.invoke(input, { context }).catch((error) => console.log(error.message));
//> Graph "support-agent" refused the interrupt of node "settle":
//>   - the contract has no interrupt "aprove_refund"; it has "approve_refund", "choose_team"
// #endregion

// #region several
const desk = new SupportAgentStateGraph()
  .addNode("decide", (_state, runtime) => {
    const team = runtime.interrupt("choose_team", ["billing", "shipping"]);
    const { approved } = runtime.interrupt("approve_refund", refund);
    return { actions: [{ kind: "escalation", team, priority: approved ? "low" : "high" }] };
  })
  .setEntryPoint("decide")
  .compile({ store: new InMemoryStore(), checkpointer: new MemorySaver() });

await desk.invoke(input, on("1"));
const second = await desk.invoke(answer(supportAgentContract, "choose_team", "billing"), on("1"));
const [then] = "__interrupt__" in second ? second.__interrupt__ : [];
console.log(then?.isOwn && then.value.name);
//> approve_refund
const decided = await desk.invoke(
  answer(supportAgentContract, "approve_refund", { approved: true }),
  on("1"),
);
console.log("actions" in decided && decided.actions);
//> [ { kind: 'escalation', team: 'billing', priority: 'low' } ]
// #endregion

// #region twice
await desk.invoke(input, on("3"));
const billing = answer(supportAgentContract, "choose_team", "billing");
await desk.invoke(billing, on("3"));
await desk.invoke(billing, on("3")).catch((error) => console.log(error.message));
//> Graph "support-agent" refused the resume:
//>   - the answer is for the question "choose_team", and what is open is "approve_refund"
//> It may have been answered already. Look at the interrupts that are open, and answer these: nothing was resumed.
// #endregion

// #region side-by-side
const both = new SupportAgentStateGraph()
  .addNode("team", (_state, runtime) => ({ facts: { team: runtime.interrupt("choose_team", ["a", "b"]) } }))
  .addNode("settle", settle)
  .setEntryPoint("team")
  .setEntryPoint("settle")
  .compile({ store: new InMemoryStore(), checkpointer: new MemorySaver() });

const asked = await both.invoke(input, on("1"));
const answers: Record<string, string | SupportAgentApproveRefundResume> = {};
for (const { id, isOwn, value } of "__interrupt__" in asked ? asked.__interrupt__ : []) {
  if (isOwn) answers[id] = value.name === "choose_team" ? value.value[0] : { approved: true };
}
const answered = await both.invoke(new Command({ resume: answers }), on("1"));
console.log("actions" in answered && answered.actions.length, (await both.getState(on("1"))).values.facts);
//> 1 { team: 'a' }
// #endregion

// #region inside
const clerk = new StateGraph(Annotation.Root({ facts: Annotation<Record<string, boolean>> }))
  .addNode("check", () => ({ facts: { checked: interrupt("Is the address right?") } }))
  .addEdge(START, "check")
  .compile({ store: new InMemoryStore() });
const shop = new SupportAgentStateGraph()
  .addNode("clerk", clerk)
  .setEntryPoint("clerk")
  .compile({ store: new InMemoryStore(), checkpointer: new MemorySaver() });

const halted = await shop.invoke(input, on("1"));
for (const each of "__interrupt__" in halted ? halted.__interrupt__ : []) {
  if (each.isOwn) continue;
  console.log(each.value);
  await shop.invoke(answer(each, true), on("1"));
}
//> Is the address right?
console.log((await shop.getState(on("1"))).values.facts);
//> { checked: true }
// #endregion

// #region before
const steps = new SupportAgentStateGraph()
  .addNode("look", () => ({ facts: { order: "o-1" } }))
  .addNode("pay", ({ facts }) => ({ actions: [{ kind: "reply", text: `paid ${facts.order}` }] }))
  .setEntryPoint("look")
  .addEdge("look", "pay")
  .compile({ store: new InMemoryStore(), checkpointer: new MemorySaver(), interruptBefore: ["pay"] });

const stopped = await steps.invoke(input, on("1"));
console.log("__interrupt__" in stopped && stopped.__interrupt__, (await steps.getState(on("1"))).next);
//> [] [ 'pay' ]
await steps.updateState(on("1"), { facts: { order: "o-2" } });
const resumed = await steps.invoke(null, on("1"));
console.log("actions" in resumed && resumed.actions);
//> [ { kind: 'reply', text: 'paid o-2' } ]
// #endregion
