import type { CachePolicy, END, NodeError, RetryPolicy, TimeoutPolicy } from "@langchain/langgraph";
import type { GraphTypes } from "../contract/graph-types.js";
import type { Schema } from "../schema/schema.js";
import type { NodeReturn } from "./node-return.js";

/**
 * Called when a node has failed for good; returns an update or a command. The node's edges are not followed: a command says where the run goes on.
 *
 * @typeParam State - What the node was given: the state or, of a node that is sent to, its payload.
 */
export type ErrorHandler<Types extends GraphTypes, State = Types["State"]> = (
  state: State,
  error: NodeError,
  runtime: Types["Runtime"],
) => NodeReturn<Types["Update"]> | Promise<NodeReturn<Types["Update"]>>;

/** How a node is run; LangGraph's node options but for `ends`. */
export interface PlainNodeOptions<Types extends GraphTypes> {
  /** When and how often the node is tried again. A `ContractError` never is. */
  retryPolicy?: RetryPolicy;
  /** Reuses the result of an earlier run of the node with the same input; `false` opts out of the graph's default. */
  cachePolicy?: CachePolicy | boolean;
  /** Milliseconds for one attempt, or a policy with an idle timeout. */
  timeout?: number | TimeoutPolicy;
  metadata?: Record<string, unknown>;
  /** Waits until all other branches of the graph have ended. */
  defer?: boolean;
  errorHandler?: ErrorHandler<Types>;
}

/** How a node is run; LangGraph's node options. */
export interface NodeOptions<Types extends GraphTypes, Ends extends string = string>
  extends PlainNodeOptions<Types> {
  /** The nodes that the node's commands go to; LangGraph needs them to know the graph. The commands may go nowhere else. */
  ends?: readonly (Ends | typeof END)[];
}

/**
 * The options of a node that is reached by `Send` only, and that the contract's sends member lists. Its `errorHandler` gets the payload as the node does; where it was
 * the payload that was refused (a `ContractError` whose boundary is `input`), as it was sent.
 */
export interface ListedNodeOptions<Types extends GraphTypes, Payload, Ends extends string = string>
  extends Omit<NodeOptions<Types, Ends>, "errorHandler"> {
  errorHandler?: ErrorHandler<Types, NoInfer<Payload>>;
}

/** The options of a node that is reached by `Send` only, of a contract without a sends member. */
export interface SentNodeOptions<Types extends GraphTypes, Payload, Sent, Ends extends string = string>
  extends ListedNodeOptions<Types, Payload, Ends> {
  /** What the node is sent: checked, its defaults applied, before the node runs. */
  input: Schema<Payload, Sent>;
}

/**
 * The options that `setNodeDefaults` gives to every node that does not say otherwise. The `errorHandler` gets what the failed node was given: of one that was added with
 * `addSentNode`, its payload, which the type of the state does not tell.
 */
export type NodeDefaults<Types extends GraphTypes> = Pick<
  NodeOptions<Types>,
  "retryPolicy" | "cachePolicy" | "timeout" | "errorHandler"
>;
