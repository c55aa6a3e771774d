const MAX_NAME = 60;
const MAX_PATH = 200;
const MAX_VALUES = 10;

/** A place in the value as messages show it: a JSON Pointer on one line, of bounded length. */
export function place(pointer: string): string {
  return pointer === "" ? "the value" : cut(oneLine(pointer), MAX_PATH);
}

/** A name from the data or the schema: quoted, on one line, of bounded length. */
export function quoted(name: string): string {
  return `"${cut(oneLine(name), MAX_NAME)}"`;
}

/** Values that a schema lists, as JSON; a long list is cut. */
export function listed(values: readonly unknown[]): string {
  const shown = values.slice(0, MAX_VALUES).map((value) => cut(JSON.stringify(value) ?? "?", MAX_NAME));
  const more = values.length - shown.length;
  return more === 0 ? shown.join(", ") : `${shown.join(", ")} or ${more} more`;
}

const ARTICLES: { readonly [type: string]: string } = {
  null: "null",
  boolean: "a boolean",
  object: "an object",
  array: "an array",
  number: "a number",
  integer: "an integer",
  string: "a string",
};

/** Types of JSON Schema in words: `a string or null`. */
export function types(names: readonly string[]): string {
  return series(
    names.map((name) => ARTICLES[name] ?? name),
    "or",
  );
}

/** `a, b or c`; a long list is cut. */
export function series(words: readonly string[], word: "and" | "or"): string {
  const shown =
    words.length > MAX_VALUES ? [...words.slice(0, MAX_VALUES), `${words.length - MAX_VALUES} more`] : words;
  const last = shown.at(-1) ?? "nothing";
  return shown.length < 2 ? last : `${shown.slice(0, -1).join(", ")} ${word} ${last}`;
}

/** What a value is, in words that tell nothing of it but its type. */
export function kindOf(value: unknown, wanted: readonly string[]): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "an array";
  if (typeof value === "number") {
    if (!Number.isFinite(value)) return "not a finite number";
    return wanted.includes("integer") ? "a number with a fraction" : "a number";
  }
  if (value === undefined) return "undefined";
  return ARTICLES[typeof value] ?? `a ${typeof value}`;
}

/** `1 item`, `2 items`. */
export function count(number: number, noun: string, plural = `${noun}s`): string {
  return `${number} ${number === 1 ? noun : plural}`;
}

/** Control characters and lone surrogates escaped as in JSON, quotes left as they are. */
function oneLine(text: string): string {
  return JSON.stringify(text)
    .slice(1, -1)
    .replaceAll('\\"', '"')
    .replaceAll("\u2028", "\\u2028")
    .replaceAll("\u2029", "\\u2029");
}

function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}
