import { keyOfTerm } from "./key.js";
import {
  ALL_KINDS,
  BOOLEAN,
  isAnyArray,
  isAnyObject,
  isUnknown,
  type LiteralTerm,
  NUMBER,
  STRING,
  type Term,
  type Type,
  UNKNOWN,
} from "./type.js";

/** So many literals of a kind say no more to a reader than the kind itself, and cost the compiler dearly. */
export const LITERAL_LIMIT = 1_000;

/** The union of types: what any of them accepts. Members that another one covers as a whole kind are left out. */
export function union(types: readonly Type[]): Type {
  const [only] = types;
  if (types.length === 1 && only !== undefined) return only;
  if (types.some(isUnknown)) return UNKNOWN;
  const terms = new Map<string, Term>();
  for (const term of types.flat()) {
    const key = keyOfTerm(term);
    if (!terms.has(key)) terms.set(key, term);
  }
  return simplify([...terms.values()]);
}

/** Absorbs what whole kinds cover, folds `true | false`, and widens a kind of which there are too many literals. */
function simplify(terms: readonly Term[]): Type {
  const wide = new Map<string, Term>();
  const literals = { boolean: 0, number: 0, string: 0 };
  for (const term of terms) {
    if (term.kind === "literal") literals[typeof term.value as keyof typeof literals] += 1;
    else if (term.kind === "primitive") wide.set(term.primitive, term);
    else if (isAnyArray(term) || isAnyObject(term)) wide.set(term.kind, term);
  }
  if (literals.boolean === 2) wide.set("boolean", BOOLEAN);
  if (literals.number > LITERAL_LIMIT) wide.set("number", NUMBER);
  if (literals.string > LITERAL_LIMIT) wide.set("string", STRING);
  if (wide.size === 0) return terms;

  const result = new Set<Term>();
  for (const term of terms) result.add(covering(term, wide) ?? term);
  if (ALL_KINDS.every((kind) => wide.has(kindOf(kind)))) return UNKNOWN;
  return [...result];
}

/** The whole kind that covers a term, if it is in the union. */
function covering(term: Term, wide: ReadonlyMap<string, Term>): Term | undefined {
  switch (term.kind) {
    case "literal": {
      const kind = wide.get(typeof term.value);
      if (kind !== undefined || typeof term.value !== "number") return kind;
      return Number.isInteger(term.value) ? wide.get("integer") : undefined;
    }
    case "primitive":
      return wide.get(term.primitive === "integer" ? "number" : term.primitive) ?? wide.get(term.primitive);
    case "array":
    case "object":
      return wide.get(term.kind);
    default:
      return undefined;
  }
}

function kindOf(term: Term): string {
  return term.kind === "primitive" ? term.primitive : term.kind;
}

/** The union of literals; beyond {@link LITERAL_LIMIT} of a kind, the kind itself. */
export function literals(values: readonly (boolean | number | string)[]): Type {
  return union(values.map((value): Type => [literal(value)]));
}

/** One value as a type; a number that TypeScript has no literal for is `number`. */
export function literal(value: boolean | number | string): LiteralTerm | typeof NUMBER {
  return typeof value === "number" && !Number.isFinite(value) ? NUMBER : { kind: "literal", value };
}
