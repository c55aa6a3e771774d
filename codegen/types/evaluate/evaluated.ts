import type { SchemaNode } from "../../schema/schema-node.js";
import { conjunction, evaluatingSubschemas } from "../../schema/subschemas.js";

/** What a schema may evaluate of an object or array: what its `unevaluatedProperties` and `unevaluatedItems` don't apply to. */
export interface Evaluated {
  /** The properties named, each with the schemas that may evaluate it. */
  readonly properties: ReadonlyMap<string, readonly SchemaNode[]>;
  readonly patterns: ReadonlySet<string>;
  /** Every property, or nobody can tell. */
  readonly allProperties: boolean;
  /** So many items from the start. */
  readonly items: number;
  readonly allItems: boolean;
}

/**
 * Collects what a schema evaluates by its own keywords, and everything that others about the same value may, through references, combinations
 * and conditions. Which of them succeed isn't known, so it is rather too much than too little.
 *
 * @param childrenOf - What else about the same value a schema leads to.
 */
export function evaluatedBy(
  self: SchemaNode,
  childrenOf: (node: SchemaNode) => readonly SchemaNode[] = evaluatingSubschemas,
): Evaluated {
  const properties = new Map<string, SchemaNode[]>();
  const patterns = new Set<string>();
  let allProperties = false;
  let allItems = false;
  let items = 0;
  const layers = new Set([self]);
  for (const layer of layers) {
    for (const [name, child] of layer.properties ?? []) {
      const found = properties.get(name);
      if (found === undefined) properties.set(name, [child]);
      else found.push(child);
    }
    for (const pattern of layer.patternProperties?.keys() ?? []) patterns.add(pattern);
    items = Math.max(items, layer.prefixItems?.length ?? 0);
    allProperties ||= layer.additionalProperties !== undefined;
    allItems ||= layer.items !== undefined || layer.contains !== undefined;
    for (const child of childrenOf(layer)) layers.add(child);
    if (layer === self) continue;
    allProperties ||= layer.unevaluatedProperties !== undefined;
    allItems ||= layer.unevaluatedItems !== undefined;
  }
  return { properties, patterns, allProperties, items, allItems };
}

/** The schemas with a `oneOf` that a value has to fit for certain: by references and `allOf` from a schema, itself included. */
export function choicesOf(node: SchemaNode): SchemaNode[] {
  return [...conjunction(node)].filter(({ oneOf }) => oneOf !== undefined);
}
