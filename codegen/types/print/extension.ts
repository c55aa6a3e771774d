import { covers } from "../algebra/covers.js";
import { keyOfTerm, keyOfType } from "../algebra/key.js";
import { isUnknown, type NameTerm, type ObjectTerm, type Property, type Type } from "../algebra/type.js";

/** An object as definitions and what it adds to them: `interface Dog extends Animal { … }`, or `Animal & { … }`. */
export interface Extension {
  readonly bases: readonly NameTerm[];
  /** Only the properties that no base has as they are, perhaps none; other properties are left to the bases. */
  readonly own: ReadonlyMap<string, Property>;
}

/** An extension with what it inherits in the end. */
interface Ancestry {
  readonly extension?: Extension;
  readonly ancestors: ReadonlySet<string>;
  /** On how many ways the compiler comes to an ancestor. */
  readonly ways: number;
}

interface Base {
  readonly name: NameTerm;
  readonly body: ObjectTerm;
  readonly ancestry: Ancestry;
}

/** The compiler follows each way to each ancestor: where interfaces inherit the same from several others, level after level, it would never end. */
const WAYS = 64;

const ALONE: Ancestry = { ancestors: new Set(), ways: 1 };

/** Finds the objects that can be printed as a definition plus the properties that they add to it. */
export class Extensions {
  readonly #expand: (name: NameTerm) => Type | undefined;
  readonly #known = new WeakMap<ObjectTerm, Ancestry>();

  constructor(expand: (name: NameTerm) => Type | undefined) {
    this.#expand = expand;
  }

  /**
   * Undefined where nothing is gained, or where TypeScript would not let the object extend the definitions. Only objects that leave other
   * properties open qualify: a closed one says less than its parts.
   */
  of(object: ObjectTerm): Extension | undefined {
    return this.#ancestryOf(object).extension;
  }

  #ancestryOf(object: ObjectTerm): Ancestry {
    const known = this.#known.get(object);
    if (known !== undefined) return known;
    this.#known.set(object, ALONE);
    const ancestry = this.#find(object);
    this.#known.set(object, ancestry);
    return ancestry;
  }

  #find(object: ObjectTerm): Ancestry {
    const bases = isOpen(object)
      ? withoutAncestors((object.bases ?? []).flatMap((name) => this.#base(name)))
      : [];
    const own = ownProperties(object, bases);
    if (bases.length === 0 || own === undefined || own.size === object.properties.size) return ALONE;
    const ways = bases.reduce((sum, { ancestry }) => sum + ancestry.ways, 0);
    if (ways > WAYS) return ALONE;
    return {
      extension: { bases: bases.map(({ name }) => name), own },
      ancestors: new Set(bases.flatMap(({ name, ancestry }) => [keyOfTerm(name), ...ancestry.ancestors])),
      ways,
    };
  }

  #base(name: NameTerm): Base[] {
    const [body, ...others] = this.#expand(name) ?? [];
    if (body?.kind !== "object" || others.length > 0 || !isOpen(body)) return [];
    return [{ name, body, ancestry: this.#ancestryOf(body) }];
  }
}

/** Leaves out what is inherited through another base anyway. */
function withoutAncestors(bases: readonly Base[]): Base[] {
  return bases.filter(({ name }) => !bases.some(({ ancestry }) => ancestry.ancestors.has(keyOfTerm(name))));
}

/** What the bases don't have as it is; undefined where TypeScript would see a contradiction. */
function ownProperties(object: ObjectTerm, bases: readonly Base[]): Map<string, Property> | undefined {
  const properties = new Map<string, Property>();
  for (const [name, property] of object.properties) {
    const inherited = bases.flatMap(({ body }) => body.properties.get(name) ?? []);
    if (inherited.length > 0 && inherited.every((other) => isSame(other, property))) continue;
    if (!inherited.every((other) => isNarrower(property, other))) return undefined;
    properties.set(name, property);
  }
  return properties;
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
