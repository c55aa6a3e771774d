import { createHash } from "node:crypto";

/** What separates words in a name without carrying a meaning of its own. */
const SEPARATORS = /[-_.\s/:,[\]<>()]+/u;

/** How characters that no identifier may hold are read aloud. */
const SPOKEN: ReadonlyMap<string, string> = new Map([
  ["!", "Bang"],
  ['"', "Quote"],
  ["#", "Hash"],
  ["$", "Dollar"],
  ["%", "Percent"],
  ["&", "And"],
  ["'", "Apostrophe"],
  ["*", "Star"],
  ["+", "Plus"],
  [";", "Semicolon"],
  ["=", "Equals"],
  ["?", "Question"],
  ["@", "At"],
  ["\\", "Backslash"],
  ["^", "Caret"],
  ["`", "Backtick"],
  ["{", "Brace"],
  ["|", "Or"],
  ["}", "Brace"],
  ["~", "Tilde"],
]);

/** Names that generated code relies on, or that TypeScript refuses to have declared again. */
const GLOBALS: ReadonlySet<string> = new Set([
  ...["Array", "ReadonlyArray", "Record", "Partial", "Required", "Readonly", "Pick", "Omit", "Exclude"],
  ...["Extract", "NonNullable", "Awaited", "Promise", "Object", "Function", "String", "Number", "Boolean"],
  ...["Symbol", "BigInt", "NaN", "Infinity"],
]);

/**
 * A name as TypeScript writes types: `support-agent` and `support_agent` are `SupportAgent`.
 *
 * Capitals inside a word stay (`HTTPClient`), words all in capitals are written as words (`HTTP_ERROR` is `HttpError`).
 * A character that no identifier may hold is spelt out (`100%` is `_100Percent`), so the result is always an
 * identifier; for a text without a single word it is `Unnamed`.
 */
export function pascalCase(text: string): string {
  const words = wordsOf(text);
  const shouting = words.length > 1 && words.every((word) => !/\p{Ll}/u.test(word));
  const joined = words.map((word) => capitalize(shouting ? word.toLowerCase() : word)).join("");
  if (joined === "") return "Unnamed";
  return /^\p{ID_Start}/u.test(joined) ? joined : `_${joined}`;
}

/** Like {@link pascalCase}, with a small first letter: `support-agent` is `supportAgent`. */
export function camelCase(text: string): string {
  const [first = "", ...rest] = pascalCase(text);
  return [first.toLowerCase(), ...rest].join("");
}

/**
 * The type name for a key of `$defs`. A key that is more than words and separators (`foo"bar`, `%`, the empty key) gets a
 * short hash of the key after its readable form, so that it neither takes another's name nor loses its own.
 */
export function typeNameOf(key: string): string {
  const name = pascalCase(key);
  const plain = key.split(SEPARATORS).join("").normalize("NFC");
  const speaks = plain !== "" && /^\p{ID_Continue}+$/u.test(plain);
  return speaks ? name : `${name}_${shortHash(key)}`;
}

/** Whether a type of this name would get in the way of generated code or of TypeScript itself. */
export function isGlobalName(name: string): boolean {
  return GLOBALS.has(name);
}

/** Six hex digits that tell texts apart; the same on every machine. */
export function shortHash(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 6);
}

function wordsOf(text: string): string[] {
  const words: string[] = [];
  for (const part of text.normalize("NFC").split(SEPARATORS)) {
    for (const piece of part.split(/(\P{ID_Continue})/u)) {
      if (piece === "") continue;
      words.push(/^\p{ID_Continue}/u.test(piece) ? piece : spoken(piece));
    }
  }
  return words;
}

function spoken(character: string): string {
  return SPOKEN.get(character) ?? `U${(character.codePointAt(0) ?? 0).toString(16).toUpperCase()}`;
}

function capitalize(word: string): string {
  const [first = "", ...rest] = word;
  return [first.toUpperCase(), ...rest].join("");
}
