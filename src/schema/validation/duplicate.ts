import { equal } from "./equal.js";
import { has } from "./own.js";

/** Up to so many objects and arrays are compared with each other; of more, only those that look alike. */
const FEW = 6;
/** How many values are looked at to tell two objects apart, at first; where that does not do, ever more. */
const FIRST_LOOK = 32;
const LAST_LOOK = FIRST_LOOK * 16 ** 4;
/** Deeper than this nothing is looked at: what is nested without end must not end the process. */
const MAX_DEPTH = 500;

/**
 * Finds two equal items of an array, for `uniqueItems` (JSON Schema Validation 6.4.3). The time is proportional to the size of the array,
 * except for items that have their first two million values in common.
 *
 * @param items - The array.
 * @returns The indexes of the pair that ends first, ascending; undefined if all items differ.
 */
export function duplicate(items: readonly unknown[]): readonly [number, number] | undefined {
  if (items.length < 2) return undefined;
  const scalars = new Map<unknown, number>();
  const structures: number[] = [];
  let found: readonly [number, number] | undefined;
  for (const [index, item] of items.entries()) {
    if (typeof item === "object" && item !== null) {
      structures.push(index);
      continue;
    }
    const other = scalars.get(item);
    if (other !== undefined) {
      found = [other, index];
      break;
    }
    scalars.set(item, index);
  }
  return earlier(found, equalPair(items, structures, FIRST_LOOK));
}

/** The first equal pair among the objects and arrays at some indexes. */
function equalPair(
  items: readonly unknown[],
  indexes: readonly number[],
  look: number,
): readonly [number, number] | undefined {
  if (indexes.length <= FEW || look > LAST_LOOK) return comparedPair(items, indexes);
  const alike = new Map<string, number[]>();
  for (const index of indexes) {
    const print = fingerprint(items[index], look);
    const others = alike.get(print);
    if (others === undefined) alike.set(print, [index]);
    else others.push(index);
  }
  let found: readonly [number, number] | undefined;
  for (const [print, group] of alike) {
    if (group.length < 2) continue;
    // What was looked at to its end is equal: comparing two will do.
    const isComplete = !print.endsWith(MORE);
    found = earlier(found, isComplete ? comparedPair(items, group) : equalPair(items, group, look * 16));
  }
  return found;
}

function comparedPair(
  items: readonly unknown[],
  indexes: readonly number[],
): readonly [number, number] | undefined {
  for (const [place, index] of indexes.entries()) {
    for (const other of indexes.slice(0, place)) if (equal(items[other], items[index])) return [other, index];
  }
  return undefined;
}

function earlier<Pair extends readonly [number, number]>(
  a: Pair | undefined,
  b: Pair | undefined,
): Pair | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return a[1] <= b[1] ? a : b;
}

/** Ends the fingerprint of a value that was not looked at to its end. */
const MORE = "…";

/** Text that equal values share and that others don't, as far as so many values tell them apart. */
function fingerprint(value: unknown, look: number): string {
  const words: string[] = [];
  let left = look;
  const visit = (each: unknown, depth: number): void => {
    if (left-- <= 0) return;
    if (typeof each !== "object" || each === null) {
      words.push(typeof each === "string" ? JSON.stringify(each) : String(each));
    } else if (depth === MAX_DEPTH) {
      left = -1;
    } else if (Array.isArray(each)) {
      words.push(`[${each.length}`);
      for (let index = 0; index < each.length && left >= 0; index++) visit(each[index], depth + 1);
    } else {
      const fields = each as { readonly [name: string]: unknown };
      const names = Object.keys(fields).filter((name) => has(fields, name) && fields[name] !== undefined);
      words.push(`{${names.length}`);
      for (const name of names.sort()) {
        if (left < 0) break;
        words.push(JSON.stringify(name));
        visit(fields[name], depth + 1);
      }
    }
  };
  visit(value, 0);
  return `${words.join(",")}${left < 0 ? MORE : ""}`;
}
