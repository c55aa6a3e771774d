// The program of docs/control-flow.md.
// #region imports
import { Command, END, Send, START } from "@langchain/langgraph";
import { sender, type UpdateCommand } from "graphwright";
import { DispatchStateGraph, dispatchContract } from "../../test/contracts/generated/dispatch/index.js";
import {
  type FanoutState,
  FanoutStateGraph,
  type FanoutUpdate,
  Job,
} from "../../test/contracts/generated/fanout/index.js";
import { OrdersStateGraph, type OrdersUpdate } from "../../test/contracts/generated/orders/index.js";

// #endregion

// #region command
const planned = new FanoutStateGraph()
  .addNode(
    "plan",
    ({ jobs }) => new Command({ update: { rounds: 1 }, goto: jobs.length > 0 ? "work" : END }),
    { ends: ["work", END] },
  )
  .addNode("work", ({ jobs }) => ({ report: `${jobs.length} done` }))
  .setEntryPoint("plan")
  .compile();

console.log(await planned.invoke({ jobs: [{ topic: "cats" }] }));
//> {
//>   jobs: [ { topic: 'cats', depth: 1 } ],
//>   results: [],
//>   rounds: 1,
//>   report: '1 done'
//> }
console.log(await planned.invoke({ rounds: 5 }));
//> { jobs: [], results: [], rounds: 6 }
// #endregion

// #region command-wrong
// @ts-expect-error The field `rounds` is a number.
new FanoutStateGraph().addNode("plan", () => new Command({ update: { rounds: "1" } }));

// @ts-expect-error There is no node "wrok".
const lost = new FanoutStateGraph()
  .addNode("plan", () => new Command({ goto: "wrok" }))
  .addNode("work", () => ({ report: "done" }))
  .setEntryPoint("plan")
  .addEdge("plan", "work")
  .compile();

await lost.invoke({ rounds: 1 }).catch((error) => console.log(error.message));
//> Graph "fanout" refused the update of node "plan":
//>   - it goes to "wrok", but the graph has no node with this name; its nodes are "plan", "work"
// #endregion

// #region command-elsewhere
function route({ rounds }: FanoutState): UpdateCommand<FanoutUpdate, "work" | "rest"> {
  if (rounds > 5) return new Command({ goto: END });
  // @ts-expect-error It goes to "work", "rest" or the end.
  if (rounds > 3) return new Command({ goto: "play" });
  return new Command({ update: { rounds: 1 }, goto: ["work", "rest"] });
}

const elsewhere = new FanoutStateGraph()
  .addNode("route", route, { ends: ["work", "rest", END] })
  .addNode("work", () => ({ rounds: 10 }))
  .addNode("rest", () => ({ rounds: 100 }))
  .setEntryPoint("route")
  .compile();

console.log((await elsewhere.invoke({})).rounds);
//> 111
// #endregion

// #region command-enum
const paying = new OrdersStateGraph()
  .addNode(
    "pay",
    ({ total }) => new Command({ update: { status: total > 0 ? "paid" : "open" }, goto: "ship" }),
    { ends: ["ship"] },
  )
  .addNode("ship", ({ status }) => ({ note: `is ${status}` }))
  .setEntryPoint("pay")
  .compile();

console.log((await paying.invoke({ total: 5 }, { context: { tenant: "acme" } })).note);
//> is paid

// @ts-expect-error The contract has no such status.
new OrdersStateGraph().addNode("pay", () => new Command({ update: { status: "payed" } }));
// #endregion

// #region typo
const careless = new OrdersStateGraph()
  .addNode("pay", () => ({ status: "paid", ntoe: "thanks" }))
  .setEntryPoint("pay")
  .compile();

await careless.invoke({}, { context: { tenant: "acme" } }).catch((error) => console.log(error.message));
//> Graph "orders" refused the update of node "pay":
//>   - the value has an unknown property "ntoe" (did you mean "note"?)

new OrdersStateGraph()
  // @ts-expect-error The state has no field "ntoe".
  .addNode("pay", (): OrdersUpdate => ({ status: "paid", ntoe: "thanks" }))
  // @ts-expect-error Nor in a command.
  .addNode("ship", () => new Command({ update: { ntoe: "", status: "paid" } satisfies OrdersUpdate }));
// #endregion

// #region routers
const routed = new FanoutStateGraph()
  .addNode("plan", () => ({ rounds: 1 }))
  .addNode("count", ({ jobs }) => ({ results: [{ topic: "count", text: `${jobs.length}` }] }))
  .addNode("list", ({ jobs }) => ({
    results: [{ topic: "list", text: jobs.map(({ topic }) => topic).join() }],
  }))
  .setEntryPoint("plan")
  .addConditionalEdges("plan", ({ jobs }) => (jobs.length > 0 ? ["count", "list"] : END), [
    "count",
    "list",
    END,
  ])
  .compile();

console.log(await routed.invoke({ jobs: [{ topic: "cats" }, { topic: "dogs" }] }));
//> {
//>   jobs: [ { topic: 'cats', depth: 1 }, { topic: 'dogs', depth: 1 } ],
//>   results: [
//>     { topic: 'count', text: '2' },
//>     { topic: 'list', text: 'cats,dogs' }
//>   ],
//>   rounds: 1
//> }
// #endregion

// #region loop
const loop = new FanoutStateGraph()
  .addNode("step", () => ({ rounds: 1 }))
  .setEntryPoint("step")
  .addConditionalEdges("step", ({ rounds }) => (rounds < 3 ? "again" : "done"), { again: "step", done: END })
  .compile();

console.log((await loop.invoke({})).rounds);
//> 3
await loop.invoke({}, { recursionLimit: 2 }).catch((error) => console.log(error.name));
//> GraphRecursionError
// #endregion

// #region send
const toWorker = sender("work", Job);

const workers = new FanoutStateGraph()
  .addNode("plan", () => ({ rounds: 1 }))
  .addSentNode("work", (job) => ({ results: [{ topic: job.topic, text: `depth ${job.depth}` }] }), {
    input: Job,
  })
  .addNode("gather", ({ results }) => ({ report: `${results.length} results` }))
  .setEntryPoint("plan")
  .addConditionalEdges("plan", ({ jobs }) => jobs.map(toWorker), ["work"])
  .addEdge("work", "gather")
  .compile();

const sent = await workers.invoke({ jobs: [{ topic: "cats" }, { topic: "dogs", depth: 2 }] });
console.log(sent.results, sent.report);
//> [
//>   { topic: 'cats', text: 'depth 1' },
//>   { topic: 'dogs', text: 'depth 2' }
//> ] 2 results
// #endregion

// #region send-wrong
// @ts-expect-error The topic is missing.
const bad = toWorker({ depth: 2 });

const sending = new FanoutStateGraph()
  .addNode("plan", () => new Command({ goto: bad }), { ends: ["work"] })
  .addSentNode("work", ({ topic }) => ({ report: topic }), { input: Job })
  .setEntryPoint("plan")
  .compile();

await sending.invoke({}).catch((error) => console.log(error.message));
//> Graph "fanout" refused the input of node "work":
//>   - /topic is missing
// #endregion

// #region sends
const toWeigh = sender(dispatchContract, "weigh");

const dispatching = new DispatchStateGraph()
  .addNode("plan", () => undefined)
  .addSentNode("weigh", ({ parcel, unit }) => ({ labels: [`${parcel}: ${parcel.length} ${unit}`] }))
  .addSentNode("label", ({ parcel, express }) => ({ labels: [express ? `${parcel}!` : parcel] }))
  .setEntryPoint("plan")
  .addConditionalEdges(
    "plan",
    ({ parcels }) => [
      ...parcels.map((parcel) => toWeigh({ parcel })),
      new Send("label", { parcel: "all", express: true }),
    ],
    ["weigh", "label"],
  )
  .compile();

console.log((await dispatching.invoke({ parcels: ["book", "lamp"] })).labels);
//> [ 'book: 4 kg', 'lamp: 4 kg', 'all!' ]
// #endregion

// #region sends-wrong
const unweighed = new DispatchStateGraph()
  .addNode("plan", () => new Command({ goto: new Send("weigh", { parcel: "", unit: "st" }) }), {
    ends: ["weigh", "label"],
  })
  .addSentNode("weigh", () => undefined)
  .addSentNode("label", () => undefined)
  .setEntryPoint("plan")
  .compile();

await unweighed.invoke({}).catch((error) => console.log(error.message));
//> Graph "dispatch" refused the input of node "weigh":
//>   - /parcel must have at least 1 character
//>   - /unit must be one of "kg", "lb"
//> It was sent by the node "plan".
// #endregion

// #region defer
const deferred = new FanoutStateGraph()
  .addNode("short", () => ({ results: [{ topic: "a", text: "short" }] }))
  .addNode("long", () => ({ rounds: 1 }))
  .addNode("longer", () => ({ results: [{ topic: "b", text: "longer" }] }))
  .addNode("gather", ({ results }) => ({ report: results.map(({ text }) => text).join() }), { defer: true })
  .addEdge(START, "short")
  .addEdge(START, "long")
  .addEdge("long", "longer")
  .addEdge("short", "gather")
  .addEdge("longer", "gather")
  .compile();

console.log((await deferred.invoke({})).report);
//> short,longer
// #endregion
