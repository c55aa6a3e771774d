import type { LangGraphRunnableConfig, Runtime } from "@langchain/langgraph";

/** LangGraph.js's own runtime, the interface that ours is a drop-in for. */
export type LangGraphRuntime<Context = Record<string, unknown>> = Runtime<Context>;

/** LangGraph's execution info (its package exports no name for the values' interface on every path). */
export type ExecutionInfo = NonNullable<LangGraphRuntime["executionInfo"]>;

/** What a LangGraph server says of itself. */
export type ServerInfo = NonNullable<LangGraphRuntime["serverInfo"]>;

/** The config that LangGraph hands to a node. */
export type NodeConfig = LangGraphRunnableConfig;
