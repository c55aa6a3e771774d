import type { SchemaNode } from "../schema-node.js";

/** The node and everything that applies to the same value whatever it is: what it refers to, and `allOf`. */
export function layersOf(root: SchemaNode): ReadonlySet<SchemaNode> {
  const layers = new Set([root]);
  // What is added while a set is walked is walked too.
  for (const { refs = [], allOf = [] } of layers) for (const layer of [...refs, ...allOf]) layers.add(layer);
  return layers;
}

/** The node and everything that may apply to the same value: its layers, and the branches of every condition. */
export function branchesOf(root: SchemaNode): ReadonlySet<SchemaNode> {
  const branches = new Set([root]);
  for (const node of branches) {
    const { refs = [], allOf = [], anyOf = [], oneOf = [], dependentSchemas } = node;
    const conditional = [node.if, node.then, node.else].filter((branch) => branch !== undefined);
    for (const branch of [...refs, ...allOf, ...anyOf, ...oneOf, ...conditional]) branches.add(branch);
    for (const branch of dependentSchemas?.values() ?? []) branches.add(branch);
  }
  return branches;
}

/** The schemas of values inside the node's values: of properties and of items. */
export function schemasOfParts(node: SchemaNode): readonly SchemaNode[] {
  const {
    items,
    contains,
    additionalProperties,
    propertyNames,
    unevaluatedItems,
    unevaluatedProperties,
    update,
  } = node;
  return [
    ...(node.properties?.values() ?? []),
    ...(node.patternProperties?.values() ?? []),
    ...(node.prefixItems ?? []),
    ...[
      items,
      contains,
      additionalProperties,
      propertyNames,
      unevaluatedItems,
      unevaluatedProperties,
      update,
    ].filter((part) => part !== undefined),
  ];
}

/** The properties that the node declares whatever the value is, each with all the schemas that describe it. */
export function declaredProperties(root: SchemaNode): ReadonlyMap<string, readonly SchemaNode[]> {
  const found = new Map<string, SchemaNode[]>();
  for (const layer of layersOf(root)) {
    for (const [name, node] of layer.properties ?? []) found.set(name, [...(found.get(name) ?? []), node]);
  }
  return found;
}
