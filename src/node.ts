import type { RunnableInterface } from "@langchain/core/runnables";
import type {
  CachePolicy,
  END,
  LangGraphRunnableConfig,
  NodeError,
  RetryPolicy,
  TimeoutPolicy,
} from "@langchain/langgraph";
import type { ParentCommand } from "./commands.js";
import type { GraphTypes } from "./graph-types.js";
import type { Schema } from "./schema.js";

/**
 * A command that updates the graph's own state: what of LangGraph's `Command` matters to a node's type, flat, because TypeScript pays for
 * each level of the class anew with every graph.
 *
 * @typeParam Update - The graph's generated update, e.g. `GreetingUpdate`.
 * @typeParam Goto - The nodes that it may go to.
 */
export interface UpdateCommand<Update, Goto extends string = string> {
  readonly lg_name: "Command";
  readonly update?: Update | [string, unknown][];
  readonly goto?: Goto | typeof END | SentTo<Goto> | readonly (Goto | typeof END | SentTo<Goto>)[];
}

/** What of LangGraph's `Send` matters to where it leads. */
interface SentTo<Node> {
  readonly lg_name: string;
  readonly node: Node | typeof END;
}

/** A command whose targets are looked after at run time. */
interface AnyUpdateCommand<Update> {
  readonly lg_name: "Command";
  readonly update?: Update | [string, unknown][];
}

/** What a node returns: an update, a command, several of them, or nothing. */
export type NodeReturn<Update> =
  | Update
  | AnyUpdateCommand<Update>
  | ParentCommand
  | readonly (Update | AnyUpdateCommand<Update> | ParentCommand)[]
  | null
  | undefined
  // biome-ignore lint/suspicious/noConfusingVoidType: a function without a return statement returns void.
  | void;

/** A node as a function, sync or async. The third argument is LangGraph's raw config. */
export type NodeFunction<Types extends GraphTypes, State = Types["State"]> = (
  state: State,
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

/** The options of a node that is reached by `Send` only, with a payload that is not the state. */
export interface SentNodeOptions<Types extends GraphTypes, Payload, Sent> extends NodeOptions<Types> {
  /** What the node is sent: checked, its defaults applied, before the node runs. */
  input: Schema<Payload, Sent>;
}

/** The options that `setNodeDefaults` gives to every node that does not say otherwise. */
export type NodeDefaults<Types extends GraphTypes> = Pick<
  NodeOptions<Types>,
  "retryPolicy" | "cachePolicy" | "timeout" | "errorHandler"
>;

/** Decides where the run goes; returns one target or several. The third argument is LangGraph's raw config. */
export type Router<Types extends GraphTypes, To> = (
  state: Types["State"],
  runtime: Types["Runtime"],
  config: LangGraphRunnableConfig,
) => To | readonly To[] | Promise<To | readonly To[]>;
