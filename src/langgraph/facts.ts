/**
 * What this package knows of LangGraph that LangGraph does not document: a fact has a name here, and is tested where it is used or when the first graph is
 * compiled. `npm run langgraph-facts` renames each in a copy of LangGraph, and shows that none is lost in silence.
 */
const FACTS = {
  streamIterator: "every run of a graph passes its method _streamIterator",
  validateInput: "a graph passes what a run is called with to its method _validateInput",
  validateContext:
    "a graph passes the context of a run to its method _validateContext, and nodes get what that returns",
  runLoop: "a graph takes a run from its first superstep to its last in its method _runLoop",
  copiedGraph: "withConfig makes a copy of a graph with its constructor, from the graph's own properties",
  abortSignals: "a run's runner makes the signals of a superstep in its method _initializeAbortSignals",
  loop: "the method _runLoop is given the run's loop: its channels, input, checkpoint, pending writes, config and store",
  loopTasks: "a loop has the tasks of its superstep by their ids, each with its writes",
  loopStream:
    "a loop has its stream as stream, and the configurable of its config has it too if graphs inside are to be streamed",
  loopStatus: 'the status of a loop is "done" when no task is left',
  tick: "a loop prepares each superstep in its method tick",
  putWrites: "a loop saves what a task has written in its method putWrites",
  acceptPush:
    "a loop makes the task of a task that is called in its method acceptPush, and says who calls it",
  errorChannel: "the failure of a task is a write to the channel __error__",
  writerMapper: "the first writer of a node has a mapper that makes writes of what the node returned",
  readState: "the config of a task has a function __pregel_read that reads the state",
  taskId: "the config of a task has the task's id as __pregel_task_id",
  scratchpad: "the config of a task has the answers to its interrupts as __pregel_scratchpad",
  resumeChannel:
    "what a task that stops at an interrupt was answered before is a write to the channel __resume__",
  previousState: "the config of a workflow's task has what the last run returned as __pregel_previous",
  taskPath:
    'the metadata of a task says as langgraph_path whether the task was sent ("__pregel_push") or triggered ("__pregel_pull")',
  nodeName: "the metadata of a task has the node's name as langgraph_node",
  invalidResume: "an error that _markInvalidResume marks leaves the interrupt open",
  errorHandlerNode:
    "an error handler is a node whose name begins with __error_handler__ or is __default_error_handler__",
  overwrite: "an Overwrite has its value under the key __overwrite__",
  pregel: "a graph that serves as a node has lg_is_pregel",
  final: "what entrypoint.final makes has __pregel_final as its __lg_type",
  batchedStore:
    "a store whose lg_name is AsyncBatchedStore is a wrapper, and the store inside it is what is wrapped again",
} as const;

/** A fact's name. */
export type Fact = keyof typeof FACTS;

/** The names of all facts. */
export const facts = /* @__PURE__ */ (() => Object.keys(FACTS) as Fact[])();

/** The versions of LangGraph that this package was tested with; `npm run langgraph-versions` tests them. */
export const TESTED_VERSIONS = { from: "1.7.0", to: "1.7.3" } as const;

/**
 * The first failure that is remembered: an error handler or a tool node may catch what a node throws, so that it is thrown again when the run ends, and before
 * the next. Only what LangGraph itself does counts: what a caller passes must not stop the runs of others.
 */
let failure: Error | undefined;

/**
 * Says that this LangGraph works in another way than this package needs it to.
 *
 * @throws Error always
 */
export function failFact(fact: Fact): never {
  const { from, to } = TESTED_VERSIONS;
  throw new Error(
    `graphwright does not work with this version of @langchain/langgraph. It relies on the following, which is not true here: ${FACTS[fact]} (${fact}). graphwright was tested with @langchain/langgraph ${from} to ${to}. Install one of these, e.g. "npm install @langchain/langgraph@${to}", or a newer version of graphwright.`,
  );
}

/** @throws Error where the fact does not hold. */
export function expectFact(fact: Fact, holds: boolean): asserts holds {
  if (!holds) failFact(fact);
}

/** Tests something of LangGraph's own doing; where that fails, all runs fail from then on, with the same error. */
export function rememberFailure(test: () => void): void {
  try {
    test();
  } catch (error) {
    failure ??= error as Error;
    throw failure;
  }
}

/** @throws Error where there is a failure to remember. */
export function expectNoFailure(): void {
  if (failure !== undefined) throw failure;
}
