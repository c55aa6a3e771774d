import { Runnable } from "@langchain/core/runnables";
import type { LangGraphRunnableConfig } from "@langchain/langgraph";
import { stateReader } from "./config.js";
import { expectFact, rememberFailure } from "./facts.js";
import type { Write } from "./loop.js";

/** Whether a mapper has been called in this process. */
let hasMapped = false;

/** Reads what a field of the state holds, as a node's writer is let. */
export type ReadField = (field: string) => unknown;

/** Makes writes of what a node returned, in the place of LangGraph's own mapper in the node's writer. */
export abstract class WriteMapper extends Runnable<unknown, Write[] | null> {
  override lc_namespace = ["graphwright"];

  override async invoke(returned: unknown, config?: LangGraphRunnableConfig): Promise<Write[] | null> {
    hasMapped = true;
    return this.map(returned, stateReader(config), config);
  }

  protected abstract map(
    returned: unknown,
    read: ReadField,
    config?: LangGraphRunnableConfig,
  ): Write[] | null;
}

/** Tests, where the state has been written to, that a mapper was called for it. */
export function expectMapped(): void {
  rememberFailure(() => expectFact("writerMapper", hasMapped));
}
