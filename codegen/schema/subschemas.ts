import type { SchemaNode } from "./schema-node.js";

/** The nodes that a node leads to in one step: the schemas in its keywords, and what its references resolve to. */
export function nodesIn(node: SchemaNode): readonly SchemaNode[] {
  const found: SchemaNode[] = [];
  for (const list of [node.refs, node.prefixItems, node.allOf, node.anyOf, node.oneOf]) {
    if (list !== undefined) for (const inner of list) found.push(inner);
  }
  for (const map of [node.properties, node.patternProperties, node.dependentSchemas]) {
    if (map !== undefined) for (const inner of map.values()) found.push(inner);
  }
  for (const inner of [
    node.items,
    node.contains,
    node.unevaluatedItems,
    node.additionalProperties,
    node.propertyNames,
    node.unevaluatedProperties,
    node.not,
    node.if,
    node.then,
    node.else,
    node.update,
  ]) {
    if (inner !== undefined) found.push(inner);
  }
  return found;
}

/**
 * Every node that can be reached from some nodes, these included, each once.
 *
 * @param steps - The nodes that a node leads to in one step.
 */
export function reachableNodes(
  roots: Iterable<SchemaNode>,
  steps: (node: SchemaNode) => readonly SchemaNode[] = nodesIn,
): ReadonlySet<SchemaNode> {
  const seen = new Set<SchemaNode>(roots);
  // What is added while a set is walked is walked too.
  for (const node of seen) for (const inner of steps(node)) seen.add(inner);
  return seen;
}
