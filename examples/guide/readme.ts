// The program of README.md.
// #region greeting
import { InMemoryStore } from "@langchain/langgraph";
import {
  type GreetingRuntime,
  type GreetingState,
  GreetingStateGraph,
  type GreetingUpdate,
} from "../../generated/greeting/index.js";

const store = new InMemoryStore();
await store.put(["users"], "user_123", { name: "Alice" });

// #endregion
// biome-ignore-start lint/correctness/noUnusedFunctionParameters: It shows where the state comes.
// @ts-expect-error The state is not used.
// #region greeting
async function personalizedGreeting(state: GreetingState, runtime: GreetingRuntime): Promise<GreetingUpdate> {
  const memory = await runtime.store?.get(["users"], runtime.context.user_id); // user_id: string
  return { response: `Hello ${memory?.value.name ?? "unknown_user"}! Nice to see you again.` };
}

const graph = new GreetingStateGraph()
  .addNode("personalized_greeting", personalizedGreeting)
  .setEntryPoint("personalized_greeting")
  .setFinishPoint("personalized_greeting")
  .compile({ store });

console.log(await graph.invoke({}, { context: { user_id: "user_123" } }));
//> { response: 'Hello Alice! Nice to see you again.' }

// Refused before the run starts:
await graph.invoke({}, { context: { user_id: "" } }).catch((error) => console.log(`${error}`));
//> ContractError: Graph "greeting" refused the context:
//>   - /user_id must have at least 1 character
// #endregion
// biome-ignore-end lint/correctness/noUnusedFunctionParameters: See above.
