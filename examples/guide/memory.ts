// The program of docs/memory.md.
// #region node
import { InMemoryStore } from "@langchain/langgraph";
import { openStore } from "graphwright";
import {
  type SupportAgentContextInput,
  type SupportAgentRuntime,
  type SupportAgentState,
  SupportAgentStateGraph,
  type SupportAgentUpdate,
  supportAgentContract,
} from "../../generated/support-agent/index.js";

async function remember(
  { ticket }: SupportAgentState,
  runtime: SupportAgentRuntime,
): Promise<SupportAgentUpdate> {
  const { user } = runtime.context;
  const known = await runtime.store.get(["users"], user.id);
  await runtime.store.put(["users", user.id, "notes"], ticket.id, {
    text: ticket.subject,
    written_at: "2026-03-02T09:30:00Z",
  });
  return { facts: { greeting: `Hello ${known?.value.name ?? "stranger"}` } };
}

const store = new InMemoryStore();
const agent = new SupportAgentStateGraph()
  .addNode("remember", remember)
  .addNode("reply", ({ facts }) => ({ actions: [{ kind: "reply", text: `${facts.greeting}!` }] }))
  .setEntryPoint("remember")
  .addEdge("remember", "reply")
  .compile({ store });

const context: SupportAgentContextInput = {
  user: { id: "user_123", name: "Alice", plan: "team" },
  credentials: { api_key: "0123456789abcdef" },
};
const input = { ticket: { id: "T-1", subject: "Lamp" }, messages: [{ role: "user", content: "Hi" }] };
const result = await agent.invoke(input, { context });
console.log("actions" in result && result.actions);
//> [ { kind: 'reply', text: 'Hello stranger!' } ]
// #endregion

// #region outside
const memory = openStore(supportAgentContract, store);

await memory.put(["users"], "user_123", { id: "user_123", name: "Alice", plan: "team" });
const found = await memory.search(["users", "user_123", "notes"], { limit: 5 });
console.log(found.map(({ key, value }) => [key, value.text]));
//> [ [ 'T-1', 'Lamp' ] ]
console.log(await memory.listNamespaces({ prefix: ["users"] }));
//> [ [ 'users' ], [ 'users', 'user_123', 'notes' ] ]

await memory.delete(["users", "user_123", "notes"], "T-1");
console.log(await memory.get(["users", "user_123", "notes"], "T-1"));
//> null
// #endregion

// #region wrong
const report = (error: Error) => console.log(error.message);

// @ts-expect-error The plan is not one of the contract's.
await memory.put(["users"], "user_456", { id: "user_456", name: "Bob", plan: "gold" }).catch(report);
//> Graph "support-agent" refused the store:
//>   - /plan must be one of "free", "team", "enterprise"
//> The value is the item "user_456" of the namespace ["users"].

// @ts-expect-error The contract has no such namespace.
await memory.get(["user"], "user_123").catch(report);
//> Graph "support-agent" refused the store:
//>   - the contract has no namespace ["user"] (did you mean ["users"]?); it has ["users"], ["users","{user_id}","notes"]
// #endregion

// #region batch
await memory
  .batch([
    { namespace: ["users"], key: "user_456", value: { id: "user_456", name: "Bob", plan: "free" } },
    // @ts-expect-error The plan is missing.
    { namespace: ["users"], key: "user_789", value: { id: "user_789", name: "Eve" } },
  ])
  .catch(report);
//> Graph "support-agent" refused the store:
//>   - /plan is missing
//> The value is the item "user_789" of the namespace ["users"].
console.log(await memory.get(["users"], "user_456"));
//> null
// #endregion

// #region check
await store.put(["users"], "old", { id: "old", name: "Old", plan: "basic" });

console.log((await memory.get(["users"], "old"))?.value.plan);
//> basic
await memory.get(["users"], "old", { check: true }).catch(report);
//> Graph "support-agent" refused the store:
//>   - /plan must be one of "free", "team", "enterprise"
//> The value is the item "old" of the namespace ["users"].
// #endregion
