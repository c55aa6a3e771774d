import { propertyAt } from "./object-at.js";
import type { ArrayTerm, ObjectTerm, Property } from "./type.js";
import { union } from "./union.js";

/** One object that accepts what any of several accepts: for where a union of them would be beyond reading. */
export function joinObjects(objects: readonly ObjectTerm[]): ObjectTerm | undefined {
  const [first] = objects;
  if (objects.length < 2 || first === undefined) return first;
  const properties = new Map<string, Property>();
  for (const name of new Set(objects.flatMap((object) => [...object.properties.keys()]))) {
    const found = objects.map((object) => propertyAt(object, name));
    const doc = found.find((property) => property.doc !== undefined)?.doc;
    properties.set(name, {
      type: union(found.map(({ type }) => type)),
      optional: found.some(({ optional }) => optional),
      ...(doc === undefined ? {} : { doc }),
    });
  }
  const rest = union(objects.flatMap((object) => [object.rest, ...object.patterns.values()]));
  return { kind: "object", properties, patterns: new Map(), rest };
}

/** The same for arrays. */
export function joinArrays(arrays: readonly ArrayTerm[]): ArrayTerm | undefined {
  const [first] = arrays;
  if (arrays.length < 2 || first === undefined) return first;
  return {
    kind: "array",
    prefix: [],
    rest: union(arrays.flatMap(({ prefix, rest }) => [...prefix, rest])),
    min: Math.min(...arrays.map(({ min }) => min)),
    max: Math.max(...arrays.map(({ max }) => max)),
  };
}
