import type { SchemaNode } from "../../schema/schema-node.js";
import { evaluatingSubschemas } from "../../schema/subschemas.js";

/** Which properties and items a schema looks at, without its own `unevaluated*`. */
export interface Evaluated {
  /** All properties. */
  readonly all: boolean;
  readonly names: ReadonlySet<string>;
  readonly patterns: readonly string[];
  /** All items from this index on are not looked at by their place; infinite where all are. */
  readonly from: number;
}

/** What a schema looks at in every value that it accepts: at least this. */
export function surelyEvaluated(node: SchemaNode): Evaluated {
  return evaluatedBy(node, ({ refs = [], allOf = [] }) => [...refs, ...allOf]);
}

/** What a schema looks at in some value: at most this. */
export function possiblyEvaluated(node: SchemaNode): Evaluated {
  return evaluatedBy(node, evaluatingSubschemas, (part) => part.contains !== undefined);
}

function evaluatedBy(
  node: SchemaNode,
  next: (node: SchemaNode) => readonly SchemaNode[],
  looksAtAny: (node: SchemaNode) => boolean = () => false,
): Evaluated {
  const names = new Set<string>();
  const patterns = new Set<string>();
  let all = false;
  let from = 0;
  const parts = new Set([node]);
  for (const part of parts) {
    for (const other of next(part)) parts.add(other);
    for (const name of part.properties?.keys() ?? []) names.add(name);
    for (const pattern of part.patternProperties?.keys() ?? []) patterns.add(pattern);
    const own = part === node;
    if (part.additionalProperties !== undefined || (!own && part.unevaluatedProperties !== undefined))
      all = true;
    from = Math.max(from, part.prefixItems?.length ?? 0);
    const looksAtRest = part.items !== undefined || (!own && part.unevaluatedItems !== undefined);
    if (looksAtRest || looksAtAny(part)) from = Number.POSITIVE_INFINITY;
  }
  return { all, names, patterns: [...patterns], from };
}
