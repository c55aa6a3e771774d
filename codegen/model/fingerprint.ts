import { createHash } from "node:crypto";
import type { SchemaNode } from "../schema/schema-node.js";
import type { MemberModel } from "./model.js";
import { dereference, shapeOf } from "./shape.js";

/**
 * A short text that changes whenever the meaning of a member does, and only then: words, places and the order of keys don't count.
 *
 * @param same - Leads from a node that repeats another to the one that it repeats.
 */
export function fingerprint(
  members: readonly Pick<MemberModel, "kind" | "node">[],
  same: (node: SchemaNode) => SchemaNode,
): string {
  const hash = createHash("sha256");
  const numbers = new Map<SchemaNode, number>();
  const open: SchemaNode[] = [];
  // Nodes are numbered as they are met, so that a reference back is a number: a cycle needs no special case.
  const numberOf = (node: SchemaNode): number => {
    const target = same(dereference(node));
    const known = numbers.get(target);
    if (known !== undefined) return known;
    numbers.set(target, numbers.size);
    open.push(target);
    return numbers.size - 1;
  };
  for (const { kind, node } of members) {
    hash.update(`${kind}=${numberOf(node)}\n`);
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      const { label, edges } = shapeOf(next);
      hash.update(`${label}${edges.map(([, child]) => numberOf(child)).join(",")}\n`);
    }
  }
  return hash.digest("hex").slice(0, 16);
}
