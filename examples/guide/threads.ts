// The program of docs/threads.md.
// #region graph
import { MemorySaver, Overwrite, START } from "@langchain/langgraph";
import { FanoutStateGraph } from "../../test/contracts/generated/fanout/index.js";
import { NotesStateGraph } from "../../test/contracts/generated/notes/index.js";
import { NotesNextStateGraph } from "../../test/contracts/generated/notes-next/index.js";

const checkpointer = new MemorySaver();
const graph = new FanoutStateGraph()
  .addNode("count", () => ({ rounds: 1 }))
  .addNode("tell", ({ rounds }) => ({ report: `round ${rounds}` }))
  .addEdge(START, "count")
  .addEdge("count", "tell")
  .compile({ checkpointer });

const thread = { configurable: { thread_id: "1" } };
await graph.invoke({}, thread);
console.log((await graph.invoke({}, thread)).report);
//> round 2
// #endregion

// #region state
const { values, next, config } = await graph.getState(thread);
console.log(values.report, next);
//> round 2 []
console.log((await graph.getState(config)).values.rounds);
//> 2
// #endregion

// #region history
for await (const past of graph.getStateHistory(thread, { limit: 5 })) {
  console.log(past.metadata?.step, past.values.rounds, past.next);
}
//> 6 2 []
//> 5 2 [ 'tell' ]
//> 4 1 [ 'count' ]
//> 3 1 [ '__start__' ]
//> 2 1 []
// #endregion

// #region update
await graph.updateState(thread, { rounds: 10 }, "count");
console.log((await graph.getState(thread)).values.rounds, (await graph.getState(thread)).next);
//> 12 [ 'tell' ]
console.log((await graph.invoke(null, thread)).report);
//> round 12
// #endregion

// #region update-wrong
// @ts-expect-error The field is a number.
await graph.updateState(thread, { rounds: "10" }, "count").catch((error) => console.log(error.message));
//> Graph "fanout" refused the update of node "count":
//>   - /rounds must be an integer, but is a string

// @ts-expect-error There is no such node.
await graph.updateState(thread, { rounds: 10 }, "cuont").catch((error) => console.log(error.message));
//> Node "cuont" does not exist
// #endregion

// #region bulk
const imported = { configurable: { thread_id: "imported" } };
await graph.bulkUpdateState(imported, [
  { updates: [{ values: { rounds: 5 }, asNode: START }] },
  { updates: [{ values: { rounds: 2 }, asNode: "count" }] },
]);
console.log((await graph.getState(imported)).next);
//> [ 'tell' ]
console.log((await graph.invoke(null, imported)).report);
//> round 7
// #endregion

// #region travel
let before = await graph.getState(imported);
for await (const past of graph.getStateHistory(imported)) if (past.next.includes("tell")) before = past;

console.log((await graph.invoke(null, before.config)).report);
//> round 7

const fork = await graph.updateState(before.config, { rounds: 100 }, "count");
console.log((await graph.invoke(null, fork)).report);
//> round 107
// #endregion

// #region older
const older = new NotesStateGraph()
  .addNode("write", () => ({ lines: ["milk"], stars: 3, old_name: "shopping" }))
  .addNode("check", () => ({ title: "done" }))
  .addEdge(START, "write")
  .addEdge("write", "check")
  .compile({ checkpointer, interruptBefore: ["check"] });

const old = { configurable: { thread_id: "old" } };
await older.invoke({}, old);

const newer = new NotesNextStateGraph()
  .addNode("write", () => ({ lines: [{ text: "milk" }], stars: [3], new_name: "shopping" }))
  .addNode("check", () => ({ title: "done" }))
  .addEdge(START, "write")
  .addEdge("write", "check")
  .compile({ checkpointer });

await newer.invoke(null, old).catch((error) => console.log(error.message));
//> Graph "notes-next" refused the checkpoint:
//>   - /lines/0 must be an object, but is a string
//>   - /stars must be an array, but is a number
//> The contract has changed since the checkpoint of the thread "old" was written, and the checkpoint no longer fits it. Fix these fields with updateState, or start a new thread.
// #endregion

// #region migrate
const { lines, stars, old_name } = (await older.getState(old)).values;
const migrated = {
  lines: new Overwrite(lines.map((text) => ({ text }))),
  stars: new Overwrite([stars]),
  ...(old_name !== undefined && { new_name: old_name }),
};
await newer.updateState(old, migrated, "write");

console.log(await newer.invoke(null, old));
//> {
//>   title: 'done',
//>   lines: [ { text: 'milk' } ],
//>   stars: [ 3 ],
//>   votes: [],
//>   energy: 0,
//>   new_name: 'shopping',
//>   mood: 'calm'
//> }
// #endregion
