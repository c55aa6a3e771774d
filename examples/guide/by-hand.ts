// What README.md compares with: the greeting in LangGraph with Zod, by hand.
// #region by-hand
import { InMemoryStore, type Runtime, StateGraph } from "@langchain/langgraph";
import { z } from "zod";

const Context = z.strictObject({ user_id: z.string().min(1) }); // kept in step with the Python service by hand
const State = z.object({ response: z.string().optional() });

async function personalizedGreeting(_: z.infer<typeof State>, runtime: Runtime<z.infer<typeof Context>>) {
  const memory = await runtime.store?.get(["users"], runtime.context?.user_id ?? ""); // it may be undefined
  return { response: `Hello ${memory?.value.name ?? "unknown_user"}! Nice to see you again.` };
}
// #endregion

const store = new InMemoryStore();
await store.put(["users"], "user_123", { name: "Alice" });

const graph = new StateGraph(State, Context)
  .addNode("personalized_greeting", personalizedGreeting)
  .addEdge("__start__", "personalized_greeting")
  .compile({ store });

console.log(await graph.invoke({}, { context: { user_id: "user_123" } }));
//> { response: 'Hello Alice! Nice to see you again.' }

await graph.invoke({}, { context: { user_id: "" } }).catch((error) => console.log(`${error}`));
//> [
//>   {
//>     "origin": "string",
//>     "code": "too_small",
//>     "minimum": 1,
//>     "inclusive": true,
//>     "path": [
//>       "user_id"
//>     ],
//>     "message": "Too small: expected string to have >=1 characters"
//>   }
//> ]
