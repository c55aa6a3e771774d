import type { SchemaNode } from "../schema/schema-node.js";

/** The node and everything that applies to the same value whatever it is: what it refers to, and `allOf`. */
export function layersOf(root: SchemaNode): ReadonlySet<SchemaNode> {
  const layers = new Set([root]);
  // What is added while a set is walked is walked too.
  for (const { refs = [], allOf = [] } of layers) for (const layer of [...refs, ...allOf]) layers.add(layer);
  return layers;
}

/** The schemas that may apply to the same value as the node: what it refers to, and the parts of every condition. */
export function appliedParts(node: SchemaNode): readonly SchemaNode[] {
  const found: SchemaNode[] = [];
  for (const list of [node.refs, node.allOf, node.anyOf, node.oneOf]) {
    if (list !== undefined) for (const part of list) found.push(part);
  }
  for (const part of [node.not, node.if, node.then, node.else]) if (part !== undefined) found.push(part);
  for (const part of node.dependentSchemas?.values() ?? []) found.push(part);
  return found;
}

/** The node and everything that may apply to the same value. */
export function branchesOf(root: SchemaNode): ReadonlySet<SchemaNode> {
  const branches = new Set([root]);
  // What is added while a set is walked is walked too.
  for (const node of branches) for (const part of appliedParts(node)) branches.add(part);
  return branches;
}

/** The schemas of values inside the node's values: of properties and of items. */
export function schemasOfParts(node: SchemaNode): readonly SchemaNode[] {
  const found: SchemaNode[] = [...(node.prefixItems ?? [])];
  for (const map of [node.properties, node.patternProperties]) {
    if (map !== undefined) for (const part of map.values()) found.push(part);
  }
  for (const part of [
    node.items,
    node.contains,
    node.additionalProperties,
    node.propertyNames,
    node.unevaluatedItems,
    node.unevaluatedProperties,
    node.update,
  ]) {
    if (part !== undefined) found.push(part);
  }
  return found;
}

/** The properties that the node declares whatever the value is, each with all the schemas that describe it. */
export function declaredProperties(root: SchemaNode): ReadonlyMap<string, readonly SchemaNode[]> {
  const found = new Map<string, SchemaNode[]>();
  for (const layer of layersOf(root)) {
    for (const [name, node] of layer.properties ?? []) found.set(name, [...(found.get(name) ?? []), node]);
  }
  return found;
}
