// The program of docs/functional.md.
// #region workflow
import { Command, entrypoint, isInterrupted, MemorySaver } from "@langchain/langgraph";
import { getRuntime } from "graphwright";
import {
  type GreetingContext,
  greetingContract,
  greetingEntrypoint,
  greetingTask,
} from "../../generated/greeting/index.js";

let calls = 0;
const compose = greetingTask({ name: "compose", retry: { maxAttempts: 3 } }, async (greeting: string) => {
  calls += 1;
  const { context } = getRuntime(greetingContract);
  return `${greeting}, ${context.user_id}!`;
});

const greet = greetingEntrypoint({ checkpointer: new MemorySaver() }, async (_input, runtime) => {
  const greeting = runtime.previous === undefined ? "Hello" : "Hello again";
  return { response: await compose(greeting) };
});

const context: GreetingContext = { user_id: "ann" };
const thread = { configurable: { thread_id: "1" } };
console.log(await greet.invoke({}, { ...thread, context }));
//> { response: 'Hello, ann!' }
console.log(await greet.invoke({}, { ...thread, context }));
//> { response: 'Hello again, ann!' }
// #endregion

// #region final
const count = greetingEntrypoint<number>({ checkpointer: new MemorySaver() }, (_input, { previous = 0 }) =>
  entrypoint.final({ value: { response: `Visit ${previous + 1}` }, save: previous + 1 }),
);

await count.invoke({}, { ...thread, context });
console.log(await count.invoke({}, { ...thread, context }));
//> { response: 'Visit 2' }
// #endregion

// #region wrong
// @ts-expect-error The contract requires a context.
await greet.invoke({}, thread).catch((error) => console.log(error.message));
//> Graph "greeting" refused the context:
//>   - /user_id is missing
//> No context was given. Pass it in the options of the call, e.g. invoke(input, { context: { … } }).

// @ts-expect-error The response is a text.
const mistaken = greetingEntrypoint(() => ({ response: 5 }));
await mistaken.invoke({}, { context }).catch((error) => console.log(error.message));
//> Graph "greeting" refused the output:
//>   - /response must be a string, but is a number
// #endregion

// #region resume
calls = 0;
const confirmed = greetingEntrypoint({ checkpointer: new MemorySaver() }, async (_input, runtime) => {
  const draft = await compose("Dear");
  return { response: runtime.interrupt(`Send "${draft}"?`) === "yes" ? draft : "" };
});

const stopped = await confirmed.invoke({}, { ...thread, context });
console.log(isInterrupted<string>(stopped) && stopped.__interrupt__[0]?.value);
//> Send "Dear, ann!"?
console.log(await confirmed.invoke(new Command({ resume: "yes" }), { ...thread, context }), calls);
//> { response: 'Dear, ann!' } 1
// #endregion
