import {
  Annotation,
  AsyncBatchedStore,
  entrypoint,
  InMemoryStore,
  START,
  StateGraph,
} from "@langchain/langgraph";
import { BatchingStore } from "./batching-store.js";
import { handledNode } from "./error-handler-node.js";
import { expectFact, expectNoFailure } from "./facts.js";
import { isFinal } from "./final.js";
import { GuardedStore } from "./guarded-store.js";
import { expectInvalidResume } from "./invalid-resume.js";
import { expectOverwrite } from "./overwrite.js";
import { isPregel } from "./pregel.js";
import { unwrapStore } from "./store.js";

let isTested = false;

/**
 * Tests, once in a process, what can be tested of LangGraph without a run; runs test the rest as they go. Called when a graph or a workflow is made.
 *
 * A run of a graph that is there to be tested would be simpler, but takes thirty milliseconds of a process that has just begun, and is traced.
 *
 * @throws Error that names the fact which does not hold, the versions that were tested, and what to do.
 */
export function expectFacts(): void {
  expectNoFailure();
  if (isTested) return;
  expectOverwrite();
  expectInvalidResume();
  expectFact("final", isFinal(entrypoint.final({ value: 1, save: 2 })));
  expectStores();
  expectNodes();
  isTested = true;
}

function expectStores(): void {
  const inside = new InMemoryStore();
  for (const ours of [new BatchingStore(inside), new GuardedStore(inside, (operation) => operation)]) {
    expectFact("batchedStore", unwrapStore(new AsyncBatchedStore(ours)) === inside);
  }
}

/** Looks at the nodes that LangGraph makes of error handlers. */
function expectNodes(): void {
  const graph = new StateGraph(Annotation.Root({ field: Annotation<unknown>() }))
    .addNode("own", () => ({}), { errorHandler: () => ({}) })
    .addNode("other", () => ({}))
    .addEdge(START, "own")
    .addEdge("own", "other")
    .setNodeDefaults({ errorHandler: () => ({}) })
    .compile();
  const handled = Object.keys(graph.nodes).map(handledNode);
  expectFact("errorHandlerNode", handled.includes("own") && handled.filter(Boolean).length === 2);
  expectFact("pregel", isPregel(graph));
}
