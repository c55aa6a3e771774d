import type { Runtime } from "@langchain/langgraph";

/** What a LangGraph server says of itself (LangGraph exports no name for it). */
export type ServerInfo = NonNullable<Runtime["serverInfo"]>;
