import type { Runtime } from "@langchain/langgraph";

/** What a LangGraph server says about itself. LangGraph does not export this type. */
export type ServerInfo = NonNullable<Runtime["serverInfo"]>;
