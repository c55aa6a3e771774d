import { type ArrayTerm, isNever, NEVER, type Type } from "./type.js";

/** An array of these items, cut where no item can stand; undefined where it would be cut below its minimal length. */
export function arrayTerm(
  items: readonly Type[],
  after: Type,
  min: number,
  limit: number,
): ArrayTerm | undefined {
  const impossible = items.findIndex(isNever);
  const end = Math.min(limit, impossible === -1 ? items.length : impossible);
  const prefix = items.slice(0, end);
  const rest = end < items.length || limit === prefix.length ? NEVER : after;
  const max = isNever(rest) ? Math.min(limit, prefix.length) : limit;
  return min > max ? undefined : { kind: "array", prefix, rest, min, max };
}
