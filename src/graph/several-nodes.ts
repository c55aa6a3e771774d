import type { GraphTypes } from "../contract/graph-types.js";
import type { NodeLike } from "./node-function.js";
import type { NodeOptions } from "./node-options.js";

/** A node with its name and, perhaps, its options. */
export type NodeEntry<
  Types extends GraphTypes,
  Name extends string,
  Goto extends string = string,
> = readonly [name: Name, node: NodeLike<Types, Goto>, options?: NodeOptions<Types, Goto>];

/** Several nodes, by name or in a list. */
export type SeveralNodes<Types extends GraphTypes, Name extends string, Goto extends string = string> =
  | Readonly<Record<Name, NodeLike<Types, Goto>>>
  | readonly NodeEntry<Types, Name, Goto>[];

/** The nodes in their order. */
export function entriesOf<Types extends GraphTypes>(
  nodes: SeveralNodes<Types, string>,
): readonly NodeEntry<Types, string>[] {
  return Array.isArray(nodes) ? nodes : Object.entries(nodes as Readonly<Record<string, NodeLike<Types>>>);
}
