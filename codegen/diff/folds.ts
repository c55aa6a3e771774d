import type { JsonObject, JsonValue } from "../schema/json.js";
import type { Witness } from "./finding.js";

/** Updates that built-in reducers fold differently. The values are ours: no schema's. */
const EXAMPLES: readonly (readonly [current: JsonValue, update: JsonValue])[] = [
  [["a"], ["a"]],
  [["a"], ["b"]],
  [2, 1],
  [1, 2],
  [{ a: 1 }, { b: 2 }],
];

type Fold = (current: JsonValue, update: JsonValue) => JsonValue | undefined;

const lists =
  (fold: (current: readonly JsonValue[], update: readonly JsonValue[]) => JsonValue): Fold =>
  (current, update) =>
    Array.isArray(current) && Array.isArray(update) ? fold(current, update) : undefined;

const pairOfNumbers =
  (fold: (current: number, update: number) => number): Fold =>
  (current, update) =>
    typeof current === "number" && typeof update === "number" ? fold(current, update) : undefined;

/** What the runtime's reducers do with the examples; a test compares the two. */
export const FOLDS: ReadonlyMap<string, Fold> = new Map<string, Fold>([
  ["replace", (_, update) => update],
  ["append", lists((current, update) => [...current, ...update])],
  ["union", lists((current, update) => [...current, ...update.filter((item) => !current.includes(item))])],
  ["add", pairOfNumbers((current, update) => current + update)],
  ["min", pairOfNumbers(Math.min)],
  ["max", pairOfNumbers(Math.max)],
  [
    "merge",
    (current, update) => (isObject(current) && isObject(update) ? { ...current, ...update } : undefined),
  ],
]);

/** An update that two reducers fold differently; undefined where none is known. */
export function foldsOf(before: string, after: string): Witness | undefined {
  const [one, other] = [FOLDS.get(before), FOLDS.get(after)];
  for (const [current, update] of EXAMPLES) {
    const [old, now] = [one?.(current, update), other?.(current, update)];
    if (old === undefined || now === undefined || JSON.stringify(old) === JSON.stringify(now)) continue;
    return { current, update, before: old, after: now };
  }
  return undefined;
}

function isObject(value: JsonValue): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
