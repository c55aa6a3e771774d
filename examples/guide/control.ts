// The program of docs/control.md.
// #region drain
import { setTimeout as wait } from "node:timers/promises";
import { GraphDrained, MemorySaver, RunControl, START } from "@langchain/langgraph";
import { GreetingContext, GreetingStateGraph, greetingContract } from "../../generated/greeting/index.js";
import { FanoutStateGraph } from "../../test/contracts/generated/fanout/index.js";

const graph = new FanoutStateGraph()
  .addNode("first", () => {
    process.emit("SIGTERM"); // the platform stops the program while the node is at work
    return { rounds: 1 };
  })
  .addNode("second", ({ rounds }) => ({ report: `round ${rounds}` }))
  .addEdge(START, "first")
  .addEdge("first", "second")
  .compile({ checkpointer: new MemorySaver() });

const control = new RunControl();
process.once("SIGTERM", () => control.requestDrain("the program stops"));

const thread = { configurable: { thread_id: "1" } };
await graph.invoke({}, { ...thread, control }).catch((error) => {
  console.log(error instanceof GraphDrained, error.message);
});
//> true Graph drained: the program stops

console.log((await graph.getState(thread)).next);
//> [ 'second' ]
console.log((await graph.invoke(null, thread)).report);
//> round 1
// #endregion

// #region drain-inside
const draining = new FanoutStateGraph()
  .addNode("first", (_state, { control }) => control?.requestDrain("enough for today"))
  .addNode("second", () => ({ rounds: 1 }))
  .addEdge(START, "first")
  .addEdge("first", "second")
  .compile({ checkpointer: new MemorySaver() });

await draining.invoke({ report: "" }, thread).catch((error) => console.log(error.message));
//> Graph drained: enough for today
// #endregion

// #region last
const last = new FanoutStateGraph()
  .addNode("work", (_state, runtime) => {
    runtime.control?.requestDrain("late");
    return { report: `${runtime.drainRequested}, ${runtime.drainReason}` };
  })
  .setEntryPoint("work")
  .compile();

console.log((await last.invoke({}, { control: new RunControl() })).report);
//> true, late
// #endregion

// #region signal
const slow = new FanoutStateGraph()
  .addNode("work", async (_state, { signal }) => {
    await wait(10_000, undefined, { signal });
    return { report: "done" };
  })
  .setEntryPoint("work")
  .compile();

await slow
  .invoke({ rounds: 1 }, { signal: AbortSignal.timeout(100) })
  .catch((error) => console.log(error.name));
//> TimeoutError
// #endregion

// #region info
const informed = new GreetingStateGraph()
  .addNode("greet", (_state, { executionInfo, serverInfo }) => {
    const { threadId, nodeAttempt = 0 } = executionInfo ?? {};
    return { response: `thread ${threadId}, attempt ${nodeAttempt}, assistant ${serverInfo?.assistantId}` };
  })
  .setEntryPoint("greet")
  .compile({ checkpointer: new MemorySaver() });

const options = { ...thread, context: { user_id: "ann" } };
console.log((await informed.invoke({}, options)).response);
//> thread 1, attempt 1, assistant undefined

// What a LangGraph server puts into `configurable`:
const served = { thread_id: "2", assistant_id: "a-1", graph_id: "greeting" };
console.log((await informed.invoke({}, { ...options, configurable: served })).response);
//> thread 2, attempt 1, assistant a-1
// #endregion

// #region schemas
console.log(informed.getContextJsonSchema() === GreetingContext.jsonSchema);
//> true
console.log(informed.getInputJsonSchema());
//> {
//>   '$schema': 'https://json-schema.org/draft/2020-12/schema',
//>   description: 'What a node returns: the fields to update.',
//>   type: 'object',
//>   properties: {
//>     response: {
//>       description: 'The greeting, once a node has written it.',
//>       type: 'string'
//>     }
//>   },
//>   additionalProperties: false
//> }
console.log(informed.getOutputJsonSchema() === greetingContract.state.jsonSchema);
//> true
console.log(graph.getContextJsonSchema());
//> undefined
// #endregion
