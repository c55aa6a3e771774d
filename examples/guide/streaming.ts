// The program of docs/streaming.md.
// #region graph
import { FakeListChatModel } from "@langchain/core/utils/testing";
import { InMemoryStore, MemorySaver, START } from "@langchain/langgraph";
import { isOwnChunk } from "graphwright";
import { RefundCheckStateGraph } from "../../generated/refund-check/index.js";
import {
  type SupportAgentContextInput,
  type SupportAgentRuntime,
  type SupportAgentState,
  SupportAgentStateGraph,
  type SupportAgentUpdate,
} from "../../generated/support-agent/index.js";

const model = new FakeListChatModel({ responses: ["Hello!"] });

async function reply(state: SupportAgentState, runtime: SupportAgentRuntime): Promise<SupportAgentUpdate> {
  runtime.streamWriter({ type: "progress", step: "writing", percent: 50 });
  const message = await model.invoke(state.messages);
  return { messages: [message], actions: [{ kind: "reply", text: message.text }] };
}

const agent = new SupportAgentStateGraph()
  .addNode("look", () => ({ facts: { known: true } }))
  .addNode("reply", reply)
  .addEdge(START, "look")
  .addEdge("look", "reply")
  .compile({ store: new InMemoryStore(), checkpointer: new MemorySaver() });

const input = { ticket: { id: "T-1", subject: "Lamp" }, messages: [{ role: "user", content: "Hi" }] };
const context: SupportAgentContextInput = {
  user: { id: "user_123", name: "Alice", plan: "team" },
  credentials: { api_key: "0123456789abcdef" },
};
const on = (thread_id: string) => ({ context, configurable: { thread_id } });
// #endregion

// #region values
for await (const state of await agent.stream(input, { ...on("values"), streamMode: "values" })) {
  // Where a run stops at a question, what it asks comes as a chunk of its own.
  if (!("__interrupt__" in state)) console.log(state.messages.length, state.facts);
}
//> 1 {}
//> 1 { known: true }
//> 2 { known: true }
// #endregion

// #region updates
for await (const { look, reply } of await agent.stream(input, on("updates"))) {
  console.log(look?.facts, reply?.actions);
}
//> { known: true } undefined
//> undefined [ { kind: 'reply', text: 'Hello!' } ]
// #endregion

// #region custom
for await (const event of await agent.stream(input, { ...on("custom"), streamMode: "custom" })) {
  if (event.type === "progress") console.log(event.step, event.percent);
}
//> writing 50
// #endregion

// #region messages
let text = "";
for await (const [message, metadata] of await agent.stream(input, { ...on("m"), streamMode: "messages" })) {
  if (metadata.langgraph_node === "reply") text += message.text;
}
console.log(text);
//> Hello!
// #endregion

// #region tasks
for await (const task of await agent.stream(input, { ...on("tasks"), streamMode: "tasks" })) {
  console.log(task.name, "result" in task ? `wrote ${Object.keys(task.result)}` : "starts");
}
//> look starts
//> look wrote facts
//> reply starts
//> reply wrote messages,actions
// #endregion

// #region checkpoints
for await (const { metadata, next } of await agent.stream(input, { ...on("c"), streamMode: "checkpoints" })) {
  console.log(metadata?.step, next);
}
//> -1 [ '__start__' ]
//> 0 [ 'look' ]
//> 1 [ 'reply' ]
//> 2 []
// #endregion

// #region debug
const kinds: unknown[] = [];
for await (const { type } of await agent.stream(input, { ...on("debug"), streamMode: "debug" }))
  kinds.push(type);
console.log(kinds.slice(0, 4));
//> [ 'checkpoint', 'checkpoint', 'task', 'task_result' ]
// #endregion

// #region several
const modes = { ...on("several"), streamMode: ["updates", "custom"] } as const;
for await (const [mode, chunk] of await agent.stream(input, modes)) {
  if (mode === "custom") console.log(chunk.type);
  else console.log(Object.keys(chunk));
}
//> [ 'look' ]
//> progress
//> [ 'reply' ]
// #endregion

// #region subgraphs
const check = new RefundCheckStateGraph()
  .addNode("score", () => ({ risk: 0.1 }))
  .setEntryPoint("score")
  .compile();

const outer = new SupportAgentStateGraph()
  .addNode("propose", () => ({
    refund: { kind: "refund", order_id: "o-1", amount: { amount: 8900, currency: "EUR" } },
  }))
  .addNode("check", check)
  .addEdge(START, "propose")
  .addEdge("propose", "check")
  .compile({ store: new InMemoryStore() });

const all = { context, subgraphs: true, streamMode: "updates" } as const;
for await (const yielded of await outer.stream(input, all)) {
  const [namespace, chunk] = yielded;
  console.log(
    namespace.map((name) => name.split(":")[0]),
    Object.keys(chunk),
  );
  if (isOwnChunk(yielded)) console.log(yielded[1].propose?.refund?.kind);
}
//> [] [ 'propose' ]
//> refund
//> [ 'check' ] [ 'score' ]
//> [] [ 'check' ]
//> undefined
// #endregion

// #region interrupts
const asking = new SupportAgentStateGraph()
  .addNode("team", (_state, runtime) => ({ facts: { team: runtime.interrupt("choose_team", ["a", "b"]) } }))
  .setEntryPoint("team")
  .compile({ store: new InMemoryStore(), checkpointer: new MemorySaver() });

for await (const { __interrupt__: asked = [], team } of await asking.stream(input, on("asking"))) {
  for (const { value } of asked) console.log(value);
  if (team !== undefined) console.log(team.facts);
}
//> { name: 'choose_team', value: [ 'a', 'b' ] }
// #endregion

// #region wrong
const broken = new SupportAgentStateGraph()
  // @ts-expect-error The step is missing.
  .addNode("reply", (_state, runtime) => runtime.streamWriter({ type: "progress", percent: 500 }))
  .setEntryPoint("reply")
  .compile({ store: new InMemoryStore() });

try {
  for await (const event of await broken.stream(input, { context, streamMode: "custom" })) console.log(event);
} catch (error) {
  console.log(`${error}`);
}
//> ContractError: Graph "support-agent" refused the event of node "reply":
//>   - /step is missing
//>   - /percent must be at most 100
// #endregion

// #region events
const tokens: string[] = [];
for await (const { event, data } of agent.streamEvents(input, { ...on("events"), version: "v2" })) {
  if (event === "on_chat_model_stream") tokens.push(data.chunk.text);
}
console.log(tokens.join("|"));
//> H|e|l|l|o|!
// #endregion

// #region v3
const run = await agent.streamEvents(input, { ...on("v3"), version: "v3" });
for await (const message of run.messages) console.log(await message.text);
//> Hello!
const last = await run.output;
if (!("__interrupt__" in last)) console.log(last.facts, last.actions.length);
//> { known: true } 1
// #endregion
