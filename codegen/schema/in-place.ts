import type { SchemaNode } from "./schema-node.js";

/** The schemas that apply to the same value as this one, and whose look at it counts. */
export function inPlace(node: SchemaNode): SchemaNode[] {
  return [
    ...(node.refs ?? []),
    ...(node.allOf ?? []),
    ...(node.anyOf ?? []),
    ...(node.oneOf ?? []),
    ...[node.if, node.then, node.else].filter((each) => each !== undefined),
    ...(node.dependentSchemas?.values() ?? []),
  ];
}
