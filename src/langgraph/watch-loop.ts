import { INTERRUPT } from "@langchain/langgraph";
import { expectFact } from "./facts.js";
import type { Loop, Run, Task, Write } from "./loop.js";

/** What looks on as a run goes from superstep to superstep. */
export interface LoopWatcher {
  /** Called before a superstep is ended. */
  beforeTick(): void;
  /** Called when the next superstep is prepared, and its tasks are known. */
  afterTick(): void;
  /** Called when a task calls another one, before that runs. */
  called(task: Task, by: Task): void;
  /**
   * Called when a task has ended, before what it wrote is saved.
   *
   * @returns Why the task is to fail instead, if it is.
   */
  wrote(task: Task): Error | undefined;
  /**
   * Called when a task has stopped at an interrupt, before that is saved.
   *
   * @returns What is saved in its place, or why the task is to fail instead.
   */
  asked(task: Task, writes: Write[]): Write[] | Error;
}

/** LangGraph's channel of a task's failure. */
const ERROR = "__error__";

/**
 * Has a watcher look on at a run.
 *
 * @returns What to call at the run's end, to test that the watcher has seen it.
 */
export function watchLoop({ loop, runner }: Run, watcher: LoopWatcher): () => void {
  const putWrites = loop.putWrites.bind(loop);
  const tick = loop.tick.bind(loop);
  const acceptPush = loop.acceptPush.bind(loop);
  let hasTicked = false;
  let unsaved = new Set<string>();
  loop.putWrites = (id, writes, cached) => {
    unsaved.delete(id);
    const task = loop.tasks[id];
    if (task === undefined || writes.some(([channel]) => channel === ERROR)) {
      return putWrites(id, writes, cached);
    }
    const isAsking = writes.some(([channel]) => channel === INTERRUPT);
    const found = isAsking ? watcher.asked(task, writes) : watcher.wrote({ ...task, writes });
    if (!(found instanceof Error)) return putWrites(id, found ?? writes, cached);
    const refusal = found;
    expectErrorChannel(runner);
    const { name, message } = refusal;
    task.writes.splice(0, task.writes.length, [ERROR, { name, message }]);
    return putWrites(id, task.writes, cached);
  };
  loop.acceptPush = async (by, ...parameters) => {
    const task = await acceptPush(by, ...parameters);
    if (task !== undefined) {
      expectFact(
        "acceptPush",
        [task, by].every(({ id }) => loop.tasks[id] !== undefined),
      );
      watcher.called(task, by);
    }
    return task;
  };
  loop.tick = async (params) => {
    hasTicked = true;
    expectFact("putWrites", ![...unsaved].some((id) => hasWritten(loop.tasks[id])));
    watcher.beforeTick();
    const goesOn = await tick(params);
    unsaved = new Set(Object.keys(loop.tasks).filter((id) => !hasWritten(loop.tasks[id])));
    watcher.afterTick();
    return goesOn;
  };
  return () => expectFact("tick", hasTicked);
}

function hasWritten(task: Task | undefined): boolean {
  return task !== undefined && task.writes.length > 0;
}

/** Has LangGraph's runner note a failure on a task that belongs to no run, to see which channel it takes for that. */
function expectErrorChannel(runner: unknown): void {
  const commit: unknown = runner === undefined ? undefined : Reflect.get(Object(runner), "_commit");
  if (typeof commit !== "function") return;
  const writes: Write[] = [];
  const loop = { putWrites() {}, isErrorHandlerNode: () => true, getErrorHandlerNode() {} };
  const apart = Object.assign(Object.create(runner as object), { loop, handledExceptions: new Set() });
  commit.call(apart, { id: "", name: "", writes }, new Error("tested"));
  expectFact(
    "errorChannel",
    writes.some(([channel]) => channel === ERROR),
  );
}

/**
 * Lets the nodes' writer tell when it is used after the run: LangGraph drops such an event without a word. While the run around goes on that
 * one gets it.
 *
 * @returns What to call at the run's end.
 */
export function watchWriter(loop: Loop, graph: string): () => void {
  const { writer } = loop.config;
  if (writer === undefined || loop.isNested) return () => {};
  let hasEnded = false;
  const watched = (chunk: unknown): void => {
    if (hasEnded) {
      throw new Error(
        `Graph "${graph}": an event was written after the run had ended, when nobody could receive it. Await the work that writes it before its node returns.`,
      );
    }
    writer(chunk);
  };
  loop.config = { ...loop.config, writer: watched };
  return () => {
    hasEnded = true;
  };
}
