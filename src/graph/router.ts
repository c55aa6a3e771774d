import type { LangGraphRunnableConfig } from "@langchain/langgraph";
import type { GraphTypes } from "../contract/graph-types.js";

/** Decides where the run goes; returns one target or several. The third argument is LangGraph's raw config. */
export type Router<Types extends GraphTypes, To> = (
  state: Types["State"],
  runtime: Types["Runtime"],
  config: LangGraphRunnableConfig,
) => To | readonly To[] | Promise<To | readonly To[]>;
