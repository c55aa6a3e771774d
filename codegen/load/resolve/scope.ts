import { reversed } from "../../schema/subschemas.js";
import type { LinkedPlaces } from "./linked-places.js";
import type { Place } from "./place.js";

/**
 * What the dynamic scope (core 7.1) means for a schema: for each name that a `$dynamicRef` below it may look for, the
 * schema that the outermost resource gives it. Two scopes that agree in this are the same scope.
 */
export interface Scope {
  readonly key: string;
  readonly bindings: ReadonlyMap<string, Place>;
}

const EMPTY: Scope = { key: "", bindings: new Map() };

/** Makes the scopes of one library. */
export class Scopes {
  readonly #names: ReadonlyMap<Place, ReadonlySet<string>>;
  readonly #numbers = new Map<Place, number>();

  constructor(linked: LinkedPlaces) {
    this.#names = linked.usesDynamicScope ? dynamicNames(linked) : new Map();
  }

  /** The scope of a schema on its own, as the root of a document or as an entry of its definitions. */
  outermost(root: Place, place: Place): Scope {
    return this.enter(this.#entered(EMPTY, root), place);
  }

  /** The scope in which a schema is evaluated that is reached from another scope. */
  enter(scope: Scope, place: Place): Scope {
    const names = this.#names.get(place);
    if (names === undefined || names.size === 0) return EMPTY;
    const { bindings } = this.#entered(scope, place);
    return this.#scope([...bindings].filter(([name]) => names.has(name)));
  }

  #entered(scope: Scope, place: Place): Scope {
    const { dynamicAnchors } = place.resource;
    const added = [...dynamicAnchors].filter(([name]) => !scope.bindings.has(name));
    return added.length === 0 ? scope : this.#scope([...scope.bindings, ...added]);
  }

  #scope(bindings: readonly (readonly [string, Place])[]): Scope {
    if (bindings.length === 0) return EMPTY;
    const sorted = [...bindings].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    const key = sorted.map(([name, place]) => `${JSON.stringify(name)}=${this.#numberOf(place)}`).join(",");
    return { key, bindings: new Map(sorted) };
  }

  #numberOf(place: Place): number {
    const number = this.#numbers.get(place) ?? this.#numbers.size;
    this.#numbers.set(place, number);
    return number;
  }
}

/**
 * The names that matter below each schema. A schema under which nothing looks for a name means the same in every
 * scope, and must not be made twice.
 */
function dynamicNames({ links, successors }: LinkedPlaces): ReadonlyMap<Place, ReadonlySet<string>> {
  const predecessors = reversed(successors.keys(), (place) => successors.get(place) ?? []);

  const names = new Map<Place, Set<string>>();
  const open: (readonly [Place, string])[] = [];
  const add = (place: Place, name: string): void => {
    let known = names.get(place);
    if (known === undefined) {
      known = new Set();
      names.set(place, known);
    }
    if (known.has(name)) return;
    known.add(name);
    open.push([place, name]);
  };
  for (const [place, found] of links) {
    for (const { dynamic } of found) if (dynamic !== undefined) add(place, dynamic);
  }
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const before of predecessors.get(next[0]) ?? []) add(before, next[1]);
  }
  return names;
}
