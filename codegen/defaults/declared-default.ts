import type { JsonValue } from "../schema/json.js";
import type { SchemaNode } from "../schema/schema-node.js";
import { conjuncts } from "../schema/subschemas.js";

/** The default that a schema declares for its place: its own, else that of a reference or a member of `allOf`, the nearest first. */
export function declaredDefault(node: SchemaNode): { readonly value: JsonValue } | undefined {
  return declaringNode(node)?.default;
}

/** The schema whose `default` that is. */
export function declaringNode(node: SchemaNode): SchemaNode | undefined {
  if (!known.has(node)) known.set(node, findDeclaringNode(node));
  return known.get(node);
}

const known = new WeakMap<SchemaNode, SchemaNode | undefined>();

function findDeclaringNode(node: SchemaNode): SchemaNode | undefined {
  const seen = new Set([node]);
  for (const each of seen) {
    if (each.default !== undefined) return each;
    for (const part of conjuncts(each)) seen.add(part);
  }
  return undefined;
}
