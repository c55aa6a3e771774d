import { Runnable } from "@langchain/core/runnables";
import type { LangGraphRunnableConfig } from "@langchain/langgraph";
import { isInTask, stateReader } from "./config.js";
import type { Write } from "./loop.js";

/** Whether a mapper has been called in this process by a task of a run. */
let hasMapped = false;

/** Reads what a field of the state holds, as a node's writer is let. */
export type ReadField = (field: string) => unknown;

/** Makes writes of what a node returned, in the place of LangGraph's own mapper in the node's writer. */
export abstract class WriteMapper extends Runnable<unknown, Write[] | null> {
  override lc_namespace = ["graphwright"];

  override async invoke(returned: unknown, config?: LangGraphRunnableConfig): Promise<Write[] | null> {
    hasMapped ||= isInTask(config?.configurable);
    return this.map(returned, stateReader(config));
  }

  protected abstract map(returned: unknown, read: ReadField): Write[] | null;
}

/** Whether any task has got that far; then a loop has been told what it wrote. */
export function hasMappedTask(): boolean {
  return hasMapped;
}
