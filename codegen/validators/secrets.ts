import type { SchemaNode } from "../schema-node.js";
import { inPlace } from "./analysis.js";

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
  const declared = new Set<string>();
  const patterns = new Set<string>();
  let others = false;
  for (const part of cluster) {
    for (const [name, child] of part.properties ?? []) {
      declared.add(name);
      if (isSecret(child)) properties.add(name);
    }
    for (const [pattern, child] of part.patternProperties ?? []) if (isSecret(child)) patterns.add(pattern);
    const rest = [
      part.additionalProperties,
      part.unevaluatedProperties,
      part.items,
      part.unevaluatedItems,
      part.contains,
      ...(part.prefixItems ?? []),
    ];
    others ||= rest.some((child) => child !== undefined && isSecret(child));
  }
  if (properties.size === 0 && patterns.size === 0 && !others) return undefined;
  return {
    self: false,
    properties: [...properties].sort(),
    patterns: [...patterns].sort(),
    ...(others ? { allBut: [...declared].filter((name) => !properties.has(name)).sort() } : {}),
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
