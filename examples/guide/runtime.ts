// The program of docs/runtime.md.
// #region node
import { InMemoryStore } from "@langchain/langgraph";
import { answering, ContractError, getRuntime, Runtime } from "graphwright";
import {
  GreetingContext,
  type GreetingRuntime,
  type GreetingState,
  GreetingStateGraph,
  type GreetingUpdate,
  greetingContract,
} from "../../generated/greeting/index.js";
import {
  type SupportAgentRuntime,
  type SupportAgentState,
  type SupportAgentUpdate,
  supportAgentContract,
} from "../../generated/support-agent/index.js";

async function greet(_state: GreetingState, runtime: GreetingRuntime): Promise<GreetingUpdate> {
  const { context, streamWriter, executionInfo } = runtime;
  streamWriter({ attempt: executionInfo?.nodeAttempt });
  const memory = await runtime.store?.get(["users"], context.user_id);
  return { response: `Hello ${memory?.value.name ?? "stranger"}!` };
}

const graph = new GreetingStateGraph()
  .addNode("greet", greet)
  .setEntryPoint("greet")
  .compile({ store: new InMemoryStore() });

const options = { context: { user_id: "user_123" }, streamMode: ["custom", "updates"] } as const;
for await (const chunk of await graph.stream({}, options)) console.log(chunk);
//> [ 'custom', { attempt: 1 } ]
//> [ 'updates', { greet: { response: 'Hello stranger!' } } ]
// #endregion

// #region context
// @ts-expect-error The contract requires a context.
await graph.invoke({}).catch((error) => console.log(error.message));
//> Graph "greeting" refused the context:
//>   - /user_id is missing
//> No context was given. Pass it in the options of the call, e.g. invoke(input, { context: { … } }).

const call = { context: { user_id: "user_123", userid: "user_123" } };
await graph.invoke({}, call).catch((error) => {
  if (!ContractError.isInstance(error)) throw error;
  console.log(error.graph, error.boundary, error.node);
  console.log(error.issues);
});
//> greeting context undefined
//> [
//>   {
//>     path: '',
//>     keyword: 'additionalProperties',
//>     message: 'the value has an unknown property "userid" (did you mean "user_id"?)',
//>     schemaPath: 'greeting/context.schema.json#/additionalProperties'
//>   }
//> ]

const bound = graph.withConfig({ context: { user_id: "user_123" } });
console.log(await bound.invoke({}));
//> { response: 'Hello stranger!' }
// #endregion

// #region get-runtime
async function nameOf(): Promise<string> {
  const { context, store } = getRuntime(greetingContract);
  const user = await store?.get(["users"], context.user_id);
  return user?.value.name ?? getRuntime(GreetingContext).context.user_id;
}

const short = new GreetingStateGraph()
  .addNode("greet", async () => ({ response: `Hello ${await nameOf()}!` }))
  .setEntryPoint("greet")
  .compile();

console.log(await short.invoke({}, { context: { user_id: "user_123" } }));
//> { response: 'Hello user_123!' }
await nameOf().catch((error) => console.log(error.message));
//> getRuntime was called outside a running graph. Call it from a node or from a function that a node calls, in an environment with AsyncLocalStorage.
// #endregion

// #region by-hand
const seen: unknown[] = [];
const runtime: GreetingRuntime = new Runtime({
  context: { user_id: "user_123" },
  streamWriter: (event: unknown) => seen.push(event),
});
console.log(await greet({}, runtime), seen);
//> { response: 'Hello stranger!' } [ { attempt: undefined } ]

const other = runtime.override({ context: { user_id: "user_456" } });
console.log(other.context, runtime.context, Object.isFrozen(other));
//> { user_id: 'user_456' } { user_id: 'user_123' } true
// #endregion

// #region by-hand-answers
function assign(_state: Partial<SupportAgentState>, { interrupt }: SupportAgentRuntime): SupportAgentUpdate {
  const team = interrupt("choose_team", ["billing", "shipping"]);
  return { actions: [{ kind: "escalation", team, priority: "low" }] };
}

const answered: SupportAgentRuntime = new Runtime({
  interrupt: answering(supportAgentContract, { choose_team: "billing" }),
});
console.log(assign({}, answered));
//> {
//>   actions: [ { kind: 'escalation', team: 'billing', priority: 'low' } ]
//> }

// @ts-expect-error The answer is a text.
const wrong = answered.override({ interrupt: answering(supportAgentContract, { choose_team: 1 }) });
try {
  assign({}, wrong);
} catch (error) {
  console.log(`${error}`);
}
//> ContractError: Graph "support-agent" refused the resume:
//>   - the value must be a string, but is a number
// #endregion
