import type { SchemaNode } from "../schema/schema-node.js";
import type { Home } from "./home.js";
import { edgesOf } from "./shape.js";

/** What refers to what. */
export interface Uses {
  /** Every node that a reference leads to, in the order in which they are met. */
  readonly targets: readonly SchemaNode[];
  /** Those that a module other than their own refers to. */
  readonly foreign: ReadonlySet<SchemaNode>;
}

/** Follows everything that some schemas lead to. */
export function usesOf(
  starts: readonly SchemaNode[],
  homeOf: ReadonlyMap<string, Home>,
  canonical: (node: SchemaNode) => SchemaNode,
): Uses {
  const seen = new Set<SchemaNode>(starts);
  const targets = new Set<SchemaNode>();
  const foreign = new Set<SchemaNode>();
  for (const node of seen) {
    const module = homeOf.get(node.origin.document.path)?.module;
    for (const [place, next] of edgesOf(node)) {
      const child = canonical(next);
      seen.add(child);
      if (!place.startsWith("refs/")) continue;
      targets.add(child);
      const other = homeOf.get(child.origin.document.path)?.module;
      if (module !== other) foreign.add(child);
    }
  }
  return { targets: [...targets], foreign };
}
