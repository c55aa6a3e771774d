import type { CharSet, Concatenation, Element, NoParent, Quantifier } from "refa";
import { MANY } from "../../schema/suspicious-pattern.js";

/** The places of a pattern at which a character is read, and how one follows another: Glushkov's automaton. */
export interface Positions {
  /** What is read at each; undefined for the end of the text, which `$` reads. */
  readonly sets: readonly (CharSet | undefined)[];
  /** By position, those that may come next, each with the number of ways in which it does. */
  readonly follow: readonly ReadonlyMap<number, number>[];
  /** Where the pattern may be over. */
  readonly last: ReadonlySet<number>;
}

/** What a part of a pattern begins and ends with. */
interface Part {
  readonly isNullable: boolean;
  readonly first: ReadonlySet<number>;
  readonly last: ReadonlySet<number>;
}

export type Alternatives = readonly NoParent<Concatenation>[];

/** Counted repetitions are distinguished round by round up to this many rounds, fewer where that makes too many positions. */
const MAX_COPIES = [64, 8, 3];
const MAX_POSITIONS = 200;

const NOTHING: Part = { isNullable: true, first: new Set(), last: new Set() };

/** The positions of an expression; undefined where there are too many. Assertions but `$` are taken to hold. */
export function positionsOf(alternatives: Alternatives): Positions | undefined {
  for (const copies of MAX_COPIES) {
    const builder = new Builder(copies);
    const { last } = builder.anyOf(alternatives);
    if (!builder.isFull) return { sets: builder.sets, follow: builder.follow, last };
  }
  return undefined;
}

class Builder {
  readonly sets: (CharSet | undefined)[] = [];
  readonly follow: Map<number, number>[] = [];
  readonly #maxCopies: number;

  constructor(maxCopies: number) {
    this.#maxCopies = maxCopies;
  }

  get isFull(): boolean {
    return this.sets.length > MAX_POSITIONS;
  }

  anyOf(alternatives: Alternatives): Part {
    const parts = alternatives.map(({ elements }) =>
      this.#inRow(elements.map((each) => () => this.#one(each))),
    );
    return {
      isNullable: parts.some(({ isNullable }) => isNullable),
      first: new Set(parts.flatMap(({ first }) => [...first])),
      last: new Set(parts.flatMap(({ last }) => [...last])),
    };
  }

  #one(element: NoParent<Element>): Part {
    if (this.isFull) return NOTHING;
    switch (element.type) {
      case "Alternation":
        return this.anyOf(element.alternatives);
      case "CharacterClass":
        return element.characters.isEmpty ? NOTHING : this.#position(element.characters);
      case "Quantifier":
        return this.#repeated(element);
      case "Assertion":
        return isEnd(element) ? this.#position(undefined) : NOTHING;
      case "Unknown":
        return NOTHING;
    }
  }

  #position(set: CharSet | undefined): Part {
    const at = this.sets.push(set) - 1;
    this.follow.push(new Map());
    return { isNullable: false, first: new Set([at]), last: new Set([at]) };
  }

  #repeated({ min, max, alternatives }: NoParent<Quantifier>): Part {
    const once = () => this.anyOf(alternatives);
    const isLong = max >= MANY && alternatives.some(({ elements }) => elements.some(hasChoice));
    if (max === Number.POSITIVE_INFINITY || isLong) {
      const before = Array.from({ length: Math.min(Math.max(min - 1, 0), this.#maxCopies) }, () => once);
      return this.#inRow([...before, () => this.#loop(once(), min === 0)]);
    }
    const least = Math.min(min, this.#maxCopies);
    const more = Math.min(max - min, this.#maxCopies - least);
    const optional = () => ({ ...once(), isNullable: true });
    return this.#inRow([...Array(least).fill(once), ...Array(more).fill(optional)] as (() => Part)[]);
  }

  #loop(part: Part, isNullable: boolean): Part {
    this.#link(part.last, part.first);
    return isNullable ? { ...part, isNullable } : part;
  }

  #inRow(makers: readonly (() => Part)[]): Part {
    return makers.reduce<Part>((before, make) => {
      if (this.isFull) return before;
      const next = make();
      this.#link(before.last, next.first);
      return {
        isNullable: before.isNullable && next.isNullable,
        first: before.isNullable ? new Set([...before.first, ...next.first]) : before.first,
        last: next.isNullable ? new Set([...before.last, ...next.last]) : next.last,
      };
    }, NOTHING);
  }

  #link(from: ReadonlySet<number>, to: ReadonlySet<number>): void {
    for (const each of from) {
      const next = this.follow[each];
      for (const other of to) next?.set(other, (next.get(other) ?? 0) + 1);
    }
  }
}

function hasChoice(element: NoParent<Element>): boolean {
  if (element.type === "Quantifier") return element.min !== element.max || isChoice(element.alternatives);
  return element.type === "Alternation" && isChoice(element.alternatives);
}

function isChoice(alternatives: Alternatives): boolean {
  return alternatives.length > 1 || alternatives.some(({ elements }) => elements.some(hasChoice));
}

/** Whether an assertion is `$`: nothing may follow. */
function isEnd(element: NoParent<Element>): boolean {
  if (element.type !== "Assertion" || element.kind !== "ahead" || !element.negate) return false;
  const [only, ...others] = element.alternatives;
  const [character, ...more] = only?.elements ?? [];
  return (
    others.length + more.length === 0 && character?.type === "CharacterClass" && character.characters.isAll
  );
}
