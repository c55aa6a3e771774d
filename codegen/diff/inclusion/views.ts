import { declaredDefault } from "../../defaults/declared-default.js";
import type { Defaults } from "../../defaults/defaults.js";
import { patternMatches } from "../../schema/pattern.js";
import type { SchemaNode } from "../../schema/schema-node.js";
import { evaluatingSubschemas, reachableNodes } from "../../schema/subschemas.js";

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
    const hasDefaults = (cluster: readonly SchemaNode[]): boolean =>
      cluster.some((node) => this.#defaults.hasDefaults(node));
    return copyOf(root, {
      change: (node, cluster, isMixed) =>
        loosened(node, isMixed ? defaultedNames(reachableNodes([root])) : defaultedNames(cluster)),
      below: evaluatingSubschemas,
      isOpen: (cluster, isMixed) => isMixed || hasDefaults(cluster),
      // What one part of a schema fills in, another one sees.
      mixes: (cluster) => hasDefaults(cluster) && cluster.filter(looksInside).length > 1,
    });
  }

  /** Accepts only values that parsing accepts, and maybe fewer. */
  taken(root: SchemaNode): SchemaNode {
    if (!this.#defaults.hasDefaults(root)) return root;
    return copyOf(root, {
      change: (node) => this.#withOptional(node),
      below: layersBelow,
      isOpen: (cluster) => cluster.every(isCalm),
    });
  }

  /** Accepts all values that parsing returns, and maybe more. */
  parsed(root: SchemaNode): SchemaNode {
    if (!this.#defaults.hasDefaults(root) || this.#defaults.allRisks(root).size > 0) return root;
    return copyOf(root, { change: (node) => this.#withRequired(node), below: layersBelow });
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

/** The properties that any of some schemas has a default for, whether or not it applies. */
function defaultedNames(nodes: Iterable<SchemaNode>): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { properties } of nodes) {
    for (const [name, property] of properties ?? [])
      if (declaredDefault(property) !== undefined) names.add(name);
  }
  return names;
}

/** Whether a schema says anything of what is inside of a value. */
function looksInside(node: SchemaNode): boolean {
  return INSIDE.some((keyword) => node[keyword] !== undefined);
}

const INSIDE = [
  ...(["properties", "patternProperties", "additionalProperties", "required"] as const),
  ...(["items", "prefixItems"] as const),
] as const;

/** How a schema is copied, with everything that defaults reach from it. */
interface Copying {
  /** The copy of one schema, with the schemas in it as they were. */
  readonly change: (node: SchemaNode, cluster: readonly SchemaNode[], isMixed: boolean) => Draft;
  /** The schemas that apply to the same value, as far as they are changed. */
  readonly below: (node: SchemaNode) => readonly SchemaNode[];
  /** Whether what applies to one value, and what is inside of it, is copied at all. */
  readonly isOpen?: (cluster: readonly SchemaNode[], isMixed: boolean) => boolean;
  /** Whether several schemas say what is inside of one value. */
  readonly mixes?: (cluster: readonly SchemaNode[]) => boolean;
}

function copyOf(root: SchemaNode, { change, below, isOpen, mixes }: Copying): SchemaNode {
  /** What several schemas say something of is copied in another way. */
  const copies = { plain: new Map<SchemaNode, SchemaNode>(), mixed: new Map<SchemaNode, SchemaNode>() };
  const unfinished: (() => void)[] = [];
  const copyAt = (node: SchemaNode, wasMixed: boolean): SchemaNode => {
    const known = copies[wasMixed ? "mixed" : "plain"].get(node);
    if (known !== undefined) return known;
    const cluster = new Set([node]);
    for (const each of cluster) for (const next of below(each)) cluster.add(next);
    const layers = [...cluster];
    if (isOpen?.(layers, wasMixed) === false) return node;
    const isMixed = wasMixed || mixes?.(layers) === true;
    const own = copies[isMixed ? "mixed" : "plain"];
    for (const layer of layers) {
      if (own.has(layer)) continue;
      const draft = change(layer, layers, isMixed);
      own.set(layer, draft);
      unfinished.push(() =>
        finish(
          draft,
          (each) => own.get(each) ?? each,
          (each) => copyAt(each, isMixed),
        ),
      );
    }
    return own.get(node) ?? node;
  };
  const copy = copyAt(root, false);
  // What is added while a list is walked is walked, too.
  for (const complete of unfinished) complete();
  return copy;
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
