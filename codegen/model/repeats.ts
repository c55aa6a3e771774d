import type { SchemaNode } from "../schema/schema-node.js";
import type { Candidate } from "./candidate.js";
import { Meanings } from "./meanings.js";
import { dereference } from "./shape.js";

/**
 * Tools that write one file a member repeat their definitions in each: the same thing under the same key is one definition.
 * So is one that only refers to another of the same name.
 */
export function withoutRepeats(candidates: readonly Candidate[]): {
  readonly distinct: readonly Candidate[];
  readonly repeats: ReadonlyMap<SchemaNode, SchemaNode>;
} {
  const meanings = new Meanings();
  const repeats = new Map<SchemaNode, SchemaNode>();
  const byKey = new Map<string, Candidate[]>();
  const distinct: Candidate[] = [];
  const wantedBy = new Map(candidates.map(({ node, wanted }) => [node, wanted]));
  for (const candidate of [...candidates].sort((a, b) => a.home.rank - b.home.rank)) {
    const target = dereference(candidate.node);
    if (target !== candidate.node && wantedBy.get(target) === candidate.wanted) {
      repeats.set(candidate.node, target);
      continue;
    }
    const place = JSON.stringify([candidate.home.module, candidate.key]);
    const known = byKey.get(place) ?? [];
    const same = known.find(({ node }) => node === candidate.node || meanings.areSame(node, candidate.node));
    if (same === undefined) {
      byKey.set(place, [...known, candidate]);
      distinct.push(candidate);
    } else if (same.node !== candidate.node) {
      repeats.set(candidate.node, same.node);
    }
  }
  return { distinct, repeats };
}
