import type { Doc } from "../algebra/doc.js";
import {
  isNever,
  type LiteralTerm,
  type ObjectTerm,
  type PrimitiveTerm,
  type Term,
  type Type,
} from "../algebra/type.js";

/** How many things a type lets there be: items, properties, characters. */
export interface Range {
  readonly min: number;
  readonly max: number;
}

/** Whether terms that a bound applies to all keep it by themselves. */
type Keeps = (bound: number, terms: readonly Term[], lengthsOf: LengthsOf) => boolean;
type LengthsOf = (term: Term & { readonly kind: "array" }) => Range;

const KEEPS: ReadonlyMap<string, Keeps> = new Map<string, Keeps>([
  ["minItems", (bound, terms, lengthsOf) => every(terms, "array", (term) => lengthsOf(term).min >= bound)],
  ["maxItems", (bound, terms, lengthsOf) => every(terms, "array", (term) => lengthsOf(term).max <= bound)],
  ["minProperties", (bound, terms) => every(terms, "object", (term) => propertiesOf(term).min >= bound)],
  ["maxProperties", (bound, terms) => every(terms, "object", (term) => propertiesOf(term).max <= bound)],
  ["minLength", strings((bound, value) => [...value].length >= bound)],
  ["maxLength", strings((bound, value) => [...value].length <= bound)],
  ["minimum", numbers((bound, value) => value >= bound)],
  ["exclusiveMinimum", numbers((bound, value) => value > bound)],
  ["maximum", numbers((bound, value) => value <= bound)],
  ["exclusiveMaximum", numbers((bound, value) => value < bound)],
]);

/** Leaves out the bounds that a reader sees in the type, as it is printed. */
export function withoutSaid(doc: Doc | undefined, type: Type, lengthsOf: LengthsOf): Doc | undefined {
  if (doc === undefined || !type.every(isPlain)) return doc;
  const tags = doc.tags.filter(([tag, value]) => KEEPS.get(tag)?.(Number(value), type, lengthsOf) !== true);
  if (tags.length === doc.tags.length) return doc;
  return doc.text === undefined && tags.length === 0 ? undefined : { ...doc, tags };
}

/** Whether everything that a term accepts is seen where it stands. */
function isPlain({ kind }: Term): boolean {
  return kind === "array" || kind === "object" || kind === "primitive" || kind === "literal";
}

/** Whether there are terms of a kind, and all of them are so. */
function every<Kind extends Term["kind"]>(
  terms: readonly Term[],
  kind: Kind,
  is: (term: Extract<Term, { kind: Kind }>) => boolean,
): boolean {
  const ofKind = terms.filter((term): term is Extract<Term, { kind: Kind }> => term.kind === kind);
  return ofKind.length > 0 && ofKind.every(is);
}

function propertiesOf({ properties, patterns, rest }: ObjectTerm): Range {
  const isClosed = patterns.size === 0 && isNever(rest);
  return {
    min: [...properties.values()].filter(({ optional }) => !optional).length,
    max: isClosed ? properties.size : Number.POSITIVE_INFINITY,
  };
}

function strings(is: (bound: number, value: string) => boolean): Keeps {
  return constants(["string"], (bound, { value }) => typeof value !== "string" || is(bound, value));
}

function numbers(is: (bound: number, value: number) => boolean): Keeps {
  return constants(
    ["integer", "number"],
    (bound, { value }) => typeof value !== "number" || is(bound, value),
  );
}

/** Bounds of constants are kept where each of them does, and not all values of their kind are in the type as well. */
function constants(
  wide: readonly PrimitiveTerm["primitive"][],
  is: (bound: number, term: LiteralTerm) => boolean,
): Keeps {
  return (bound, terms) =>
    terms.every((term) => term.kind !== "primitive" || !wide.includes(term.primitive)) &&
    every(terms, "literal", (term) => is(bound, term));
}
