import type { Task, Write } from "../langgraph/loop.js";
import { interruptsIn } from "../langgraph/pending-interrupts.js";
import { isAsking, scratchpadOf } from "../langgraph/scratchpad.js";

/**
 * Makes a function that says of each interrupt of a run, as `isOwn`, whether a task of the run asks or a graph inside. Callers get the same objects, and
 * checkpoints keep them.
 */
export function interruptMarker(): (task: Task, writes: readonly Write[]) => void {
  // What a task of a workflow asks is an interrupt of the workflow's function, too.
  const own = new WeakSet<object>();
  return (task, writes) => {
    const scratchpad = scratchpadOf(task.config?.configurable);
    const asks = scratchpad !== undefined && isAsking(scratchpad);
    for (const interrupt of interruptsIn(writes)) {
      if (asks) own.add(interrupt);
      Object.assign(interrupt, { isOwn: own.has(interrupt) });
    }
  };
}
