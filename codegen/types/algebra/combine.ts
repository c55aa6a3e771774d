import type { ArrayTerm, ObjectTerm, Term, Type } from "./type.js";

/** Beyond so many combinations, alternatives are joined into one. */
const COMBINATIONS = 32;
/** The same where so many properties would be printed again and again, and they are more than the alternatives have themselves. */
const REPEATED_PROPERTIES = 100;

/** The terms of one kind: those types that have a single one are merged at once, then combined with the alternatives of the others. */
export function combine<T extends ArrayTerm | ObjectTerm>(
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
