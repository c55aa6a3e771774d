import { keyOfType } from "../algebra/key.js";
import { isNever, isUnknown, type ObjectTerm, type Property } from "../algebra/type.js";

/** So many properties in common are printed once: one alone is as well repeated. */
const LEAST = 2;

/** Objects as what they have in common and what sets each apart: `{ … } & ({ … } | { … })`. */
export interface Cases {
  /** With the other properties that all of them leave open, or not. */
  readonly common: ObjectTerm;
  /** Each with only its own properties. */
  readonly own: readonly ReadonlyMap<string, Property>[];
}

/** What several objects have in common; undefined if that is too little to distinguish them, or if more than properties differ. */
export function casesOf(objects: readonly ObjectTerm[]): Cases | undefined {
  const [first, ...others] = objects;
  if (first === undefined || others.length === 0 || !objects.every(isSimple)) return undefined;
  if (others.some(({ rest }) => isNever(rest) !== isNever(first.rest))) return undefined;
  const shared = [...first.properties].filter(([name, property]) =>
    others.every((object) => isSame(object.properties.get(name), property)),
  );
  if (shared.length < LEAST) return undefined;
  const properties = new Map(shared);
  return {
    common: { kind: "object", properties, patterns: new Map(), rest: first.rest },
    own: objects.map((object) => new Map([...object.properties].filter(([name]) => !properties.has(name)))),
  };
}

/** Whether nothing but properties sets an object apart from others. */
function isSimple({ patterns, rest }: ObjectTerm): boolean {
  return patterns.size === 0 && (isNever(rest) || isUnknown(rest));
}

function isSame(one: Property | undefined, other: Property): boolean {
  return (
    one !== undefined &&
    one.optional === other.optional &&
    keyOfType(one.type) === keyOfType(other.type) &&
    JSON.stringify(one.doc) === JSON.stringify(other.doc)
  );
}
