import type { SchemaNode } from "../schema-node.js";
import { dereference, shapeOf } from "./shape.js";

/**
 * Whether two schemas mean the same: the same keywords all the way down, through references and cycles. Words (titles,
 * descriptions, examples), places in files and the order of keys don't count; nor does it whether something is written in place
 * or by `$ref`.
 *
 * Works by assuming that the two are the same and looking for a contradiction, so that cycles need no special case.
 */
export function sameMeaning(a: SchemaNode, b: SchemaNode): boolean {
  const assumed = new Map<SchemaNode, Set<SchemaNode>>();
  const open: (readonly [SchemaNode, SchemaNode])[] = [[a, b]];
  for (let pair = open.pop(); pair !== undefined; pair = open.pop()) {
    const left = dereference(pair[0]);
    const right = dereference(pair[1]);
    if (left === right || assumed.get(left)?.has(right) === true) continue;
    const partners = assumed.get(left) ?? new Set();
    assumed.set(left, partners.add(right));
    const [first, second] = [shapeOf(left), shapeOf(right)];
    if (first.label !== second.label) return false;
    first.edges.forEach(([, child], index) => {
      const other = second.edges[index]?.[1];
      if (other !== undefined) open.push([child, other]);
    });
  }
  return true;
}
