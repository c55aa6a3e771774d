import type { RunnableInterface } from "@langchain/core/runnables";
import type {
  CachePolicy,
  Command,
  END,
  LangGraphRunnableConfig,
  NodeError,
  RetryPolicy,
  Send,
  TimeoutPolicy,
} from "@langchain/langgraph";
import type { GraphTypes } from "./graph-types.js";

/** What a node returns: an update, a command, several of them, or nothing. */
export type NodeReturn<Update> =
  | Update
  | Command
  | readonly (Update | Command)[]
  | null
  | undefined
  // biome-ignore lint/suspicious/noConfusingVoidType: a function without a return statement returns void.
  | void;

/** A node as a function, sync or async. The third argument is LangGraph's raw config. */
export type NodeFunction<Types extends GraphTypes> = (
  state: Types["State"],
  runtime: Types["Runtime"],
  config: LangGraphRunnableConfig,
) => NodeReturn<Types["Update"]> | Promise<NodeReturn<Types["Update"]>>;

/** Anything of LangChain's that can be invoked: a compiled graph, a tool node, a chain. */
export type AnyRunnable = RunnableInterface<never, unknown>;

/** What can be added as a node. */
export type NodeLike<Types extends GraphTypes> = NodeFunction<Types> | AnyRunnable;

/** Called in place of a node that failed, with what failed; returns what the node would have. */
export type ErrorHandler<Types extends GraphTypes> = (
  state: Types["State"],
  error: NodeError,
  runtime: Types["Runtime"],
) => NodeReturn<Types["Update"]> | Promise<NodeReturn<Types["Update"]>>;

/** How a node is run; LangGraph's node options. */
export interface NodeOptions<Types extends GraphTypes> {
  /** When and how often the node is tried again. A `ContractError` never is. */
  retryPolicy?: RetryPolicy;
  /** Reuses the result of an earlier run of the node with the same input; `false` opts out of the graph's default. */
  cachePolicy?: CachePolicy | boolean;
  /** Milliseconds for one attempt, or a policy with an idle timeout. */
  timeout?: number | TimeoutPolicy;
  metadata?: Record<string, unknown>;
  /** The nodes that the node's commands may go to; LangGraph needs them to know the graph. */
  ends?: string[];
  /** Waits until all other branches of the graph have ended. */
  defer?: boolean;
  errorHandler?: ErrorHandler<Types>;
}

/** The options that `setNodeDefaults` gives to every node that does not say otherwise. */
export type NodeDefaults<Types extends GraphTypes> = Pick<
  NodeOptions<Types>,
  "retryPolicy" | "cachePolicy" | "timeout" | "errorHandler"
>;

/** Where a router may send the run: nodes, the end, or nodes with an input of their own. */
export type Target<Nodes extends string> = Nodes | typeof END | Send;

/** Decides where the run goes; returns one target or several. The third argument is LangGraph's raw config. */
export type Router<Types extends GraphTypes, To> = (
  state: Types["State"],
  runtime: Types["Runtime"],
  config: LangGraphRunnableConfig,
) => To | readonly To[] | Promise<To | readonly To[]>;
