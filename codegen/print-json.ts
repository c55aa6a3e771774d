import type { JsonValue } from "./json.js";

/** A string as a TypeScript literal that no tool between here and the engine misreads. */
export function printString(text: string): string {
  const literal = JSON.stringify(text);
  if (!/[\u2028\u2029]/.test(literal)) return literal;
  return literal.replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029");
}

/** A property's name as it stands in an object literal. `__proto__` is computed: written plainly it would set the prototype. */
export function printKey(name: string): string {
  if (name === "__proto__") return '["__proto__"]';
  return /^[A-Za-z_$][A-Za-z0-9_$]*$/.test(name) ? name : printString(name);
}

/** A JSON value as a TypeScript expression on one line. */
export function printJson(value: JsonValue): string {
  if (typeof value === "string") return printString(value);
  if (typeof value === "number") return printNumber(value);
  if (typeof value !== "object" || value === null) return String(value);
  if (Array.isArray(value)) return `[${value.map(printJson).join(", ")}]`;
  const fields = Object.entries(value).map(([name, field]) => `${printKey(name)}: ${printJson(field)}`);
  return fields.length === 0 ? "{}" : `{ ${fields.join(", ")} }`;
}

/** A number so that it is read back the same; `1e999` is what a file can say and no number can hold. */
export function printNumber(value: number): string {
  return Object.is(value, -0) ? "-0" : String(value);
}
