import type { JsonValue } from "../json.js";
import { printJson, printKey } from "../print-json.js";

const WIDTH = 100;

/** Code that stands where a JSON value would. */
export interface Verbatim {
  readonly code: string;
}

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
    return `${inner}${printKey(name)}: ${code},\n`;
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
    if (!Array.isArray(next)) budget -= Object.keys(next).join("").length;
    values.push(...(Object.values(next).slice(0, width) as JsonValue[]));
  }
  return true;
}
