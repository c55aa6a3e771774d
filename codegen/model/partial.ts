import type { SchemaNode } from "../schema/schema-node.js";
import { reachableNodes, subschemaKeys, subschemasAt } from "../schema/subschemas.js";

/**
 * The schema of a partial value of an object schema: what `merge` takes as an update. Every property may be absent, those that are
 * there must fit, and no default fills in for the rest (it would overwrite what the field holds).
 *
 * Returns the node itself where that is what it already says. Where branches of a `oneOf` were told apart by what they require, a
 * partial value may fit several: `oneOf` becomes `anyOf`.
 */
export function partial(node: SchemaNode): SchemaNode {
  const layers = [...reachableNodes([node], loosened)];
  if (!layers.some((layer) => loosen(layer) !== layer)) return node;
  const copies = new Map(layers.map((layer) => [layer, { ...loosen(layer) } as Mutable<SchemaNode>]));
  const copyOf = (original: SchemaNode): SchemaNode => copies.get(original) ?? original;
  for (const copy of copies.values()) {
    for (const key of ["refs", "allOf", "anyOf", "oneOf"] as const) {
      const children = copy[key];
      if (children !== undefined) copy[key] = children.map(copyOf);
    }
    for (const key of ["then", "else"] as const) {
      const child = copy[key];
      if (child !== undefined) copy[key] = copyOf(child);
    }
  }
  return copyOf(node);
}

/**
 * The schema without a default for the value as a whole; defaults further inside stay.
 * Returns the node itself where it has none.
 */
export function withoutDefault(node: SchemaNode): SchemaNode {
  return stripDefault(node, new Set());
}

function stripDefault(node: SchemaNode, above: ReadonlySet<SchemaNode>): SchemaNode {
  if (above.has(node)) return node;
  const path = new Set(above).add(node);
  const { default: own, refs, allOf, ...rest } = node;
  const strippedRefs = refs?.map((child) => stripDefault(child, path));
  const strippedAllOf = allOf?.map((child) => stripDefault(child, path));
  const same =
    own === undefined &&
    (strippedRefs ?? []).every((child, index) => child === refs?.[index]) &&
    (strippedAllOf ?? []).every((child, index) => child === allOf?.[index]);
  if (same) return node;
  return {
    ...rest,
    ...(strippedRefs === undefined ? {} : { refs: strippedRefs }),
    ...(strippedAllOf === undefined ? {} : { allOf: strippedAllOf }),
  };
}

/** One node of a partial schema; the node itself where nothing has to go. */
function loosen(layer: SchemaNode): SchemaNode {
  const { required, minProperties, dependentRequired, dependentSchemas, properties, oneOf, ...rest } = layer;
  const optional = new Map([...(properties ?? [])].map(([name, child]) => [name, withoutDefault(child)]));
  const same =
    [required, minProperties, dependentRequired, dependentSchemas, oneOf].every(
      (keyword) => keyword === undefined,
    ) && [...optional].every(([name, child]) => child === properties?.get(name));
  if (same) return layer;
  return {
    ...rest,
    ...(properties === undefined ? {} : { properties: optional }),
    // Both at once: the value has to fit one of the `anyOf` anyway; wider is right, narrower would refuse partial values.
    ...(oneOf === undefined || rest.anyOf !== undefined ? {} : { anyOf: oneOf }),
  };
}

/** What says something of the same value and is asserted; a condition only decides what else is. */
const loosened = subschemasAt(subschemaKeys("value", "value by choice", "value on condition"));

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };
