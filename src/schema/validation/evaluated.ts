/**
 * What the schemas of a value have looked at so far: names of properties or indexes of items.
 * `unevaluatedProperties` and `unevaluatedItems` apply to the rest.
 */
export type Evaluated = Set<string | number>;

/** Adds all of `others`. */
export function include(seen: Evaluated, others: Iterable<string | number>): void {
  for (const key of others) seen.add(key);
}

/** Adds the indexes from `from` up to, not including, `to`. */
export function includeItems(seen: Evaluated, from: number, to: number): void {
  for (let index = from; index < to; index++) seen.add(index);
}
