import { mergeDocs } from "../print/doc.js";
import { joinArrays, joinObjects } from "./join.js";
import { keyOfType } from "./key.js";
import { propertyAt } from "./object-at.js";
import {
  type ArrayTerm,
  isNever,
  isUnknown,
  type LiteralTerm,
  type NameTerm,
  NEVER,
  type ObjectTerm,
  type PrimitiveTerm,
  type Property,
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

/** Beyond so many combinations, alternatives are joined into one. */
const COMBINATIONS = 32;
/** The same where so many properties would be printed again and again, and they are more than the alternatives have themselves. */
const REPEATED_PROPERTIES = 100;
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

  const objects = combine(meaningful, isObject, joinObjects, (terms) =>
    mergeObjects(terms, context, depth + 1),
  );
  const arrays = combine(meaningful, isArray, joinArrays, (terms) => mergeArrays(terms, context, depth + 1));
  const result: Type[] = [];
  const placed = new Set<string>();
  for (const term of first) {
    if (term.kind === "primitive" || term.kind === "literal") {
      result.push(others.reduce<Type>((left, right) => intersectSimple(left, right), [term]));
    } else if (!placed.has(term.kind)) {
      placed.add(term.kind);
      result.push(term.kind === "object" ? objects : arrays);
    }
  }
  return union(result);
}

/** The terms of one kind: those types that have a single one are merged at once, then combined with the alternatives of the others. */
function combine<T extends ArrayTerm | ObjectTerm>(
  types: readonly Type[],
  ofKind: (term: Term) => term is T,
  join: (terms: readonly T[]) => T | undefined,
  merge: (terms: readonly T[]) => T | undefined,
): T[] {
  const alternatives = types.map((type) => type.filter(ofKind));
  if (alternatives.some((terms) => terms.length === 0)) return [];
  const single = alternatives.filter((terms) => terms.length === 1).flat();
  const choices = readable(
    alternatives.filter((terms) => terms.length > 1),
    sizeOf(single),
    join,
  );
  const merged = merge(single);
  if (merged === undefined && single.length > 0) return [];
  let result: readonly T[] | undefined = merged === undefined ? undefined : [merged];
  for (const choice of choices) {
    const left = result;
    result =
      left === undefined
        ? choice
        : left.flatMap((one) => choice.flatMap((other) => merge([one, other]) ?? []));
  }
  return [...(result ?? [])];
}

/** Joins alternatives, the smallest choice first, until what all combinations of the others come to can be read. */
function readable<T extends ArrayTerm | ObjectTerm>(
  choices: readonly (readonly T[])[],
  common: number,
  join: (terms: readonly T[]) => T | undefined,
): readonly (readonly T[])[] {
  const sizes = choices.map(({ length }) => length);
  const combinations = sizes.reduce((product, length) => product * length, 1);
  const repeated = common * (combinations - 1);
  const isFine = choices.length < 2 || combinations <= COMBINATIONS;
  if (isFine && (repeated <= REPEATED_PROPERTIES || repeated <= sizeOf(choices.flat()))) return choices;
  const smallest = sizes.indexOf(Math.min(...sizes.filter((length) => length > 1)));
  if (smallest === -1) return choices;
  const joined = join(choices[smallest] ?? []);
  const next = choices.map((choice, index) =>
    index === smallest && joined !== undefined ? [joined] : choice,
  );
  return readable(next, common + sizeOf(joined === undefined ? [] : [joined]), join);
}

function sizeOf(terms: readonly Term[]): number {
  return terms.reduce((sum, term) => sum + (term.kind === "object" ? term.properties.size : 0), 0);
}

function isObject(term: Term): term is ObjectTerm {
  return term.kind === "object";
}

function isArray(term: Term): term is ArrayTerm {
  return term.kind === "array";
}

/** Primitive kinds and literals. */
function intersectSimple(left: Type, right: Type): Type {
  return left
    .filter((term) => right.some((other) => includes(other, term)))
    .concat(
      // What is narrower on the right: `integer` of `number`, literals of their kind.
      right.filter(
        (term) => !left.some((other) => same(other, term)) && left.some((other) => includes(other, term)),
      ),
    );
}

function same(left: Term, right: Term): boolean {
  if (left.kind === "literal") return right.kind === "literal" && left.value === right.value;
  return left.kind === "primitive" && right.kind === "primitive" && left.primitive === right.primitive;
}

function includes(outer: Term, inner: Term): boolean {
  if (outer.kind !== "primitive") return same(outer, inner);
  if (inner.kind === "literal") return isOfKind(inner, outer);
  if (inner.kind !== "primitive") return false;
  return (
    outer.primitive === inner.primitive || (outer.primitive === "number" && inner.primitive === "integer")
  );
}

function isOfKind({ value }: LiteralTerm, { primitive }: PrimitiveTerm): boolean {
  return primitive === "integer" ? Number.isInteger(value) : typeof value === primitive;
}

/** One object that fits all of several; undefined where there can be none. Properties come in the order in which they are met. */
function mergeObjects(
  objects: readonly ObjectTerm[],
  context: Expansion,
  depth: number,
): ObjectTerm | undefined {
  const [first, ...others] = objects;
  if (first === undefined || others.length === 0) return first;
  const restricted = objects.filter((object) => object.patterns.size > 0 || !isUnknown(object.rest));
  const rest = intersect(
    objects.map((object) => object.rest),
    context,
    depth,
  );
  const declarers = new Map<string, ObjectTerm[]>();
  for (const object of objects) {
    for (const name of object.properties.keys()) {
      const found = declarers.get(name);
      if (found === undefined) declarers.set(name, [object]);
      else found.push(object);
    }
  }
  const properties = new Map<string, Property>();
  for (const [name, found] of declarers) {
    const silent = restricted.filter((object) => !found.includes(object));
    const property = mergeProperty(name, found, silent, context, depth);
    if (isNever(property.type)) {
      if (!property.optional) return undefined;
      if (isNever(rest)) continue;
    }
    properties.set(name, property);
  }
  const bases = uniqueBases(objects);
  return {
    kind: "object",
    properties,
    patterns: mergePatterns(objects, context, depth),
    rest,
    ...(bases.length === 0 ? {} : { bases }),
  };
}

/** A property that some of the objects name; the silent ones have something to say about it all the same. */
function mergeProperty(
  name: string,
  declarers: readonly ObjectTerm[],
  silent: readonly ObjectTerm[],
  context: Expansion,
  depth: number,
): Property {
  const found = declarers.map((object) => propertyAt(object, name));
  const [only, ...others] = found;
  if (only !== undefined && others.length === 0 && silent.length === 0) return only;
  const types = [...found, ...silent.map((object) => propertyAt(object, name))].map(({ type }) => type);
  const doc = mergeDocs(found.map((property) => property.doc));
  return {
    type: intersect(types, context, depth),
    optional: found.every(({ optional }) => optional),
    ...(doc === undefined ? {} : { doc }),
  };
}

/** What matches a pattern of one object may match another of the next, or be one of the other properties there. */
function mergePatterns(
  objects: readonly ObjectTerm[],
  context: Expansion,
  depth: number,
): ReadonlyMap<string, Type> {
  const patterns = new Map<string, Type>();
  for (const pattern of new Set(objects.flatMap((object) => [...object.patterns.keys()]))) {
    const types = objects.map((object): Type => {
      const own = object.patterns.get(pattern);
      return own ?? (isUnknown(object.rest) ? UNKNOWN : union([...object.patterns.values(), object.rest]));
    });
    patterns.set(pattern, intersect(types, context, depth));
  }
  return patterns;
}

function uniqueBases(objects: readonly ObjectTerm[]): NameTerm[] {
  const bases = new Map<string, NameTerm>();
  for (const base of objects.flatMap((object) => object.bases ?? [])) bases.set(keyOfType([base]), base);
  return [...bases.values()];
}

/** One array that fits all of several; undefined where there can be none. */
function mergeArrays(arrays: readonly ArrayTerm[], context: Expansion, depth: number): ArrayTerm | undefined {
  const [first, ...others] = arrays;
  if (first === undefined || others.length === 0) return first;
  const length = Math.max(...arrays.map(({ prefix }) => prefix.length));
  const at = (index: number): Type =>
    intersect(
      arrays.map(({ prefix, rest }) => prefix[index] ?? rest),
      context,
      depth,
    );
  return arrayTerm(
    Array.from({ length }, (_, index) => at(index)),
    at(length),
    Math.max(...arrays.map(({ min }) => min)),
    Math.min(...arrays.map(({ max }) => max)),
  );
}

/** An array of these items, cut where no item can stand; undefined where it would be cut below its minimal length. */
export function arrayTerm(
  items: readonly Type[],
  after: Type,
  min: number,
  limit: number,
): ArrayTerm | undefined {
  const impossible = items.findIndex(isNever);
  const end = Math.min(limit, impossible === -1 ? items.length : impossible);
  const prefix = items.slice(0, end);
  const rest = end < items.length || limit === prefix.length ? NEVER : after;
  const max = isNever(rest) ? Math.min(limit, prefix.length) : limit;
  return min > max ? undefined : { kind: "array", prefix, rest, min, max };
}
