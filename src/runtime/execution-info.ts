import type { Runtime } from "@langchain/langgraph";

/** LangGraph's execution info (LangGraph exports no name for it on every path). */
type LangGraphExecutionInfo = NonNullable<Runtime["executionInfo"]>;

/** The values of an {@link ExecutionInfo}. */
export type ExecutionInfoValues = Omit<LangGraphExecutionInfo, "nodeAttempt"> & {
  /** 1 if it is left out. */
  readonly nodeAttempt?: number;
};

/** Which attempt of which task of which run a node is executing. Immutable; see LangGraph's `ExecutionInfo`. */
export class ExecutionInfo implements LangGraphExecutionInfo {
  readonly checkpointId: string;
  readonly checkpointNs: string;
  readonly taskId: string;
  /** Undefined without a checkpointer. */
  declare readonly threadId?: string;
  /** Undefined if the caller gave the run no id. */
  declare readonly runId?: string;
  /** Counts from 1; grows with each retry. */
  readonly nodeAttempt: number;
  /** When the first attempt started, in milliseconds since 1970. */
  declare readonly nodeFirstAttemptTime?: number;

  constructor(values: ExecutionInfoValues) {
    this.checkpointId = values.checkpointId;
    this.checkpointNs = values.checkpointNs;
    this.taskId = values.taskId;
    if (values.threadId !== undefined) this.threadId = values.threadId;
    if (values.runId !== undefined) this.runId = values.runId;
    this.nodeAttempt = values.nodeAttempt ?? 1;
    if (values.nodeFirstAttemptTime !== undefined) this.nodeFirstAttemptTime = values.nodeFirstAttemptTime;
    Object.freeze(this);
  }

  /** A copy with these values replaced. */
  patch(values: Partial<ExecutionInfoValues>): ExecutionInfo {
    return new ExecutionInfo({ ...this, ...values });
  }
}
