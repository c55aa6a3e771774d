// The greeting graph with its store read: per invoke.
import { Annotation, InMemoryStore, type LangGraphRunnableConfig, StateGraph } from "@langchain/langgraph";
import {
  type GreetingRuntime,
  type GreetingState,
  GreetingStateGraph,
  type GreetingUpdate,
} from "../generated/greeting/index.js";
import { interleave } from "../support/interleave.js";
import { printResult, readEffort } from "../support/program.js";

const store = new InMemoryStore();
await store.put(["users"], "user_123", { name: "Alice" });
const options = { context: { user_id: "user_123" } };

const ours = new GreetingStateGraph()
  .addNode(
    "personalized_greeting",
    async (_state: GreetingState, runtime: GreetingRuntime): Promise<GreetingUpdate> => {
      const memory = await runtime.store?.get(["users"], runtime.context.user_id);
      return { response: `Hello ${memory?.value.name ?? "unknown_user"}! Nice to see you again.` };
    },
  )
  .setEntryPoint("personalized_greeting")
  .setFinishPoint("personalized_greeting")
  .compile({ store });

const State = Annotation.Root({ response: Annotation<string> });
const Context = Annotation.Root({ user_id: Annotation<string> });
const raw = new StateGraph(State, Context)
  .addNode(
    "personalized_greeting",
    async (_state: typeof State.State, config: LangGraphRunnableConfig<typeof Context.State>) => {
      const memory = await config.store?.get(["users"], config.context?.user_id ?? "");
      return { response: `Hello ${memory?.value.name ?? "unknown_user"}! Nice to see you again.` };
    },
  )
  .addEdge("__start__", "personalized_greeting")
  .addEdge("personalized_greeting", "__end__")
  .compile({ store });

for (const invoke of [() => ours.invoke({}, options), () => raw.invoke({}, options)]) {
  const { response } = await invoke();
  if (response !== "Hello Alice! Nice to see you again.") throw new Error(`wrong answer: ${response}`);
}

printResult(
  await interleave(
    { ours: () => ours.invoke({}, options), raw: () => raw.invoke({}, options) },
    readEffort(),
  ),
);
