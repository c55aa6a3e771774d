import { keyOfTerm } from "./key.js";
import { propertyAt } from "./object-at.js";
import { type ArrayTerm, isNever, isUnknown, type ObjectTerm, type Term, type Type } from "./type.js";

/**
 * Whether TypeScript lets every value of `inner` be used as `outer`, as far as the two types show it: `false` may mean "unknown".
 */
export function covers(outer: Type, inner: Type): boolean {
  if (isUnknown(outer) || isNever(inner)) return true;
  const keys = new Set(outer.map((term) => keyOfTerm(term)));
  return inner.every((term) => keys.has(keyOfTerm(term)) || outer.some((other) => coversTerm(other, term)));
}

function coversTerm(outer: Term, inner: Term): boolean {
  switch (outer.kind) {
    case "primitive":
      if (inner.kind === "literal") return (typeof inner.value).startsWith(outer.primitive);
      return inner.kind === "primitive" && outer.primitive === "number" && inner.primitive === "integer";
    case "array":
      return inner.kind === "array" && coversArray(outer, inner);
    case "object":
      return inner.kind === "object" && coversObject(outer, inner);
    default:
      return false;
  }
}

function coversArray(outer: ArrayTerm, inner: ArrayTerm): boolean {
  if (outer.min > inner.min || outer.max < inner.max) return false;
  // An optional place holds `undefined` for TypeScript; other items don't.
  const places = inner.prefix.length > 0 && Number.isFinite(inner.max) ? inner.max : inner.prefix.length;
  if (places > Math.max(inner.min, outer.prefix.length) && !isUnknown(outer.rest)) return false;
  const length = Math.max(outer.prefix.length, inner.prefix.length);
  const at = ({ prefix, rest }: ArrayTerm, index: number): Type => prefix[index] ?? rest;
  for (let index = 0; index <= length; index += 1) {
    if (!covers(at(outer, index), at(inner, index))) return false;
  }
  return true;
}

function coversObject(outer: ObjectTerm, inner: ObjectTerm): boolean {
  if (!covers(outer.rest, inner.rest) || outer.patterns.size > 0) return false;
  if (![...inner.patterns.values()].every((type) => covers(outer.rest, type))) return false;
  // An index signature that isn't `unknown` is printed with `undefined` where a property is optional.
  const hasOptional = ({ properties }: ObjectTerm): boolean =>
    [...properties.values()].some(({ optional }) => optional);
  const isIndexed = !isNever(outer.rest) && !isUnknown(outer.rest);
  if (isIndexed && hasOptional(inner) && !hasOptional(outer)) return false;
  const names = new Set([...outer.properties.keys(), ...inner.properties.keys()]);
  return [...names].every((name) => {
    const [general, special] = [propertyAt(outer, name), propertyAt(inner, name)];
    return (general.optional || !special.optional) && covers(general.type, special.type);
  });
}
