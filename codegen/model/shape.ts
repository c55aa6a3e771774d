import { isJsonObject, type JsonValue } from "../schema/json.js";
import { type PlainKey, plainKeys } from "../schema/keyword.js";
import type { SchemaNode } from "../schema/schema-node.js";
import { subschemaKeys } from "../schema/subschemas.js";

/** A node taken apart: what it says itself, and the nodes that it says more through. */
export interface Shape {
  /** Everything the node says by itself, as canonical JSON: the same for the same meaning, whatever the order of keys. */
  readonly label: string;
  /** The nodes below, each with the place it has in the node, in an order that only depends on the meaning. */
  readonly edges: readonly (readonly [place: string, node: SchemaNode])[];
}

/** What a node has besides its meaning. */
const WORDS: ReadonlySet<keyof SchemaNode> = new Set([
  "origin",
  "title",
  "description",
  "examples",
  "enumDocs",
  "deprecated",
  "renamedFrom",
]);

/** What a node says as a set, whose order means nothing. */
const SETS = ["type", "required", "enum", "dependentRequired"] as const satisfies readonly PlainKey[];

/** The sets last: fingerprints depend on the order. */
const SAID: readonly PlainKey[] = [
  ...(["boolean", ...plainKeys("assertion"), ...plainKeys("annotation"), "isMessage"] as const).filter(
    (key) => !WORDS.has(key) && !SETS.some((set) => set === key),
  ),
  ...SETS,
];

/** The node's shape: its meaning, without the words (`title`, `description`, `examples`, `deprecated`) and the place in a file. */
export function shapeOf(node: SchemaNode): Shape {
  const label: [string, JsonValue][] = [];
  for (const key of SAID) {
    const value = saidAt(node, key);
    if (value !== undefined) label.push([key, value]);
  }
  const edges = edgesOf(node);
  return { label: `${canonicalJson(label)}${JSON.stringify(edges.map(([place]) => place))}`, edges };
}

function saidAt(node: SchemaNode, key: PlainKey): JsonValue | undefined {
  switch (key) {
    case "const":
    case "default":
      return node[key]?.value;
    case "type":
    case "required":
      return node[key] && [...node[key]].sort();
    case "enum":
      return node.enum?.map(canonicalJson).sort();
    case "dependentRequired":
      return (
        node.dependentRequired &&
        [...node.dependentRequired].sort(byKey).map(([name, needed]) => [name, [...needed].sort()])
      );
    default:
      return node[key];
  }
}

/** The nodes directly below a node, with their places: those in lists, single ones, those by name. */
export function edgesOf(node: SchemaNode): (readonly [place: string, node: SchemaNode])[] {
  const lists: (readonly [string, SchemaNode])[] = [];
  const singles: (readonly [string, SchemaNode])[] = [];
  const named: (readonly [string, SchemaNode])[] = [];
  for (const key of SUBSCHEMA_KEYS) {
    const held = node[key];
    if (held === undefined) continue;
    if ("origin" in held) singles.push([key, held]);
    else if (!(held instanceof Map))
      for (const [index, child] of held.entries()) lists.push([`${key}/${index}`, child]);
    else for (const [name, child] of [...held].sort(byKey)) named.push([`${key}/${name}`, child]);
  }
  return [...lists, ...singles, ...named];
}

const SUBSCHEMA_KEYS = subschemaKeys();

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
