import type { SchemaNode } from "../schema/schema-node.js";
import { dereference, type Shape, shapeOf } from "./shape.js";

/**
 * Tells whether schemas mean the same: the same keywords all the way down, through references and cycles. Words (titles, descriptions,
 * examples), places in files and the order of keys don't count; nor does it whether something is written in place or by `$ref`.
 *
 * Two schemas are taken to be the same until they contradict each other, so that cycles need no special case. What was found out is
 * kept: asking for each definition of a large file costs hardly more than asking once.
 */
export class Meanings {
  readonly #shapes = new Map<SchemaNode, Shape>();
  readonly #same = new Pairs();
  readonly #different = new Pairs();

  areSame(a: SchemaNode, b: SchemaNode): boolean {
    const assumed = new Pairs();
    const open: Comparison[] = [{ left: dereference(a), right: dereference(b) }];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      const { left, right } = next;
      if (left === right || this.#same.has(left, right) || assumed.has(left, right)) continue;
      const [one, other] = [this.#shapeOf(left), this.#shapeOf(right)];
      if (one.label !== other.label || this.#different.has(left, right)) {
        // What led here differs as well.
        for (let each: Comparison | undefined = next; each !== undefined; each = each.from) {
          this.#different.add(each.left, each.right);
        }
        return false;
      }
      assumed.add(left, right);
      for (const [index, [, child]] of one.edges.entries()) {
        const partner = other.edges[index]?.[1] ?? child;
        open.push({ left: dereference(child), right: dereference(partner), from: next });
      }
    }
    this.#same.addAll(assumed);
    return true;
  }

  #shapeOf(node: SchemaNode): Shape {
    const known = this.#shapes.get(node);
    if (known !== undefined) return known;
    const shape = shapeOf(node);
    this.#shapes.set(node, shape);
    return shape;
  }
}

/** Two schemas to compare, and the comparison that asks for it. */
interface Comparison {
  readonly left: SchemaNode;
  readonly right: SchemaNode;
  readonly from?: Comparison;
}

/** A set of pairs. */
class Pairs {
  readonly #partners = new Map<SchemaNode, Set<SchemaNode>>();

  has(left: SchemaNode, right: SchemaNode): boolean {
    return this.#partners.get(left)?.has(right) === true;
  }

  add(left: SchemaNode, right: SchemaNode): void {
    const partners = this.#partners.get(left);
    if (partners === undefined) this.#partners.set(left, new Set([right]));
    else partners.add(right);
  }

  addAll(other: Pairs): void {
    for (const [left, rights] of other.#partners) for (const right of rights) this.add(left, right);
  }
}
