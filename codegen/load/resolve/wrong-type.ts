import { nearMatches, oneOf } from "../../problems/suggest.js";
import type { JsonValue } from "../../schema/json.js";
import { isTypeName, TYPE_NAMES } from "../../schema/keyword-value.js";
import { kindOf } from "../../text/parse.js";

/** What other languages call the types. */
const ELSEWHERE: ReadonlyMap<string, string> = new Map([
  ["int", "integer"],
  ["long", "integer"],
  ["float", "number"],
  ["double", "number"],
  ["decimal", "number"],
  ["str", "string"],
  ["text", "string"],
  ["bool", "boolean"],
  ["list", "array"],
  ["tuple", "array"],
  ["dict", "object"],
  ["map", "object"],
  ["record", "object"],
  ["none", "null"],
  ["nil", "null"],
]);

/** What is wrong with a value of `type`: the words that are not types, and the types that were probably meant. */
export function wrongType(held: JsonValue): { readonly found: string; readonly remedy: string | undefined } {
  const words = Array.isArray(held) ? held : [held];
  const [wrong, ...more] = words.filter((word) => !isTypeName(word));
  if (wrong === undefined) return { found: "an empty list", remedy: undefined };
  const found = [wrong, ...more]
    .slice(0, 3)
    .map((word) => (typeof word === "string" ? JSON.stringify(word) : kindOf(word)))
    .join(", ");
  const meant = meantBy(wrong);
  const remedy = meant.length > 0 && more.length === 0 ? `did you mean ${oneOf(meant)}?` : undefined;
  return { found: Array.isArray(held) ? `a list with ${found}` : found, remedy };
}

function meantBy(wrong: JsonValue): readonly string[] {
  // In YAML, `null` without quotes is not a string.
  if (wrong === null) return ['"null"'];
  if (typeof wrong !== "string") return [];
  const known = ELSEWHERE.get(wrong.toLowerCase());
  return known === undefined ? nearMatches(wrong, TYPE_NAMES) : [known];
}
