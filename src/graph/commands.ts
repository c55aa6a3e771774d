import { Command, type END, Send } from "@langchain/langgraph";
import { notListed, payloadOf } from "../boundaries/send.js";
import type { Contract } from "../contract/contract.js";
import type { GraphTypes } from "../contract/graph-types.js";
import type { Schema } from "../schema/schema.js";
import type { PayloadInput, SendOf, SentNode } from "./send-types.js";

/** A command for the graph around the one whose node returns it; made by {@link toParent}. */
export interface ParentCommand extends Command<unknown, Record<string, unknown>, never> {
  readonly graph: (typeof Command)["PARENT"];
}

/** What {@link toParent} accepts. */
export interface ParentCommandValues<Types extends GraphTypes, Node extends string> {
  /** An update of the parent's state; checked there, against the parent's contract. */
  readonly update?: Types["Update"];
  /** The parent's node to go to, or several. */
  readonly goto?: ParentTarget<Types, Node> | readonly ParentTarget<Types, Node>[];
}

type ParentTarget<Types extends GraphTypes, Node extends string> = Node | SendOf<Types["Sends"], Node>;

/**
 * Makes a command for the parent graph: it ends the subgraph, updates the parent, and chooses the parent's next node. It is LangGraph's
 * `new Command({ graph: Command.PARENT, … })`, typed by the parent's contract (LangGraph.js, Graph API, Command).
 *
 * @param _parent - The parent's contract, e.g. `supportAgentContract`.
 * @param values - The update and the target, both optional.
 * @returns The command, to be returned by a node of the subgraph.
 *
 * @example
 * ```ts
 * return toParent(ordersContract, { update: { note: "left to a person" }, goto: "hand_over" });
 * ```
 */
export function toParent<Types extends GraphTypes, Node extends string = string>(
  _parent: Contract<Types>,
  { update, goto }: ParentCommandValues<Types, Node>,
): ParentCommand {
  return new Command({
    graph: Command.PARENT,
    ...(update === undefined ? {} : { update: update as Record<string, unknown> }),
    ...(goto === undefined ? {} : { goto: goto as Node }),
  }) as unknown as ParentCommand;
}

/**
 * Makes a function that sends payloads to one node, for routers and commands. This function types the payloads; they are checked when they are sent,
 * if the contract has a sends member, and when they arrive.
 *
 * See LangGraph.js, Graph API, Send.
 *
 * @param contractOrNode - The contract, where its sends member lists the node; otherwise the node's name.
 * @param nodeOrPayload - The node's name; otherwise the schema of the payload: the node's `input`.
 * @throws Error if the contract does not list the node.
 * @returns A function from a payload, and the options of `Send`, to LangGraph's `Send`.
 *
 * @example
 * ```ts
 * const toWorker = sender(dispatchContract, "work");
 * graph.addConditionalEdges("plan", (state) => state.jobs.map((job) => toWorker(job)), ["work"]);
 * ```
 */
export function sender<Types extends GraphTypes, Node extends SentNode<Types["Sends"]>>(
  contract: Contract<Types>,
  node: Node,
): Sender<Node, PayloadInput<Types["Sends"], Node>>;
export function sender<Node extends string, Payload, Sent>(
  node: Node,
  payload: Schema<Payload, Sent>,
): Sender<Node, Sent>;
export function sender(
  contractOrNode: Contract | string,
  nodeOrPayload: string | Schema<unknown, unknown>,
): Sender<string, unknown> {
  const node =
    typeof contractOrNode === "string" ? contractOrNode : listedNode(contractOrNode, nodeOrPayload);
  // As the function of an array's `map` it is given an index, which is not an options object.
  return (payload: unknown, options?: unknown) =>
    new Send(node, payload, typeof options === "object" && options !== null ? options : undefined);
}

function listedNode(contract: Contract, node: unknown): string {
  if (typeof node === "string" && payloadOf(contract, node) !== undefined) return node;
  throw new Error(notListed(contract, String(node)));
}

/** Sends payloads to one node; a function for `map` too. */
export interface Sender<Node extends string, Sent> {
  (payload: Sent): Send<Node, Sent>;
  /** @param options - LangGraph's options of `Send`. */
  (payload: Sent, options: SendOptions | undefined): Send<Node, Sent>;
}

/** LangGraph's options of a `Send`, such as the timeout of this one task (LangGraph itself exports no name for them). */
export type SendOptions = NonNullable<ConstructorParameters<typeof Send>[2]>;

/** Where a router may send the run: nodes, the end, or nodes with a payload of their own. */
export type Target<Types extends GraphTypes, Nodes extends string> =
  | Exclude<Nodes, SentNode<Types["Sends"]>>
  | typeof END
  | SendOf<Types["Sends"], Nodes>;
