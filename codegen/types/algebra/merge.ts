import { mergeDocs } from "../print/doc.js";
import { arrayTerm } from "./array-term.js";
import { keyOfType } from "./key.js";
import { propertyAt } from "./object-at.js";
import {
  type ArrayTerm,
  isNever,
  isUnknown,
  type NameTerm,
  type ObjectTerm,
  type Property,
  type Type,
  UNKNOWN,
} from "./type.js";
import { union } from "./union.js";

/** How the types of properties and items are intersected. */
type Intersection = (types: readonly Type[]) => Type;

/** One object that fits all of several; undefined where there can be none. Properties come in the order in which they are met. */
export function mergeObjects(
  objects: readonly ObjectTerm[],
  intersection: Intersection,
): ObjectTerm | undefined {
  const [first, ...others] = objects;
  if (first === undefined || others.length === 0) return first;
  const restricted = objects.filter((object) => object.patterns.size > 0 || !isUnknown(object.rest));
  const rest = intersection(objects.map((object) => object.rest));
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
    const property = mergeProperty(name, found, silent, intersection);
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
    patterns: mergePatterns(objects, intersection),
    rest,
    ...(bases.length === 0 ? {} : { bases }),
  };
}

/** A property that some of the objects name; the silent ones have something to say about it all the same. */
function mergeProperty(
  name: string,
  declarers: readonly ObjectTerm[],
  silent: readonly ObjectTerm[],
  intersection: Intersection,
): Property {
  const found = declarers.map((object) => propertyAt(object, name));
  const [only, ...others] = found;
  if (only !== undefined && others.length === 0 && silent.length === 0) return only;
  const types = [...found, ...silent.map((object) => propertyAt(object, name))].map(({ type }) => type);
  const doc = mergeDocs(found.map((property) => property.doc));
  return {
    type: intersection(types),
    optional: found.every(({ optional }) => optional),
    ...(doc === undefined ? {} : { doc }),
  };
}

/** What matches a pattern of one object may match another of the next, or be one of the other properties there. */
function mergePatterns(
  objects: readonly ObjectTerm[],
  intersection: Intersection,
): ReadonlyMap<string, Type> {
  const patterns = new Map<string, Type>();
  for (const pattern of new Set(objects.flatMap((object) => [...object.patterns.keys()]))) {
    const types = objects.map((object): Type => {
      const own = object.patterns.get(pattern);
      return own ?? (isUnknown(object.rest) ? UNKNOWN : union([...object.patterns.values(), object.rest]));
    });
    patterns.set(pattern, intersection(types));
  }
  return patterns;
}

function uniqueBases(objects: readonly ObjectTerm[]): NameTerm[] {
  const bases = new Map<string, NameTerm>();
  for (const base of objects.flatMap((object) => object.bases ?? [])) bases.set(keyOfType([base]), base);
  return [...bases.values()];
}

/** One array that fits all of several; undefined where there can be none. */
export function mergeArrays(arrays: readonly ArrayTerm[], intersection: Intersection): ArrayTerm | undefined {
  const [first, ...others] = arrays;
  if (first === undefined || others.length === 0) return first;
  const length = Math.max(...arrays.map(({ prefix }) => prefix.length));
  const at = (index: number): Type => intersection(arrays.map(({ prefix, rest }) => prefix[index] ?? rest));
  return arrayTerm(
    Array.from({ length }, (_, index) => at(index)),
    at(length),
    Math.max(...arrays.map(({ min }) => min)),
    Math.min(...arrays.map(({ max }) => max)),
  );
}
