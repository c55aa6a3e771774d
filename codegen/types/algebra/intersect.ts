import { combine } from "./combine.js";
import { intersectScalars } from "./intersect-scalars.js";
import { joinArrays, joinObjects } from "./join.js";
import { keyOfType } from "./key.js";
import { mergeArrays, mergeObjects } from "./merge.js";
import {
  type ArrayTerm,
  isNever,
  isUnknown,
  type NameTerm,
  NEVER,
  type ObjectTerm,
  type Term,
  type Type,
  UNKNOWN,
} from "./type.js";
import { union } from "./union.js";

/** What intersecting needs to know of the rest of the library. */
export interface Expansion {
  /** The type that a name stands for; undefined while it is being worked out, and too deep inside other names. */
  expand(name: NameTerm): Type | undefined;
  /** Intersections of names with other types, done or under way (then with a wider answer): they may meet themselves. */
  readonly intersections: Map<string, Type>;
}

/** How many intersections may lie inside each other before the inner ones are given up for one of their sides. */
const DEPTH = 40;
/** How deep a name counts: definitions that differ all the way down are not worth spelling out. */
const DEPTH_OF_NAME = 14;

/**
 * The intersection of types: what all of them accept, or a little more. Objects are merged property by property, names are kept where the other
 * types say nothing new about them. The first type decides the order of the union's members.
 */
export function intersect(types: readonly Type[], context: Expansion, depth = 0): Type {
  const meaningful = types.filter((type) => !isUnknown(type));
  const [first, ...others] = meaningful;
  if (first === undefined) return UNKNOWN;
  if (others.length === 0 || depth > DEPTH) return first;
  const verbatim = meaningful.find((type) => type.some(isVerbatim));
  if (verbatim !== undefined) return verbatim;
  if (meaningful.some(isNever)) return NEVER;

  const named = meaningful.filter((type) => type.some(isName));
  const plain = intersectPlain(
    meaningful.filter((type) => !named.includes(type)),
    context,
    depth,
  );
  return named.reduceRight((result, type) => intersectNamed(type, result, context, depth), plain);
}

function isName(term: Term): term is NameTerm {
  return term.kind === "name";
}

function isVerbatim(term: Term): boolean {
  return term.kind === "verbatim" || term.kind === "external";
}

/** Two types, the first with names in it. */
function intersectNamed(left: Type, right: Type, context: Expansion, depth: number): Type {
  if (isUnknown(right)) return left;
  return union(left.map((term) => intersectTerm(term, right, context, depth)));
}

function intersectTerm(term: Term, right: Type, context: Expansion, depth: number): Type {
  if (term.kind === "name") return intersectName(term, right, context, depth);
  const plain = right.filter((other) => !isName(other));
  const parts = [intersectPlain([[term], plain], context, depth)];
  for (const other of right) if (isName(other)) parts.push(intersectName(other, [term], context, depth));
  return union(parts);
}

/** A name and another type: the name itself where the other type doesn't narrow it. */
function intersectName(name: NameTerm, other: Type, context: Expansion, depth: number): Type {
  const key = keyOfType([name]);
  if (other.some((term) => isName(term) && keyOfType([term]) === key)) return [name];
  const body = context.expand(name);
  // The name alone is wider than the intersection, and a type whose body isn't known yet can't be merged.
  if (body === undefined || isUnknown(body)) return [name];
  const pair = `${key}&${keyOfType(other)}`;
  const known = context.intersections.get(pair);
  if (known !== undefined) return known;
  context.intersections.set(pair, [name]);
  const result = narrowed(name, body, other, context, depth);
  context.intersections.set(pair, result);
  return result;
}

function narrowed(name: NameTerm, body: Type, other: Type, context: Expansion, depth: number): Type {
  const [only, ...more] = other;
  const otherName = only?.kind === "name" && more.length === 0 ? only : undefined;
  // Two names side by side are opened both, or the second one's properties would come first.
  const opened = otherName && context.expand(otherName);
  const right = otherName && opened ? withBase(opened, otherName) : other;
  const result = intersect([withBase(body, name), right], context, depth + DEPTH_OF_NAME);
  if (keyOfType(result) === keyOfType(body)) return [name];
  for (const term of other) {
    if (!isName(term)) continue;
    const otherBody = context.expand(term);
    if (otherBody !== undefined && keyOfType(result) === keyOfType(otherBody)) return [term];
  }
  return result;
}

/** Remembers that an object comes from a definition, so that it can be printed as an extension of it. */
function withBase(body: Type, name: NameTerm): Type {
  const [only] = body;
  return body.length === 1 && only?.kind === "object" ? [{ ...only, bases: [name] }] : body;
}

/** Types without names. */
function intersectPlain(types: readonly Type[], context: Expansion, depth: number): Type {
  const meaningful = types.filter((type) => !isUnknown(type));
  const [first, ...others] = meaningful;
  if (first === undefined) return UNKNOWN;
  if (others.length === 0) return first;

  const inside = (inner: readonly Type[]) => intersect(inner, context, depth + 1);
  const objects = combine(meaningful, isObject, joinObjects, (terms) => mergeObjects(terms, inside));
  const arrays = combine(meaningful, isArray, joinArrays, (terms) => mergeArrays(terms, inside));
  const result: Type[] = [];
  const placed = new Set<string>();
  for (const term of first) {
    if (term.kind === "primitive" || term.kind === "literal") {
      result.push(others.reduce<Type>((left, right) => intersectScalars(left, right), [term]));
    } else if (!placed.has(term.kind)) {
      placed.add(term.kind);
      result.push(term.kind === "object" ? objects : arrays);
    }
  }
  return union(result);
}

function isObject(term: Term): term is ObjectTerm {
  return term.kind === "object";
}

function isArray(term: Term): term is ArrayTerm {
  return term.kind === "array";
}
