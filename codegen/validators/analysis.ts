import type { SchemaNode } from "../schema/schema-node.js";
import { isMarked } from "../schema/secrets.js";
import { evaluatingSubschemas, subschemaKeys, subschemas, subschemasAt } from "../schema/subschemas.js";

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
    for (const child of subschemas(node)) nodes.add(child);
  }
  for (const node of tracked)
    for (const child of [canonical(node), ...evaluatingSubschemas(node)]) tracked.add(child);
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
  for (const part of partsOf(node)) {
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
    const open = partsOf(root);
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      if (isNamed(node)) continue;
      if (!met.has(node)) for (const part of partsOf(node)) open.push(part);
      else if (weight(node) > 1) again.add(node);
      met.add(node);
    }
  }
  return again;
}

/** The schemas that this one consists of, without those that it refers to. */
const partsOf = subschemasAt(subschemaKeys().filter((key) => key !== "refs" && key !== "update"));
