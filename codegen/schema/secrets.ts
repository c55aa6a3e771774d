import type { JsonValue } from "./json.js";
import type { SchemaNode } from "./schema-node.js";
import { evaluatingSubschemas, reachableNodes, reversed, subschemas } from "./subschemas.js";

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
  if (someMarked(cluster)) return { self: true, properties: [], patterns: [] };
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
  return someMarked(clusterOf(node));
}

/** Whether a schema itself says that its values are secrets: the one place that looks at `writeOnly`. */
export function isMarked(node: SchemaNode): boolean {
  return node.writeOnly === true;
}

function someMarked(cluster: ReadonlySet<SchemaNode>): boolean {
  for (const part of cluster) if (isMarked(part)) return true;
  return false;
}

/** The schema and all that apply to the same value. */
function clusterOf(node: SchemaNode): ReadonlySet<SchemaNode> {
  return reachableNodes([node], evaluatingSubschemas);
}

/**
 * The schemas whose values must not be shown: those that are `writeOnly`, all below them, and all that hold one of them
 * (their defaults and examples would tell).
 *
 * @param roots - Where to start; everything that they lead to is looked at.
 */
export function secretNodes(roots: Iterable<SchemaNode>): ReadonlySet<SchemaNode> {
  const all = reachableNodes(roots);
  const secrets = [...all].filter(isMarked);
  if (secrets.length === 0) return new Set();
  const parents = reversed(all, subschemas);
  const below = reachableNodes(secrets);
  const above = reachableNodes(secrets, (node) => parents.get(node) ?? []);
  return new Set([...below, ...above]);
}

/**
 * Whether a value that a schema quotes (a default, an example) may show a secret: the schema is one, or it has one inside and the value
 * is more than an empty structure or a scalar.
 */
export function showsSecret(node: SchemaNode, value: JsonValue): boolean {
  if (isSecret(node)) return true;
  if (typeof value !== "object" || value === null || Object.keys(value).length === 0) return false;
  return hasSecretInside(node);
}

const holders = new WeakMap<SchemaNode, boolean>();

function hasSecretInside(node: SchemaNode): boolean {
  let answer = holders.get(node);
  if (answer === undefined) {
    answer = someMarked(reachableNodes([node]));
    holders.set(node, answer);
  }
  return answer;
}
