// A graph that greets a user by the name that its store remembers.
import { InMemoryStore } from "@langchain/langgraph";
import {
  type GreetingRuntime,
  type GreetingState,
  GreetingStateGraph,
  type GreetingUpdate,
} from "../generated/greeting/index.js";

const store = new InMemoryStore();
await store.put(["users"], "user_123", { name: "Alice" });

async function personalizedGreeting(
  _state: GreetingState,
  runtime: GreetingRuntime,
): Promise<GreetingUpdate> {
  const memory = await runtime.store?.get(["users"], runtime.context.user_id);
  return { response: `Hello ${memory?.value.name ?? "unknown_user"}! Nice to see you again.` };
}

const graph = new GreetingStateGraph()
  .addNode("personalized_greeting", personalizedGreeting)
  .setEntryPoint("personalized_greeting")
  .setFinishPoint("personalized_greeting")
  .compile({ store });

// The first argument of the program, so that another user can be tried.
const user_id = process.argv[2] ?? "user_123";
console.log(await graph.invoke({}, { context: { user_id } }));
