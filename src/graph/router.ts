import type { LangGraphRunnableConfig } from "@langchain/langgraph";
import type { GraphTypes } from "../contract/graph-types.js";
import type { KeepsLiterals } from "../contract/keeps-literals.js";
import type { Target } from "./commands.js";

/** Decides where the run goes; returns one target or several. The third argument is LangGraph's raw config. */
export type Router<Types extends GraphTypes, To> = (
  state: Types["State"],
  runtime: Types["Runtime"],
  config: LangGraphRunnableConfig,
) => To | readonly To[] | Promise<To | readonly To[]>;

/** The router of an overload that never applies; see {@link KeepsLiterals}. */
export type UncalledRouter<Types extends GraphTypes, Nodes extends string> = (
  state: Types["State"],
  runtime: Types["Runtime"],
  config: LangGraphRunnableConfig,
) => KeepsLiterals<Target<Types, Nodes> | readonly Target<Types, Nodes>[]>;
