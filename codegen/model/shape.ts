import { isJsonObject, type JsonValue } from "../schema/json.js";
import type { SchemaNode } from "../schema/schema-node.js";

/** A node taken apart: what it says itself, and the nodes that it says more through. */
export interface Shape {
  /** Everything the node says by itself, as canonical JSON: the same for the same meaning, whatever the order of keys. */
  readonly label: string;
  /** The nodes below, each with the place it has in the node, in an order that only depends on the meaning. */
  readonly edges: readonly (readonly [place: string, node: SchemaNode])[];
}

const SINGLE = [
  "items",
  "contains",
  "unevaluatedItems",
  "additionalProperties",
  "propertyNames",
  "unevaluatedProperties",
  "not",
  "if",
  "then",
  "else",
  "update",
] as const satisfies readonly (keyof SchemaNode)[];

const LISTS = [
  "refs",
  "prefixItems",
  "allOf",
  "anyOf",
  "oneOf",
] as const satisfies readonly (keyof SchemaNode)[];

const MAPS = [
  "properties",
  "patternProperties",
  "dependentSchemas",
] as const satisfies readonly (keyof SchemaNode)[];

const VALUES = [
  "boolean",
  "const",
  "multipleOf",
  "maximum",
  "exclusiveMaximum",
  "minimum",
  "exclusiveMinimum",
  "maxLength",
  "minLength",
  "pattern",
  "format",
  "minContains",
  "maxContains",
  "maxItems",
  "minItems",
  "uniqueItems",
  "maxProperties",
  "minProperties",
  "default",
  "readOnly",
  "writeOnly",
  "tsType",
  "reducer",
  "channel",
  "isMessage",
] as const satisfies readonly (keyof SchemaNode)[];

/** The node's shape: its meaning, without the words (`title`, `description`, `examples`, `deprecated`) and the place in a file. */
export function shapeOf(node: SchemaNode): Shape {
  const label: [string, JsonValue][] = [];
  for (const key of VALUES) {
    const value = node[key];
    if (value !== undefined) label.push([key, typeof value === "object" ? value.value : value]);
  }
  if (node.type !== undefined) label.push(["type", [...node.type].sort()]);
  if (node.required !== undefined) label.push(["required", [...node.required].sort()]);
  if (node.enum !== undefined) label.push(["enum", node.enum.map(canonicalJson).sort()]);
  if (node.dependentRequired !== undefined) {
    const pairs = [...node.dependentRequired].sort(byKey).map(([key, names]) => [key, [...names].sort()]);
    label.push(["dependentRequired", pairs]);
  }
  const edges = edgesOf(node);
  return { label: `${canonicalJson(label)}${JSON.stringify(edges.map(([place]) => place))}`, edges };
}

/** The nodes directly below a node, with their places. */
export function edgesOf(node: SchemaNode): (readonly [place: string, node: SchemaNode])[] {
  const edges: (readonly [string, SchemaNode])[] = [];
  for (const key of LISTS) {
    node[key]?.forEach((child, index) => {
      edges.push([`${key}/${index}`, child]);
    });
  }
  for (const key of SINGLE) {
    const child = node[key];
    if (child !== undefined) edges.push([key, child]);
  }
  for (const key of MAPS) {
    const children = node[key];
    if (children === undefined) continue;
    for (const [name, child] of [...children].sort(byKey)) edges.push([`${key}/${name}`, child]);
  }
  return edges;
}

/** Follows a node that says nothing but `$ref` to the node that says something; a loop of such nodes ends where it began. */
export function dereference(node: SchemaNode): SchemaNode {
  const seen = new Set<SchemaNode>();
  let current = node;
  while (!seen.has(current)) {
    seen.add(current);
    const target = current.refs?.[0];
    if (target === undefined || !isOnlyARef(current)) return current;
    current = target;
  }
  return node;
}

function isOnlyARef(node: SchemaNode): boolean {
  if (node.refs?.length !== 1) return false;
  return Object.entries(node).every(
    ([key, said]) => key === "refs" || said === undefined || WORDS.has(key as keyof SchemaNode),
  );
}

/** What a node has besides its meaning. */
const WORDS: ReadonlySet<keyof SchemaNode> = new Set([
  "origin",
  "title",
  "description",
  "examples",
  "enumDocs",
  "deprecated",
]);

/** JSON with the keys of objects in code point order: equal values give equal texts. */
export function canonicalJson(value: JsonValue): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (!isJsonObject(value)) return JSON.stringify(value);
  const members = Object.entries(value)
    .sort(byKey)
    .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
  return `{${members.join(",")}}`;
}

function byKey([a]: readonly [string, ...unknown[]], [b]: readonly [string, ...unknown[]]): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
