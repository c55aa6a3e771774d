import { equal } from "./equal.js";
import { has } from "./own.js";

/**
 * Finds two equal items of an array.
 *
 * @returns Their indexes, ascending; undefined where all items differ. Takes time in proportion to the array's size
 * unless it holds many objects that only differ far inside.
 */
export function duplicate(items: readonly unknown[]): readonly [number, number] | undefined {
  if (items.length < 2) return undefined;
  const scalars = new Map<unknown, number>();
  const structures = new Map<string, number[]>();
  for (const [index, item] of items.entries()) {
    if (typeof item !== "object" || item === null) {
      const other = scalars.get(item);
      if (other !== undefined) return [other, index];
      scalars.set(item, index);
      continue;
    }
    const print = fingerprint(item, 3);
    const alike = structures.get(print);
    if (alike === undefined) {
      structures.set(print, [index]);
      continue;
    }
    for (const other of alike) if (equal(items[other], item)) return [other, index];
    alike.push(index);
  }
  return undefined;
}

/** Text that equal values share and that most others don't; `depth` levels are looked at. */
function fingerprint(value: unknown, depth: number): string {
  if (typeof value !== "object" || value === null) {
    return typeof value === "string" ? JSON.stringify(value) : String(value);
  }
  if (Array.isArray(value)) {
    if (depth === 0) return `[${value.length}]`;
    return `[${value.map((item) => fingerprint(item, depth - 1)).join(",")}]`;
  }
  const fields = value as { readonly [name: string]: unknown };
  const names = Object.keys(fields)
    .filter((name) => has(fields, name) && fields[name] !== undefined)
    .sort();
  if (depth === 0) return `{${names.length}}`;
  return `{${names.map((name) => `${JSON.stringify(name)}:${fingerprint(fields[name], depth - 1)}`).join(",")}}`;
}
