import { inPlace } from "./in-place.js";
import type { SchemaNode } from "./schema-node.js";

/** Which parts of a value are secrets, as all the schemas that apply to the value in place say together. */
export interface Secrets {
  /** The value as a whole. */
  readonly self: boolean;
  readonly properties: readonly string[];
  readonly patterns: readonly string[];
  /** Set where any other property or item may be one: all but the properties listed here are taken for secret. */
  readonly allBut?: readonly string[];
}

/** What of the values of a schema is secret; undefined where nothing is. */
export function secretsOf(node: SchemaNode): Secrets | undefined {
  const cluster = clusterOf(node);
  if (isMarked(cluster)) return { self: true, properties: [], patterns: [] };
  const properties = new Set<string>();
  const patterns = new Set<string>();
  const declared = new Set<string>();
  let allBut: ReadonlySet<string> | undefined;
  const except = (names: ReadonlySet<string>) => {
    allBut = new Set([...names].filter((name) => allBut?.has(name) ?? true));
  };
  for (const part of cluster) {
    for (const [name, child] of part.properties ?? []) {
      declared.add(name);
      if (isSecret(child)) properties.add(name);
    }
    for (const [pattern, child] of part.patternProperties ?? []) if (isSecret(child)) patterns.add(pattern);
    const { additionalProperties: others, items, unevaluatedItems, contains, prefixItems = [] } = part;
    if (others !== undefined && isSecret(others)) except(new Set(part.properties?.keys()));
    const parts = [items, unevaluatedItems, contains, ...prefixItems];
    if (parts.some((child) => child !== undefined && isSecret(child))) except(new Set());
  }
  for (const { unevaluatedProperties: others } of cluster) {
    if (others !== undefined && isSecret(others)) except(declared);
  }
  if (properties.size === 0 && patterns.size === 0 && allBut === undefined) return undefined;
  return {
    self: false,
    properties: [...properties].sort(),
    patterns: [...patterns].sort(),
    ...(allBut === undefined ? {} : { allBut: [...allBut].sort() }),
  };
}

/** Whether a value of the schema is a secret as a whole. */
export function isSecret(node: SchemaNode): boolean {
  return isMarked(clusterOf(node));
}

function isMarked(cluster: ReadonlySet<SchemaNode>): boolean {
  for (const part of cluster) if (part.writeOnly === true) return true;
  return false;
}

/** The schema and all that apply to the same value. */
function clusterOf(node: SchemaNode): ReadonlySet<SchemaNode> {
  const cluster = new Set([node]);
  for (const part of cluster) for (const next of inPlace(part)) cluster.add(next);
  return cluster;
}
