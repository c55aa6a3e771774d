import type { JsonValue } from "../json.js";
import { propertyKey } from "../print/property-key.js";
import { stringLiteral } from "../print/string-literal.js";
import { printJson } from "../print-json.js";

const WIDTH = 100;

/** Code that stands where a JSON value would. */
export interface Verbatim {
  readonly code: string;
}

/** What is nested deeper than this is read from JSON text: tools that read code do so by recursion. */
const MAX_DEPTH = 100;

/**
 * A JSON value as a TypeScript expression over several lines where one would be too long.
 *
 * @param replaced - Properties of the outermost object that code stands in for.
 */
export function printDocument(
  value: JsonValue,
  replaced: ReadonlyMap<string, Verbatim> = new Map(),
  indent = "",
): string {
  if (typeof value !== "object" || value === null) return printJson(value);
  if (indent === "" && isDeep(value)) return printDeep(value, replaced);
  if (replaced.size === 0 && isShort(value, WIDTH - indent.length)) {
    const line = printJson(value);
    if (line.length <= WIDTH - indent.length) return line;
  }
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    const items = value.map((item) => `${inner}${printDocument(item, undefined, inner)},\n`);
    return `[\n${items.join("")}${indent}]`;
  }
  const fields = Object.entries(value).map(([name, field]) => {
    const code = replaced.get(name)?.code ?? printDocument(field, undefined, inner);
    return `${inner}${propertyKey(name)}: ${code},\n`;
  });
  return `{\n${fields.join("")}${indent}}`;
}

/** Whether a value may fit one line: a cheap guess that spares printing large values again at each level. */
function isShort(value: JsonValue, width: number): boolean {
  let budget = width;
  const values = [value];
  for (let next = values.pop(); next !== undefined; next = values.pop()) {
    budget -= typeof next === "string" ? next.length + 2 : 2;
    if (budget < 0) return false;
    if (typeof next !== "object" || next === null) continue;
    const isList = Array.isArray(next);
    for (const [name, item] of Object.entries(next) as [string, JsonValue][]) {
      budget -= isList ? 0 : name.length;
      // What is inside takes two at least.
      if (values.push(item) * 2 > budget) return false;
    }
  }
  return true;
}

/** Whether a value is nested too deeply; looks no deeper than that. */
function isDeep(value: JsonValue, left = MAX_DEPTH): boolean {
  if (typeof value !== "object" || value === null) return false;
  const inner: readonly JsonValue[] = Object.values(value);
  return left === 0 ? inner.length > 0 : inner.some((each) => isDeep(each, left - 1));
}

function printDeep(value: JsonValue, replaced: ReadonlyMap<string, Verbatim>): string {
  const parsed = `JSON.parse(${stringLiteral(jsonText(value))})`;
  if (replaced.size === 0) return parsed;
  const fields = [...replaced].map(([name, { code }]) => `${propertyKey(name)}: ${code}`);
  return `{ ...${parsed}, ${fields.join(", ")} }`;
}

/** What `JSON.stringify` gives, without its limit of depth. */
function jsonText(root: JsonValue): string {
  const parts: string[] = [];
  // Texts to add, and values still to be turned into texts; the next is the last.
  const pending: (string | { readonly value: JsonValue })[] = [{ value: root }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (typeof next === "string") {
      parts.push(next);
      continue;
    }
    const { value } = next;
    if (typeof value !== "object" || value === null) {
      parts.push(JSON.stringify(value));
      continue;
    }
    const isList = Array.isArray(value);
    const inner: (string | { readonly value: JsonValue })[] = [isList ? "[" : "{"];
    for (const [name, item] of Object.entries(value) as [string, JsonValue][]) {
      if (inner.length > 1) inner.push(",");
      if (!isList) inner.push(`${JSON.stringify(name)}:`);
      inner.push({ value: item });
    }
    inner.push(isList ? "]" : "}");
    for (const each of inner.reverse()) pending.push(each);
  }
  return parts.join("");
}
