import { covers } from "./covers.js";
import { keyOfType } from "./key.js";
import { isUnknown, type NameTerm, NEVER, type ObjectTerm, type Property, type Type } from "./type.js";

/** An object as definitions and what it adds to them: `interface Dog extends Animal { … }`, or `Animal & { … }`. */
export interface Extension {
  readonly bases: readonly NameTerm[];
  /** Only the properties that no base has as they are; other properties are left to the bases. */
  readonly own: ObjectTerm;
}

/**
 * How an object that was merged from definitions can be told by what it adds to them; undefined where nothing is gained, or where TypeScript would
 * not let it extend them. Only objects that leave other properties open qualify: a closed one says less than its parts.
 */
export function extensionOf(
  object: ObjectTerm,
  context: { expand(name: NameTerm): Type | undefined },
): Extension | undefined {
  if (object.bases === undefined || !isOpen(object)) return undefined;
  const bases = object.bases.flatMap((name) => {
    const [body, ...others] = context.expand(name) ?? [];
    return body?.kind === "object" && others.length === 0 && isOpen(body) ? [{ name, body }] : [];
  });
  const properties = new Map<string, Property>();
  for (const [name, property] of object.properties) {
    const inherited = bases.flatMap(({ body }) => body.properties.get(name) ?? []);
    if (inherited.length > 0 && inherited.every((other) => isSame(other, property))) continue;
    if (!inherited.every((other) => isNarrower(property, other))) return undefined;
    properties.set(name, property);
  }
  if (bases.length === 0 || properties.size === object.properties.size) return undefined;
  const own: ObjectTerm = { kind: "object", properties, patterns: new Map(), rest: NEVER };
  return { bases: bases.map(({ name }) => name), own };
}

function isOpen({ patterns, rest }: ObjectTerm): boolean {
  return patterns.size === 0 && isUnknown(rest);
}

function isSame(one: Property, other: Property): boolean {
  return one.optional === other.optional && keyOfType(one.type) === keyOfType(other.type);
}

function isNarrower(special: Property, general: Property): boolean {
  return (general.optional || !special.optional) && covers(general.type, special.type);
}
