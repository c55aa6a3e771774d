import { Command, type END, Send } from "@langchain/langgraph";
import type { Contract } from "../contract/contract.js";
import type { GraphTypes } from "../contract/graph-types.js";
import type { Schema } from "../schema/schema.js";

/** A command for the graph around the one whose node returns it; made by {@link toParent}. */
export interface ParentCommand extends Command<unknown, Record<string, unknown>, never> {
  readonly graph: (typeof Command)["PARENT"];
}

/** What a command to a parent graph may say. */
export interface ParentCommandValues<Types extends GraphTypes, Node extends string> {
  /** An update of the parent's state; checked there, against the parent's contract. */
  readonly update?: Types["Update"];
  /** The parent's node to go to, or several. */
  readonly goto?: Node | Send<Node> | readonly (Node | Send<Node>)[];
}

/**
 * Makes the command with which a node of a subgraph updates its parent graph and says where that one goes on. The subgraph ends there.
 * It is LangGraph's `new Command({ graph: Command.PARENT, … })`, typed by the parent's contract.
 *
 * @param parent - The parent's contract, e.g. `supportAgentContract`.
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
 * Makes a function that sends payloads of one type to one node, for routers and commands. The node checks what arrives
 * (its option `input`); this types what leaves.
 *
 * @param node - The node's name.
 * @param _payload - What the node takes: the schema that is its `input`.
 *
 * @example
 * ```ts
 * const toWorker = sender("work", Job);
 * graph.addConditionalEdges("plan", (state) => state.jobs.map((job) => toWorker(job)), ["work"]);
 * ```
 */
export function sender<Node extends string, Payload, Sent>(
  node: Node,
  _payload: Schema<Payload, Sent>,
): (payload: Sent) => Send<Node, Sent> {
  return (payload) => new Send(node, payload);
}

/** Where a router may send the run: nodes, the end, or nodes with a payload of their own. */
export type Target<Nodes extends string> = Nodes | typeof END | Send<Nodes>;
