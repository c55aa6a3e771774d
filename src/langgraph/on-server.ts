import type { LangGraphRunnableConfig } from "@langchain/langgraph";

/** Whether a run is one of a LangGraph server, which says in the config whose it is: as LangGraph itself tells it for `serverInfo`. */
export function isOnServer(
  config: Pick<LangGraphRunnableConfig, "configurable" | "metadata"> | undefined,
): boolean {
  const { configurable, metadata } = config ?? {};
  return [configurable, metadata].some(
    (each) => each?.assistant_id !== undefined || each?.graph_id !== undefined,
  );
}
