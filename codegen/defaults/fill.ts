import { isJsonObject, type JsonObject, type JsonValue } from "../schema/json.js";
import { patternMatches } from "../schema/pattern.js";
import type { SchemaNode } from "../schema/schema-node.js";
import { requires } from "./discriminator.js";
import { type Ways, waysOf } from "./ways.js";

/** A default is not followed deeper than this. */
export const MAX_DEPTH = 200;

/** What an absent property gets. */
export interface Assigned {
  readonly value: JsonValue;
  /** Whether the value is left as it is where no other schema than the property's applies to it. */
  readonly isLeft?: boolean;
}

/**
 * Says what an absent property gets; undefined for nothing.
 *
 * @param isRequired - Whether an object without the property can't be valid.
 */
export type Absent = (node: SchemaNode, isRequired: boolean) => Assigned | undefined;

/**
 * A copy of a value in which each absent property has what `absent` says; the same steps as `applyDefaults` takes at run time.
 *
 * @param nodes - The schemas of the value.
 */
export function fill(value: JsonValue, nodes: readonly SchemaNode[], absent: Absent, depth = 0): JsonValue {
  if (typeof value !== "object" || value === null || depth > MAX_DEPTH) return value;
  const inside = (item: JsonValue, targets: () => readonly SchemaNode[]): JsonValue => {
    // Most values hold nothing that could lack something.
    if (typeof item !== "object" || item === null) return item;
    const found = targets();
    return found.length === 0 ? item : fill(item, found, absent, depth + 1);
  };
  if (!isJsonObject(value)) {
    const active = [...together(nodes, "array")].map(waysOf);
    return value.map((item, index) => inside(item, () => active.flatMap((ways) => wayToItem(ways, index))));
  }
  const { filled, active, left } = fillObject(value, nodes, absent);
  const entries = Object.entries(filled).map(([name, item]) => [
    name,
    inside(item, () => {
      const found = active.flatMap((ways) => waysToProperty(ways, name));
      return found.length === 1 && found[0] === left.get(name) ? [] : found;
    }),
  ]);
  return Object.fromEntries(entries);
}

function fillObject(
  value: JsonObject,
  nodes: readonly SchemaNode[],
  absent: Absent,
): {
  readonly filled: JsonObject;
  readonly active: readonly Ways[];
  readonly left: ReadonlyMap<string, SchemaNode>;
} {
  const entries = new Map(Object.entries(value));
  const left = new Map<string, SchemaNode>();
  const active = new Set<SchemaNode>();
  const add = (node: SchemaNode): void => {
    for (const part of together([node], "object")) {
      if (active.has(part)) continue;
      active.add(part);
      for (const [name, target] of waysOf(part).properties) {
        if (entries.has(name)) continue;
        const assigned = absent(target, requires(node, name));
        if (assigned === undefined) continue;
        entries.set(name, assigned.value);
        if (assigned.isLeft === true) left.set(name, target);
      }
    }
  };
  for (const node of nodes) add(node);
  for (let size = -1; size !== active.size; ) {
    size = active.size;
    for (const { property, branches } of [...active].flatMap((node) => waysOf(node).unions)) {
      const tag = entries.get(property);
      const branch = tag === undefined ? undefined : branches.find(([constant]) => constant === tag);
      if (branch !== undefined) add(branch[1]);
    }
  }
  return { filled: Object.fromEntries(entries), active: [...active].map(waysOf), left };
}

/** The schemas and all that applies to the same value whatever it is. */
function together(nodes: readonly SchemaNode[], type: "object" | "array"): Set<SchemaNode> {
  const found = new Set<SchemaNode>();
  const open = [...nodes].reverse();
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    const { only, also } = waysOf(node);
    if (found.has(node) || (only !== undefined && only !== type)) continue;
    found.add(node);
    open.push(...[...also].reverse());
  }
  return found;
}

/** The schemas that ways lead to at a property. */
export function waysToProperty(ways: Ways, name: string): SchemaNode[] {
  const named = ways.named.get(name);
  const found = named === undefined ? [] : [named];
  for (const [pattern, node] of ways.patternProperties) if (matches(pattern, name)) found.push(node);
  const other = ways.additionalProperties;
  if (
    other !== undefined &&
    named === undefined &&
    !other.exceptPatterns.some((pattern) => matches(pattern, name))
  ) {
    found.push(other.node);
  }
  return found;
}

/** The schema that ways lead to at an item. */
export function wayToItem({ prefixItems, items }: Ways, index: number): SchemaNode[] {
  const node = items !== undefined && index >= items.from ? items.node : prefixItems[index];
  return node === undefined ? [] : [node];
}

/** Whether a schema's pattern certainly matches. */
export function matches(pattern: string, name: string): boolean {
  return patternMatches(pattern, name) ?? false;
}

/** How many values a value consists of; undefined where it is nested too deeply. */
export function sizeOf(value: JsonValue, depth = 0): number | undefined {
  if (typeof value !== "object" || value === null) return 1;
  if (depth > MAX_DEPTH) return undefined;
  let size = 1;
  for (const item of Object.values(value)) {
    const inner = sizeOf(item, depth + 1);
    if (inner === undefined) return undefined;
    size += inner;
  }
  return size;
}
