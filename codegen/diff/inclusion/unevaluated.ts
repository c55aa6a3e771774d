import type { SchemaNode } from "../../schema/schema-node.js";
import { evaluatingSubschemas } from "../../schema/subschemas.js";
import { saying } from "./nodes.js";

/** Which properties and items a schema looks at, without its own `unevaluated*`. */
export interface Evaluated {
  /** All properties. */
  readonly all: boolean;
  readonly names: ReadonlySet<string>;
  readonly patterns: readonly string[];
  /** Items from this index on are not looked at by their place; infinite where all are. */
  readonly from: number;
  /** Items that one of these accepts are looked at, wherever they are. */
  readonly contained: readonly SchemaNode[];
}

/** Which schemas are known to accept a value, and which to refuse it. */
export interface Verdicts {
  readonly accepted: ReadonlySet<SchemaNode>;
  readonly refused: ReadonlySet<SchemaNode>;
}

const NOTHING_KNOWN: Verdicts = { accepted: new Set(), refused: new Set() };

/** What a schema looks at in every value that it accepts: at least this. */
export function surelyEvaluated(
  node: SchemaNode,
  { accepted, refused }: Verdicts = NOTHING_KNOWN,
): Evaluated {
  return evaluatedBy(node, (part) => {
    const { refs = [], allOf = [], anyOf = [], oneOf = [], if: condition } = part;
    const chosen = [...anyOf, ...oneOf].filter((branch) => accepted.has(branch));
    const met = condition !== undefined && accepted.has(condition) ? [condition, part.then] : [];
    const unmet = condition !== undefined && refused.has(condition) ? [part.else] : [];
    return [...refs, ...allOf, ...chosen, ...met, ...unmet].filter((next) => next !== undefined);
  });
}

/** What a schema looks at in some value: at most this. */
export function possiblyEvaluated(node: SchemaNode, { refused }: Verdicts = NOTHING_KNOWN): Evaluated {
  return evaluatedBy(node, (part) => evaluatingSubschemas(part).filter((next) => !refused.has(next)));
}

/** A schema on whose verdict it depends what `unevaluated*` is about, and that is not known; undefined where there is none. */
export function undecidedIn(node: SchemaNode, { accepted, refused }: Verdicts): SchemaNode | undefined {
  const parts = new Set([node]);
  for (const part of parts) {
    for (const next of evaluatingSubschemas(part)) {
      if (refused.has(next)) continue;
      if (!accepted.has(next)) return next;
      parts.add(next);
    }
  }
  return undefined;
}

/** The schema of items and properties that were not looked at by their place: what `contains` accepts was looked at. */
export function unlessContained(schema: SchemaNode, contained: readonly SchemaNode[]): SchemaNode {
  const [first, ...others] = contained;
  if (first === undefined) return schema;
  let known = unions.get(schema);
  if (known === undefined) {
    known = new WeakMap();
    unions.set(schema, known);
  }
  let union = others.length === 0 ? known.get(first) : undefined;
  if (union === undefined) {
    union = saying({ anyOf: [schema, ...contained] });
    if (others.length === 0) known.set(first, union);
  }
  return union;
}

const unions = new WeakMap<SchemaNode, WeakMap<SchemaNode, SchemaNode>>();

function evaluatedBy(node: SchemaNode, next: (node: SchemaNode) => readonly SchemaNode[]): Evaluated {
  const names = new Set<string>();
  const patterns = new Set<string>();
  const contained = new Set<SchemaNode>();
  let all = false;
  let from = 0;
  const parts = new Set([node]);
  for (const part of parts) {
    for (const other of next(part)) parts.add(other);
    for (const name of part.properties?.keys() ?? []) names.add(name);
    for (const pattern of part.patternProperties?.keys() ?? []) patterns.add(pattern);
    const isInner = part !== node;
    if (part.additionalProperties !== undefined || (isInner && part.unevaluatedProperties !== undefined))
      all = true;
    from = Math.max(from, part.prefixItems?.length ?? 0);
    if (part.items !== undefined || (isInner && part.unevaluatedItems !== undefined))
      from = Number.POSITIVE_INFINITY;
    // Before 2020-12, `contains` did not count.
    if (part.contains !== undefined && part.origin.document.dialect === "2020-12")
      contained.add(part.contains);
  }
  return { all, names, patterns: [...patterns], from, contained: [...contained] };
}
