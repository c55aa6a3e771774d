import { has, size } from "./own.js";

type Fields = { readonly [name: string]: unknown };

/**
 * Whether two values are equal as JSON, for `const`, `enum` and `uniqueItems` (JSON Schema Core 4.2.2). Objects are compared by their own
 * properties in any order, without those that are `undefined`.
 */
export function equal(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b)) {
    if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false;
    for (let index = 0; index < a.length; index++) if (!equal(a[index], b[index])) return false;
    return true;
  }
  return equalFields(a as Fields, b as Fields);
}

function equalFields(a: Fields, b: Fields): boolean {
  if (size(a) !== size(b)) return false;
  for (const name in a) {
    if (!has(a, name) || a[name] === undefined) continue;
    if (!has(b, name) || !equal(a[name], b[name])) return false;
  }
  return true;
}
