import type { Expansion } from "../algebra/intersect.js";
import type { Type } from "../algebra/type.js";
import { union } from "../algebra/union.js";

/** A type with the types that its names stand for in their place. */
export function spellOut(type: Type, expansion: Expansion): Type {
  return union(type.map((term) => (term.kind === "name" ? (expansion.expand(term) ?? [term]) : [term])));
}
