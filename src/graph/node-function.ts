import type { RunnableInterface } from "@langchain/core/runnables";
import type { LangGraphRunnableConfig } from "@langchain/langgraph";
import type { GraphTypes } from "../contract/graph-types.js";
import type { NodeReturn, PlainReturn } from "./node-return.js";

/**
 * A node as a function, sync or async. The third argument is LangGraph's raw config.
 *
 * @typeParam State - What it is given.
 * @typeParam Goto - The nodes that its commands go to.
 */
export type NodeFunction<Types extends GraphTypes, State = Types["State"], Goto extends string = string> = (
  state: State,
  runtime: Types["Runtime"],
  config: LangGraphRunnableConfig,
) => NodeReturn<Types["Update"], Goto> | Promise<NodeReturn<Types["Update"], Goto>>;

/** A node that returns no commands. TypeScript checks it for less than a `NodeFunction`, and most nodes are such. */
export type PlainNode<Types extends GraphTypes> = (
  state: Types["State"],
  runtime: Types["Runtime"],
  config: LangGraphRunnableConfig,
) => PlainReturn<Types["Update"]> | Promise<PlainReturn<Types["Update"]>>;

/** Anything of LangChain's that can be invoked: a compiled graph, a tool node, a chain. */
export type AnyRunnable = RunnableInterface<never, unknown>;

/** What can be added as a node. */
export type NodeLike<Types extends GraphTypes, Goto extends string = string> =
  | NodeFunction<Types, Types["State"], Goto>
  | AnyRunnable;
