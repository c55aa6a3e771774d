import { nodesIn } from "../../schema/nodes-in.js";
import type { SchemaNode } from "../../schema/schema-node.js";

/**
 * The schemas whose values must not be shown: those that are `writeOnly`, all below them, and all that hold one of them
 * (their defaults and examples would tell).
 *
 * @param roots - Where to start; everything that they lead to is looked at.
 */
export function secretNodes(roots: Iterable<SchemaNode>): ReadonlySet<SchemaNode> {
  const parents = new Map<SchemaNode, SchemaNode[]>();
  const secrets: SchemaNode[] = [];
  const all = new Set(roots);
  for (const node of all) {
    if (node.writeOnly === true) secrets.push(node);
    for (const child of nodesIn(node)) {
      all.add(child);
      const known = parents.get(child);
      if (known === undefined) parents.set(child, [node]);
      else known.push(node);
    }
  }
  const below = reach(secrets, nodesIn);
  const above = reach(secrets, (node) => parents.get(node) ?? []);
  return new Set([...below, ...above]);
}

function reach(
  starts: readonly SchemaNode[],
  next: (node: SchemaNode) => readonly SchemaNode[],
): Set<SchemaNode> {
  const found = new Set(starts);
  for (const node of found) for (const other of next(node)) found.add(other);
  return found;
}
