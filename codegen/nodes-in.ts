import type { SchemaNode } from "./schema-node.js";

/** The nodes that a node leads to in one step: the schemas in its keywords, and what its references resolve to. */
export function nodesIn(node: SchemaNode): readonly SchemaNode[] {
  return [
    node.refs,
    node.prefixItems,
    node.items,
    node.contains,
    node.unevaluatedItems,
    node.properties,
    node.patternProperties,
    node.additionalProperties,
    node.propertyNames,
    node.unevaluatedProperties,
    node.dependentSchemas,
    node.allOf,
    node.anyOf,
    node.oneOf,
    node.not,
    node.if,
    node.then,
    node.else,
    node.update,
  ].flatMap(nodesOf);
}

type Held = SchemaNode | readonly SchemaNode[] | ReadonlyMap<string, SchemaNode> | undefined;

function nodesOf(held: Held): readonly SchemaNode[] {
  if (held === undefined) return [];
  if (held instanceof Map) return [...held.values()];
  return isList(held) ? held : [held as SchemaNode];
}

function isList(held: Exclude<Held, undefined>): held is readonly SchemaNode[] {
  return Array.isArray(held);
}

/** Every node that can be reached from some nodes, these included, each once. */
export function reachableNodes(roots: Iterable<SchemaNode>): ReadonlySet<SchemaNode> {
  const seen = new Set<SchemaNode>(roots);
  // What is added while a set is walked is walked too.
  for (const node of seen) for (const inner of nodesIn(node)) seen.add(inner);
  return seen;
}
