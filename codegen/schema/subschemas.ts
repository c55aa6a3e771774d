import { NODE_KEYWORDS, type SubschemaKey, type Target } from "./keyword.js";
import type { SchemaNode } from "./schema-node.js";

/** What the schemas of an in-place applicator apply to (core 10.2). */
const IN_PLACE: readonly Target[] = [
  "value",
  "value by choice",
  "value as condition",
  "value on condition",
  "value negated",
];

/** The properties of a node that hold schemas, of which each applies to one of some targets; without targets, all. */
export function subschemaKeys(...targets: readonly Target[]): readonly SubschemaKey[] {
  const keys = new Set<SubschemaKey>();
  for (const { target, key } of NODE_KEYWORDS) {
    if (target === undefined || key === undefined) continue;
    if (targets.length === 0 || targets.includes(target)) keys.add(key);
  }
  return [...keys];
}

/** A function that gives the schemas which a node holds under some keys. */
export function subschemasAt(keys: readonly SubschemaKey[]): (node: SchemaNode) => SchemaNode[] {
  return (node) => {
    const found: SchemaNode[] = [];
    for (const key of keys) {
      const held = node[key];
      if (held === undefined) continue;
      if ("origin" in held) found.push(held);
      else for (const inner of held.values()) found.push(inner);
    }
    return found;
  };
}

/** The nodes that a node leads to in one step: the schemas in its keywords, and what its references resolve to. */
export const subschemas = subschemasAt(subschemaKeys());

/** The schemas that a value must fit if it fits the node, whatever it is: what the node refers to, and `allOf`. */
export const conjuncts = subschemasAt(subschemaKeys("value"));

/** The conjuncts of a node, and the branches of its choices. */
export const conjunctsAndChoices = subschemasAt(subschemaKeys("value", "value by choice"));

/** The schemas that apply to the same value as the node, always or not. */
export const inPlaceSubschemas = subschemasAt(subschemaKeys(...IN_PLACE));

/** The same without `not`: those that may evaluate properties and items, and whose annotations hold for the value. */
export const evaluatingSubschemas = subschemasAt(
  subschemaKeys(...IN_PLACE.filter((target) => target !== "value negated")),
);

/** The schemas of values inside the node's values, and of updates. */
export const subschemasOfParts = subschemasAt(subschemaKeys("property", "property name", "item", "update"));

/**
 * Every node that can be reached from some nodes, these included, each once, the nearest first.
 *
 * @param step - The nodes that a node leads to in one step.
 */
export function reachableNodes(
  roots: Iterable<SchemaNode>,
  step: (node: SchemaNode) => readonly SchemaNode[] = subschemas,
): ReadonlySet<SchemaNode> {
  const seen = new Set<SchemaNode>(roots);
  // What is added while a set is walked is walked too.
  for (const node of seen) for (const inner of step(node)) seen.add(inner);
  return seen;
}

/** A step turned round: for each node that it leads to, those that it leads there from. */
export function reversed<Node>(
  nodes: Iterable<Node>,
  step: (node: Node) => Iterable<Node>,
): ReadonlyMap<Node, readonly Node[]> {
  const before = new Map<Node, Node[]>();
  for (const node of nodes) {
    for (const next of step(node)) {
      const known = before.get(next);
      if (known === undefined) before.set(next, [node]);
      else known.push(node);
    }
  }
  return before;
}

/** The node and everything that a value of it must fit as a whole. */
export function conjunction(node: SchemaNode): ReadonlySet<SchemaNode> {
  return reachableNodes([node], conjuncts);
}
