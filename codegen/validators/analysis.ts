import { inPlace } from "../schema/in-place.js";
import type { SchemaNode } from "../schema/schema-node.js";
import { isMarked } from "../schema/secrets.js";

/** Facts about schemas that no schema tells alone. */
export interface Analysis {
  /** The schemas that must tell which properties and items they looked at: what an `unevaluated*` keyword stands beside, and what that leads to in place. */
  readonly tracked: ReadonlySet<SchemaNode>;
  /** Whether any schema is marked as a secret. */
  readonly hasSecrets: boolean;
}

/**
 * Looks at all schemas that can be reached.
 *
 * @param canonical - The schema whose validator is called for one that says the same.
 */
export function analyse(roots: Iterable<SchemaNode>, canonical: (node: SchemaNode) => SchemaNode): Analysis {
  const nodes = new Set(roots);
  const tracked = new Set<SchemaNode>();
  let hasSecrets = false;
  for (const node of nodes) {
    if (node.unevaluatedItems !== undefined || node.unevaluatedProperties !== undefined) tracked.add(node);
    if (isMarked(node)) hasSecrets = true;
    for (const child of children(node)) nodes.add(child);
  }
  for (const node of tracked) for (const child of [canonical(node), ...inPlace(node)]) tracked.add(child);
  return { tracked, hasSecrets };
}

/** Counting how many schemas a schema consists of stops here. */
export const MAX_WEIGHT = 150;

/** What was counted before: schemas don't change any more when code is made of them. */
const weights = new WeakMap<SchemaNode, number>();

/** How many schemas this one consists of, itself included, without those that it refers to; {@link MAX_WEIGHT} at most. */
export function weight(node: SchemaNode): number {
  const known = weights.get(node);
  if (known !== undefined) return known;
  // A schema that consists of itself is endless.
  weights.set(node, MAX_WEIGHT);
  let sum = 1;
  const parts: SchemaNode[] = [];
  pushParts(node, parts);
  for (const part of parts) {
    sum += weight(part);
    if (sum >= MAX_WEIGHT) return MAX_WEIGHT;
  }
  weights.set(node, sum);
  return sum;
}

/**
 * The schemas that several of these consist of, or one of them twice, as far as a function of their own is worth it: those that consist of further schemas.
 *
 * @param isNamed - Whether a schema has a function anyway.
 */
export function repeated(
  roots: Iterable<SchemaNode>,
  isNamed: (node: SchemaNode) => boolean,
): ReadonlySet<SchemaNode> {
  const met = new Set<SchemaNode>();
  const again = new Set<SchemaNode>();
  for (const root of roots) {
    const open: SchemaNode[] = [];
    pushParts(root, open);
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      if (isNamed(node)) continue;
      if (!met.has(node)) pushParts(node, open);
      else if (weight(node) > 1) again.add(node);
      met.add(node);
    }
  }
  return again;
}

/** All schemas that this one consists of or refers to. */
function children(node: SchemaNode): SchemaNode[] {
  const list = [...(node.refs ?? [])];
  pushParts(node, list);
  return list;
}

/** Adds the schemas that this one consists of. */
function pushParts(node: SchemaNode, list: SchemaNode[]): void {
  for (const keyword of SINGLE) {
    const part = node[keyword];
    if (part !== undefined) list.push(part);
  }
  for (const keyword of SEVERAL) {
    const parts = node[keyword];
    if (parts !== undefined) for (const part of parts.values()) list.push(part);
  }
}

const SINGLE = [
  ...(["if", "then", "else", "not", "items", "contains", "unevaluatedItems"] as const),
  ...(["additionalProperties", "propertyNames", "unevaluatedProperties"] as const),
] as const satisfies readonly (keyof SchemaNode)[];

const SEVERAL = [
  ...(["allOf", "anyOf", "oneOf", "prefixItems"] as const),
  ...(["properties", "patternProperties", "dependentSchemas"] as const),
] as const satisfies readonly (keyof SchemaNode)[];
