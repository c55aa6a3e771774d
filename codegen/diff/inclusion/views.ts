import type { Defaults } from "../../defaults/defaults.js";
import { inPlace } from "../../schema/in-place.js";
import { reachableNodes } from "../../schema/nodes-in.js";
import { patternMatches } from "../../schema/pattern.js";
import type { SchemaNode } from "../../schema/schema-node.js";

type Draft = { -readonly [Key in keyof SchemaNode]: SchemaNode[Key] };

/**
 * Schemas that say without defaults what a schema means with them. Where a schema has no defaults, each is the schema itself.
 *
 * Parsing fills in defaults and then checks, and it accepts what fits without them as well.
 */
export class Views {
  readonly #defaults: Defaults;

  constructor(defaults: Defaults) {
    this.#defaults = defaults;
  }

  /** Accepts all values that parsing accepts, and maybe more. */
  given(root: SchemaNode): SchemaNode {
    if (!this.#defaults.hasDefaults(root)) return root;
    const filled = new Set<string>();
    for (const node of reachableNodes([root])) {
      for (const name of node.properties?.keys() ?? []) filled.add(name);
    }
    return copyOf(root, (node) => loosened(node, filled), inPlace);
  }

  /** Accepts only values that parsing accepts, and maybe fewer. */
  taken(root: SchemaNode): SchemaNode {
    if (!this.#defaults.hasDefaults(root)) return root;
    return copyOf(
      root,
      (node) => this.#withOptional(node),
      layersBelow,
      (cluster) => cluster.every(isCalm),
    );
  }

  /** Accepts all values that parsing returns, and maybe more. */
  parsed(root: SchemaNode): SchemaNode {
    if (!this.#defaults.hasDefaults(root) || this.#defaults.allRisks(root).size > 0) return root;
    return copyOf(root, (node) => this.#withRequired(node), layersBelow);
  }

  #withOptional(node: SchemaNode): Draft {
    const { required = [], patternProperties = new Map(), properties } = node;
    const isFilled = (name: string): boolean => {
      const property = properties?.get(name);
      if (property === undefined || this.#defaults.usableDefault(property) === undefined) return false;
      return [...patternProperties.keys()].every((pattern) => patternMatches(pattern, name) === false);
    };
    const left = required.filter((name) => !isFilled(name));
    return left.length === required.length ? { ...node } : { ...node, required: left };
  }

  #withRequired(node: SchemaNode): Draft {
    const filled = [...(node.properties ?? [])].flatMap(([name, property]) =>
      this.#defaults.usableDefault(property) === undefined ? [] : [name],
    );
    if (filled.length === 0) return { ...node };
    return { ...node, required: [...new Set([...(node.required ?? []), ...filled])] };
  }
}

function layersBelow({ refs = [], allOf = [] }: SchemaNode): SchemaNode[] {
  return [...refs, ...allOf];
}

/**
 * Whether a schema that accepts an object does so, too, when a property with a default is added. Of a schema that is made of several parts, only one
 * may look at properties that it doesn't name.
 */
function isCalm(node: SchemaNode, _index: number, cluster: readonly SchemaNode[]): boolean {
  if (SENSITIVE.some((keyword) => node[keyword] !== undefined)) return false;
  const looksAtOthers = LOOKING_AT_OTHERS.some((keyword) => node[keyword] !== undefined);
  const withProperties = cluster.filter(({ properties }) => properties !== undefined);
  if (looksAtOthers && withProperties.some((other) => other !== node)) return false;
  const names = [...(node.properties?.keys() ?? [])];
  return withProperties.every(
    (other) => other === node || !names.some((name) => other.properties?.has(name)),
  );
}

const SENSITIVE = [
  ...(["anyOf", "oneOf", "not", "if", "enum", "const", "contains", "uniqueItems", "maxProperties"] as const),
  ...(["propertyNames", "dependentRequired", "dependentSchemas"] as const),
  ...(["unevaluatedItems", "unevaluatedProperties"] as const),
] as const satisfies readonly (keyof SchemaNode)[];

const LOOKING_AT_OTHERS = ["additionalProperties", "patternProperties"] as const;

/** What is left to say of a value to which defaults may be added. */
function loosened(node: SchemaNode, filled: ReadonlySet<string>): Draft {
  const draft: Draft = { ...node };
  const { required } = node;
  if (required !== undefined) draft.required = required.filter((name) => !filled.has(name));
  for (const keyword of [...CONDITIONS, ...COUNTED] as const) delete draft[keyword];
  if (draft.oneOf !== undefined) {
    // Both at once: the value has to fit one of the `anyOf` anyway.
    draft.anyOf ??= draft.oneOf;
    delete draft.oneOf;
  }
  const values = [...(draft.enum ?? []), draft.const?.value];
  if (values.some((value) => typeof value === "object" && value !== null)) {
    delete draft.enum;
    delete draft.const;
  }
  return draft;
}

const CONDITIONS = ["not", "if", "then", "else"] as const;
const COUNTED = [
  "minProperties",
  "dependentRequired",
  "dependentSchemas",
  "contains",
  "minContains",
  "maxContains",
  "unevaluatedItems",
  "unevaluatedProperties",
] as const;

/**
 * A copy of a schema and of everything that defaults reach from it.
 *
 * @param change - The copy of one schema, with the schemas in it as they were.
 * @param below - The schemas that apply to the same value, as far as they are changed.
 * @param isOpen - Whether what applies to one value, and what is inside of it, is copied at all.
 */
function copyOf(
  root: SchemaNode,
  change: (node: SchemaNode) => Draft,
  below: (node: SchemaNode) => readonly SchemaNode[],
  isOpen: (cluster: readonly SchemaNode[]) => boolean = () => true,
): SchemaNode {
  const copies = new Map<SchemaNode, SchemaNode>();
  const unfinished: Draft[] = [];
  const inside = (node: SchemaNode): SchemaNode => {
    const known = copies.get(node);
    if (known !== undefined) return known;
    const cluster = new Set([node]);
    for (const each of cluster) for (const next of below(each)) cluster.add(next);
    if (!isOpen([...cluster])) {
      copies.set(node, node);
      return node;
    }
    for (const each of cluster) layerOf(each);
    return copies.get(node) ?? node;
  };
  const layerOf = (node: SchemaNode): void => {
    if (copies.has(node)) return;
    const draft = change(node);
    copies.set(node, draft);
    unfinished.push(draft);
  };
  inside(root);
  // What is added while a list is walked is walked, too.
  for (const draft of unfinished) finish(draft, (node) => copies.get(node) ?? node, inside);
  return copies.get(root) ?? root;
}

function finish(
  draft: Draft,
  layer: (node: SchemaNode) => SchemaNode,
  inside: (node: SchemaNode) => SchemaNode,
): void {
  for (const keyword of ["refs", "allOf", "anyOf", "oneOf"] as const) {
    if (draft[keyword] !== undefined) draft[keyword] = draft[keyword].map(layer);
  }
  for (const keyword of ["properties", "patternProperties"] as const) {
    const map = draft[keyword];
    if (map !== undefined) draft[keyword] = new Map([...map].map(([name, node]) => [name, inside(node)]));
  }
  for (const keyword of ["additionalProperties", "items"] as const) {
    if (draft[keyword] !== undefined) draft[keyword] = inside(draft[keyword]);
  }
  if (draft.prefixItems !== undefined) draft.prefixItems = draft.prefixItems.map(inside);
}
