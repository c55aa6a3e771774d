import { spellHidden } from "./hidden.js";

/** A Python string literal, on one line and in visible characters whatever it holds; in the quotes that need fewer escapes. */
export function pythonString(text: string): string {
  const [doubles, singles] = [count(text, '"'), count(text, "'")];
  const quote = doubles > singles ? "'" : '"';
  // JSON escapes double quotes and backslashes; the rest of its escapes mean the same in Python.
  const body = hiddenEscaped(JSON.stringify(text).slice(1, -1));
  if (quote === '"') return `"${body}"`;
  const swapped = body.replaceAll(/\\(.)|'/gs, (found, escaped: string | undefined) =>
    escaped === '"' ? '"' : escaped === undefined ? "\\'" : found,
  );
  return `'${swapped}'`;
}

/**
 * A docstring, as lines: it ends where it should, whatever its text holds.
 *
 * @param lines - The text, already wrapped.
 * @param width - A docstring of one line stays on one where that is not longer than this.
 */
export function docstring(lines: readonly string[], indent: string, width: number): string[] {
  const texts = lines.map(docstringText);
  while (texts.at(-1) === "") texts.pop();
  while (texts[0] === "") texts.shift();
  const isOneLine = texts.length === 1;
  const [first = "", ...rest] = texts.map((text, index) =>
    index === 0 ? text.trim().replace(/^"/, String.raw`\"`) : text,
  );
  const line = `${indent}"""${first.replace(/"$/, String.raw`\"`)}"""`;
  if (isOneLine && line.length <= width) return [line];
  return [
    `${indent}"""${first}`,
    ...rest.map((text) => (text === "" ? "" : `${indent}${text}`)),
    `${indent}"""`,
  ];
}

/** A comment that ends with its line; spelt so that no tool takes its text for a directive. */
export function pythonComment(text: string): string {
  const shown = spellHidden(text.replaceAll(/[\r\n]+/g, " "));
  return `# ${shown.replaceAll(/\b(type|noqa|pragma|fmt|pyright|mypy|ruff)(\s*:)/gi, "$1 $2")}`.trimEnd();
}

function docstringText(text: string): string {
  return spellHidden(text.replaceAll("\t", "    "))
    .replaceAll("\\", "\\\\")
    .replaceAll('"""', String.raw`\"\"\"`)
    .trimEnd();
}

function count(text: string, character: string): number {
  return text.split(character).length - 1;
}

/** JSON has two escapes for a character beyond the basic plane; Python has one of eight digits. */
function hiddenEscaped(body: string): string {
  const shown = spellHidden(body);
  if (shown === body) return body;
  return [...body]
    .map((character) => {
      const spelt = spellHidden(character);
      if (spelt === character || character.length === 1) return spelt;
      return `\\U${(character.codePointAt(0) ?? 0).toString(16).padStart(8, "0")}`;
    })
    .join("");
}
