import { WIDTH } from "../print/layout.js";
import { printJson } from "../print/print-json.js";
import { propertyKey } from "../print/property-key.js";
import { stringLiteral } from "../print/string-literal.js";
import type { JsonValue } from "../schema/json.js";

/** Code that stands where a JSON value would. */
export class Code {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** A value that is nested so deeply that its code reads it from JSON text. */
class Deep extends Code {
  readonly value: JsonValue;

  constructor(value: JsonValue) {
    super(printDeep(value));
    this.value = value;
  }
}

/** The value of a property that is only made when somebody reads it. */
export class Getter {
  readonly value: Printable;

  constructor(value: Printable) {
    this.value = value;
  }
}

/** The value of a property that only the document of the whole file has. */
export class OnlyInFile {
  readonly value: Printable;

  constructor(value: Printable) {
    this.value = value;
  }
}

/** A JSON value, of which code may give parts. */
export type Printable =
  | JsonValue
  | Code
  | Getter
  | OnlyInFile
  | readonly Printable[]
  | { readonly [name: string]: Printable };

/** What is nested deeper than this is read from JSON text: tools that read code do so by recursion. */
const MAX_DEPTH = 100;

/** A JSON value as a TypeScript expression over several lines where one would be too long. */
export function printDocument(value: JsonValue): string {
  return isDeep(value) ? printDeep(value) : printPrintable(value);
}

/** A JSON value as a part of what {@link printPrintable} takes. */
export function verbatim(value: JsonValue): Printable {
  return isDeep(value) ? new Deep(value) : value;
}

/** What a printable stands for that is made of values alone: no code but what {@link verbatim} made of deep values. */
export function printedJson(value: Printable): JsonValue {
  if (value instanceof Deep) return value.value;
  if (typeof value !== "object" || value === null) return value;
  if (value instanceof Code || isProperty(value)) throw new TypeError("code is no value");
  if (isList(value)) return value.map(printedJson);
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, printedJson(each)]));
}

/** The same of a value that is nested so little that tools can read it. */
export function printPrintable(value: Printable, indent = ""): string {
  if (value instanceof Code) return value.text;
  if (isProperty(value) || typeof value !== "object" || value === null) return printLine(value) ?? "null";
  if (isShort(value, WIDTH - indent.length)) {
    const line = printLine(value);
    if (line !== undefined && line.length <= WIDTH - indent.length) return line;
  }
  const inner = `${indent}  `;
  if (isList(value)) {
    const items = value.map((item) => `${inner}${printPrintable(item, inner)},\n`);
    return `[\n${items.join("")}${indent}]`;
  }
  const fields = Object.entries(value).map(([name, field]) => `${inner}${printField(name, field, inner)},\n`);
  return `{\n${fields.join("")}${indent}}`;
}

function printField(name: string, field: Printable, indent: string): string {
  if (field instanceof OnlyInFile)
    return `...doc.onlyInFile(() => ({ ${propertyKey(name)}: ${printPrintable(field.value, indent)} }))`;
  if (!(field instanceof Getter)) return `${propertyKey(name)}: ${printPrintable(field, indent)}`;
  const inner = `${indent}  `;
  return `get ${propertyKey(name)}() {\n${inner}return ${printPrintable(field.value, inner)};\n${indent}}`;
}

/** On one line; undefined where that can't be. */
function printLine(value: Printable): string | undefined {
  if (isProperty(value)) return undefined;
  if (value instanceof Code) return value.text;
  if (typeof value !== "object" || value === null) return printJson(value);
  const parts: string[] = [];
  for (const [name, item] of Object.entries(value) as [string, Printable][]) {
    const line = printLine(item);
    if (line === undefined) return undefined;
    parts.push(isList(value) ? line : `${propertyKey(name)}: ${line}`);
  }
  if (isList(value)) return `[${parts.join(", ")}]`;
  return parts.length === 0 ? "{}" : `{ ${parts.join(", ")} }`;
}

/** What is printed with the key before it, over several lines. */
function isProperty(value: Printable): value is Getter | OnlyInFile {
  return value instanceof Getter || value instanceof OnlyInFile;
}

function isList(value: Printable): value is readonly Printable[] {
  return Array.isArray(value);
}

/** Whether a value may fit one line: a cheap guess that spares printing large values again at each level. */
function isShort(value: Printable, width: number): boolean {
  let budget = width;
  const values = [value];
  for (let next = values.pop(); next !== undefined; next = values.pop()) {
    if (isProperty(next)) return false;
    if (next instanceof Code) budget -= next.text.length;
    else budget -= typeof next === "string" ? next.length + 2 : 2;
    if (budget < 0) return false;
    if (typeof next !== "object" || next === null || next instanceof Code) continue;
    const isArray = Array.isArray(next);
    for (const [name, item] of Object.entries(next) as [string, Printable][]) {
      budget -= isArray ? 0 : name.length;
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

function printDeep(value: JsonValue): string {
  return `JSON.parse(${stringLiteral(jsonText(value))})`;
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
