import { type ArrayTerm, isNever, type Type } from "../algebra/type.js";

/** A homogeneous tuple with more members than this is printed as an array. */
const TUPLE_LIMIT = 8;
/** An array that may have more lengths than this is not printed as a tuple of each. */
const LENGTHS_LIMIT = 3;
/** A minimal length above this is left to the validator. */
const MIN_LIMIT = 3;
/** An item longer than this is not repeated for the sake of a minimal length. */
const REPEATED_WIDTH = 40;
export interface TupleMember {
  readonly type: Type;
  readonly mark: "" | "?" | "...";
}

export type Layout =
  | { readonly kind: "array"; readonly item: Type }
  /** A tuple for each length; the item as text. */
  | { readonly kind: "tuples"; readonly item: string; readonly lengths: readonly number[] }
  | { readonly kind: "tuple"; readonly members: readonly TupleMember[] };

/**
 * How an array reads best: `T[]`, or a tuple where the places differ or a few items are demanded.
 *
 * A maximum of like items is only printed where they have a minimum, and then as a tuple of each length: optional places would make every item
 * that is iterated over `undefined` too. Without a minimum, what `map` and `filter` return must fit.
 */
export function layoutOf(array: ArrayTerm, flat: (type: Type) => string | undefined): Layout {
  const { prefix, rest, min, max } = array;
  const members = prefix.map((type, index) => ({ type, mark: index < min ? "" : "?" }) as const);
  if (isNever(rest)) return { kind: "tuple", members };
  const open = {
    type: [{ kind: "array", prefix: [], rest, min: 0, max: Number.POSITIVE_INFINITY }],
    mark: "...",
  } as const;
  const text = flat(rest);
  const isShort = text !== undefined && text.length <= REPEATED_WIDTH && !text.includes("{");
  const missing = Math.max(0, min - prefix.length);
  if (
    isShort &&
    prefix.length === 0 &&
    min > 0 &&
    min <= MIN_LIMIT &&
    min < max &&
    max - min < LENGTHS_LIMIT
  ) {
    const lengths = Array.from({ length: max - min + 1 }, (_, index) => min + index);
    return { kind: "tuples", item: text, lengths };
  }
  const isTuple = prefix.length > 0 || min === max;
  if (isTuple && isShort && missing > 0 && max - prefix.length <= TUPLE_LIMIT) {
    const more = Array.from(
      { length: max - prefix.length },
      (_, index) => ({ type: rest, mark: index < missing ? "" : "?" }) as const,
    );
    return { kind: "tuple", members: [...members, ...more] };
  }
  const repeated = isShort && missing <= MIN_LIMIT ? missing : 0;
  if (prefix.length === 0 && repeated === 0) return { kind: "array", item: rest };
  return {
    kind: "tuple",
    members: [
      ...members,
      ...Array.from({ length: repeated }, () => ({ type: rest, mark: "" }) as const),
      open,
    ],
  };
}

/** A tuple of so many like items. */
export function tuple(item: string, length: number): string {
  return `[${Array.from({ length }, () => item).join(", ")}]`;
}

/** How many items an array may have as it is printed. */
export function lengthsOf(layout: Layout): { readonly min: number; readonly max: number } {
  switch (layout.kind) {
    case "array":
      return { min: 0, max: Number.POSITIVE_INFINITY };
    case "tuples":
      return { min: Math.min(...layout.lengths), max: Math.max(...layout.lengths) };
    case "tuple": {
      const marks = layout.members.map(({ mark }) => mark);
      const max = marks.includes("...") ? Number.POSITIVE_INFINITY : marks.length;
      return { min: marks.filter((mark) => mark === "").length, max };
    }
  }
}
