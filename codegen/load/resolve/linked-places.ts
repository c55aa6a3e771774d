import type { Place, Source } from "./place.js";

/** Where a reference leads, before anything is known about the dynamic scope. */
export interface Link {
  readonly target: Place;
  /** The name that `$dynamicRef` or `$recursiveRef` looks for in the dynamic scope; absent where the target is fixed. */
  readonly dynamic?: string;
}

/** Every schema that can be reached from the roots, checked, with its references. */
export interface LinkedPlaces {
  /** The references of each schema that has some. */
  readonly links: ReadonlyMap<Place, readonly Link[]>;
  /** The schemas that a schema can lead to in one step, in it or by reference. */
  readonly successors: ReadonlyMap<Place, readonly Place[]>;
  /** Keywords whose value is of the wrong shape, by the schema they are in; they are passed over from here on. */
  readonly faulty: ReadonlyMap<Place, ReadonlySet<string>>;
  /** The documents that these are in. */
  readonly sources: ReadonlySet<Source>;
  readonly usesDynamicScope: boolean;
  readonly usesUnevaluatedItems: boolean;
}
