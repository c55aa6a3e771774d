import type { LangGraphRunnableConfig } from "@langchain/langgraph";

/** Where the id goes along to nodes. Tracers and checkpoints leave out names that begin so. */
const RUN_ID = "__graphwright_run_id";

/**
 * The options of a run, with the caller's id for it where nodes find it. LangGraph takes it out of the config before it makes the execution info
 * of tasks, so that nobody else would know it.
 *
 * @param bound - The id that `withConfig` has bound.
 */
export function withRunId<Options extends LangGraphRunnableConfig>(
  options: Options | undefined,
  bound: string | undefined,
): Options | undefined {
  const runId = options?.runId ?? bound;
  // A graph that is a node gets its task's config, with what the outer run was given.
  if (runId === undefined || options?.configurable?.[RUN_ID] !== undefined) return options;
  return { ...options, configurable: { ...options?.configurable, [RUN_ID]: runId } } as unknown as Options;
}

/** The execution info of a node's config, with the id that the caller has given to the run. */
export function executionInfoOf({
  executionInfo,
  configurable,
}: LangGraphRunnableConfig): LangGraphRunnableConfig["executionInfo"] {
  const runId: unknown = configurable?.[RUN_ID];
  if (executionInfo === undefined || executionInfo.runId !== undefined || runId === undefined)
    return executionInfo;
  return { ...executionInfo, runId: String(runId) };
}
