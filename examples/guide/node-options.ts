// The program of docs/node-options.md.
// #region imports
import { setTimeout as wait } from "node:timers/promises";
import { Command, START } from "@langchain/langgraph";
import { InMemoryCache } from "@langchain/langgraph-checkpoint";
import { ContractError } from "graphwright";
import { GreetingStateGraph, type GreetingUpdate } from "../../generated/greeting/index.js";
import { FanoutStateGraph } from "../../test/contracts/generated/fanout/index.js";

// #endregion

// #region retry
const flaky = new FanoutStateGraph()
  .addNode(
    "fetch",
    (_state, { executionInfo }) => {
      const attempt = executionInfo?.nodeAttempt ?? 0;
      if (attempt < 3) throw new Error("the network is down");
      return { report: `attempt ${attempt}` };
    },
    { retryPolicy: { maxAttempts: 3, initialInterval: 1, logWarning: false } },
  )
  .setEntryPoint("fetch")
  .compile();

console.log((await flaky.invoke({ rounds: 1 })).report);
//> attempt 3
// #endregion

// #region no-retry
let attempts = 0;
const wrong = new GreetingStateGraph()
  .addNode(
    "greet",
    () => {
      attempts += 1;
      return JSON.parse('{ "response": 5 }') as GreetingUpdate;
    },
    { retryPolicy: { maxAttempts: 3, retryOn: () => true } },
  )
  .setEntryPoint("greet")
  .compile();

await wrong.invoke({}, { context: { user_id: "u" } }).catch((error) => console.log(error.message));
//> Graph "greeting" refused the update of node "greet":
//>   - /response must be a string, but is a number
console.log(attempts);
//> 1
// #endregion

// #region error-handler
const handled = new FanoutStateGraph()
  .addNode(
    "fetch",
    () => {
      throw new Error("the network is down");
    },
    {
      errorHandler: (_state, { node, error }) => {
        // A fault of the program is not an outage: let it end the run.
        if (ContractError.isInstance(error)) throw error;
        return new Command({ update: { report: `${node}: ${error.message}` }, goto: "publish" });
      },
    },
  )
  .addNode("publish", ({ report }) => ({ results: [{ topic: "news", text: `${report}` }] }))
  .setEntryPoint("fetch")
  .addEdge("fetch", "publish")
  .compile();

console.log((await handled.invoke({ rounds: 1 })).results);
//> [ { topic: 'news', text: 'fetch: the network is down' } ]
// #endregion

// #region cache
const cache = new InMemoryCache();

let runs = 0;
const cached = new FanoutStateGraph()
  .addNode(
    "search",
    ({ jobs }) => {
      runs += 1;
      return { report: jobs.map(({ topic }) => topic).join() };
    },
    { cachePolicy: { ttl: 60 } },
  )
  .setEntryPoint("search")
  .compile({ cache });

await cached.invoke({ jobs: [{ topic: "cats" }] });
console.log((await cached.invoke({ jobs: [{ topic: "cats" }] })).report, runs);
//> cats 1
// #endregion

// #region cache-key
const greeter = (cachePolicy: boolean) =>
  new GreetingStateGraph()
    .addNode("greet", (_state, { context }) => ({ response: `Hello ${context.user_id}!` }), { cachePolicy })
    .setEntryPoint("greet")
    .compile({ cache });

await greeter(true).invoke({ response: "" }, { context: { user_id: "ann" } });
console.log(await greeter(true).invoke({ response: "" }, { context: { user_id: "bob" } }));
//> { response: 'Hello ann!' }
console.log(await greeter(false).invoke({ response: "" }, { context: { user_id: "bob" } }));
//> { response: 'Hello bob!' }
// #endregion

// #region timeout
const slow = new FanoutStateGraph()
  .addNode("work", () => wait(500, { report: "done" }), { timeout: 20 })
  .setEntryPoint("work")
  .compile();

await slow.invoke({ rounds: 1 }).catch((error) => console.log(error.name));
//> NodeTimeoutError

const busy = new FanoutStateGraph()
  .addNode(
    "work",
    async (_state, { heartbeat }) => {
      for (let step = 0; step < 5; step++) {
        await wait(100);
        heartbeat();
      }
      return { report: "done" };
    },
    { timeout: { idleTimeout: 400 } },
  )
  .setEntryPoint("work")
  .compile();

console.log((await busy.invoke({ rounds: 1 })).report);
//> done
// #endregion

// #region defaults
const defaults = new FanoutStateGraph()
  .setNodeDefaults({
    timeout: 10_000,
    errorHandler: (_state, { node }) => ({ results: [{ topic: node, text: "failed" }] }),
  })
  .addNode("a", () => {
    throw new Error("a");
  })
  .addNode("b", () => ({ results: [{ topic: "b", text: "done" }] }))
  .addEdge(START, "a")
  .addEdge(START, "b")
  .compile();

console.log((await defaults.invoke({ rounds: 1 })).results);
//> [ { topic: 'a', text: 'failed' }, { topic: 'b', text: 'done' } ]
// #endregion
