import type { RunnableInterface } from "@langchain/core/runnables";
import type {
  CachePolicy,
  END,
  LangGraphRunnableConfig,
  NodeError,
  RetryPolicy,
  TimeoutPolicy,
} from "@langchain/langgraph";
import type { GraphTypes } from "../contract/graph-types.js";
import type { Schema } from "../schema.js";
import type { ParentCommand } from "./commands.js";

/**
 * The fields of an update as a type without a name. LangGraph's `Command` asks for a `Record<string, unknown>`, which an interface is not: in the sight of
 * one TypeScript would forget that `"paid"` is more than a string.
 */
export type Fields<Update> = { [Field in keyof Update]: Update[Field] };

/**
 * A command that updates the graph's own state: what of LangGraph's `Command` matters to a node's type, flat, because TypeScript pays for
 * each level of the class anew with every graph.
 *
 * @typeParam Update - The graph's generated update, e.g. `GreetingUpdate`.
 * @typeParam Goto - The nodes that it may go to.
 */
export interface UpdateCommand<Update, Goto extends string = string> {
  readonly lg_name: "Command";
  readonly update?: Fields<Update> | [string, unknown][];
  readonly goto?: Targets<Goto>;
}

/** Where a command goes: to one place or to several. */
export type Targets<Goto extends string> =
  | Goto
  | typeof END
  | SentTo<Goto>
  | readonly (Goto | typeof END | SentTo<Goto>)[];

/** What of LangGraph's `Send` matters to where it leads. */
interface SentTo<Node> {
  readonly lg_name: string;
  readonly node: Node | typeof END;
}

/** What of a command for the parent graph matters to the type of a node. */
interface AnyParentCommand {
  readonly lg_name: "Command";
  readonly graph: ParentCommand["graph"];
}

/**
 * Fits no command. `addNode` tries a node as a plain one first, and TypeScript looks at a nested `new Command(…)` once: this tells it what the update and,
 * where it goes nowhere, the target of one may be.
 */
interface NoCommand<Update> {
  readonly lg_name: never;
  readonly update?: Fields<Update>;
  readonly goto?: typeof END;
}

/** What most nodes return: an update, several, or nothing. */
export type PlainReturn<Update> =
  | Update
  | NoCommand<Update>
  | readonly (Update | NoCommand<Update>)[]
  | null
  | undefined
  // biome-ignore lint/suspicious/noConfusingVoidType: a function without a return statement returns void.
  | void;

/** What a node returns: an update, a command, several of them, or nothing. */
export type NodeReturn<Update, Goto extends string = string> =
  | PlainReturn<Update>
  | UpdateCommand<Update, Goto>
  | AnyParentCommand
  | readonly (Update | UpdateCommand<Update, Goto> | AnyParentCommand)[];

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
 * The options of a node that is reached by `Send` only, with a payload that is not the state. Its `errorHandler` gets the payload as the node does; where it was the
 * payload that was refused (a `ContractError` whose boundary is `input`), as it was sent.
 */
export interface SentNodeOptions<Types extends GraphTypes, Payload, Sent, Ends extends string = string>
  extends Omit<NodeOptions<Types, Ends>, "errorHandler"> {
  /** What the node is sent: checked, its defaults applied, before the node runs. */
  input: Schema<Payload, Sent>;
  errorHandler?: ErrorHandler<Types, NoInfer<Payload>>;
}

/**
 * The options that `setNodeDefaults` gives to every node that does not say otherwise. The `errorHandler` gets what the failed node was given: of one that was added with
 * `addSentNode`, its payload, which the type of the state does not tell.
 */
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
