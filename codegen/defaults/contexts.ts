import type { SchemaNode } from "../schema/schema-node.js";
import { declaredDefault } from "./declared-default.js";
import { waysToProperty, wayToItem } from "./fill.js";
import { type Ways, waysOf } from "./ways.js";

/** So many places that several schemas describe are looked at. */
const MAX_PLACES = 10_000;

/**
 * For each property with a default that other schemas describe too: all the schemas that then apply inside the default.
 *
 * @param roots - The schemas of whole values.
 */
export function contextsOf(roots: Iterable<SchemaNode>): ReadonlyMap<SchemaNode, readonly SchemaNode[][]> {
  const contexts = new Map<SchemaNode, SchemaNode[][]>();
  const numbers = new Map<SchemaNode, number>();
  const numberOf = (node: SchemaNode): number => {
    const number = numbers.get(node) ?? numbers.size;
    numbers.set(node, number);
    return number;
  };
  const places = new Map<string, SchemaNode[]>();
  const visit = (schemas: readonly SchemaNode[]): void => {
    const nodes = [...new Set(schemas.map(meant))];
    if (nodes.length === 0 || (nodes.length > 1 && places.size > MAX_PLACES)) return;
    const key = nodes.map(numberOf).join();
    if (!places.has(key)) places.set(key, nodes);
  };
  for (const root of roots) visit([root]);
  for (const nodes of places.values()) {
    const ways = together(nodes);
    for (const name of new Set(ways.flatMap(({ properties }) => properties.map(([property]) => property)))) {
      const inside = [...new Set(ways.flatMap((each) => waysToProperty(each, name)))];
      visit(inside);
      if (inside.length < 2) continue;
      for (const node of inside) {
        if (declaredDefault(node) === undefined) continue;
        const known = contexts.get(node);
        if (known === undefined) contexts.set(node, [inside]);
        else known.push(inside);
      }
    }
    for (const { patternProperties, additionalProperties } of ways) {
      for (const [, node] of patternProperties) visit([node]);
      if (additionalProperties !== undefined) visit([additionalProperties.node]);
    }
    const length = Math.max(0, ...ways.map(({ prefixItems }) => prefixItems.length));
    for (let index = 0; index <= length; index++) {
      visit([...new Set(ways.flatMap((each) => wayToItem(each, index)))]);
    }
  }
  return contexts;
}

/** The schema that one stands for which has no ways of its own, and is another one under a name: many refer to the same. */
function meant(node: SchemaNode): SchemaNode {
  const passed = new Set([node]);
  let current = node;
  for (;;) {
    const ways = waysOf(current);
    const [next] = ways.also;
    if (next === undefined || ways.also.length > 1 || passed.has(next) || hasOwn(ways)) return current;
    passed.add(next);
    current = next;
  }
}

function hasOwn(ways: Ways): boolean {
  const { properties, patternProperties, additionalProperties, prefixItems, items, unions } = ways;
  const lists = [properties, patternProperties, prefixItems, unions];
  return additionalProperties !== undefined || items !== undefined || lists.some((list) => list.length > 0);
}

/** The ways of all that may apply to one value. */
function together(nodes: readonly SchemaNode[]): readonly Ways[] {
  const found = new Set(nodes);
  for (const node of found) {
    const { also, unions } = waysOf(node);
    for (const next of also) found.add(next);
    for (const { branches } of unions) for (const [, branch] of branches) found.add(branch);
  }
  return [...found].map(waysOf);
}
