import { type Cause, type Effect, joined } from "./effect.js";
import type { Fill } from "./fills.js";

/** What the defaults inside a value may do to a schema's verdict on it. */
export interface Effects {
  readonly breaks: ReadonlyMap<Fill, Cause>;
  readonly fixes: ReadonlyMap<Fill, Cause>;
}

/** No default does anything. */
export const NONE: Effects = { breaks: new Map(), fixes: new Map() };

/** One default, if there is a cause. */
export function mapOf(fill: Fill, cause: Cause | undefined): ReadonlyMap<Fill, Cause> {
  return cause === undefined ? new Map() : new Map([[fill, cause]]);
}

/** How many defaults have an effect: it only grows while more becomes known. */
export function sizeOf({ breaks, fixes }: Effects): number {
  return breaks.size + fixes.size;
}

/** What several effects come to where each of them may happen. */
export function merged(all: readonly Effects[]): Effects {
  const some = all.filter(({ breaks, fixes }) => breaks.size > 0 || fixes.size > 0);
  const [first, ...others] = some;
  if (first === undefined) return NONE;
  if (others.length === 0) return first;
  return {
    breaks: new Map(some.flatMap(({ breaks }) => [...breaks])),
    fixes: new Map(some.flatMap(({ fixes }) => [...fixes])),
  };
}

/** Puts together the effects on several schemas, default by default. */
export function combined(
  parts: readonly Effects[],
  combine: (effects: readonly Effect[]) => readonly Effect[],
): Effects {
  const fills = new Set(parts.flatMap(({ breaks, fixes }) => [...breaks.keys(), ...fixes.keys()]));
  const breaks = new Map<Fill, Cause>();
  const fixes = new Map<Fill, Cause>();
  for (const fill of fills) {
    const effects = parts.map((part) => ({
      breaks: part.breaks.get(fill),
      fixes: part.fixes.get(fill),
      rejects: false,
    }));
    const all = joined(combine(effects));
    if (all.breaks !== undefined) breaks.set(fill, all.breaks);
    if (all.fixes !== undefined) fixes.set(fill, all.fixes);
  }
  return { breaks, fixes };
}
