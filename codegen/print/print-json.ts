import type { JsonValue } from "../schema/json.js";
import { propertyKey } from "./property-key.js";
import { stringLiteral } from "./string-literal.js";

/** A JSON value as a TypeScript expression on one line. */
export function printJson(value: JsonValue): string {
  if (typeof value === "string") return stringLiteral(value);
  if (typeof value === "number") return printNumber(value);
  if (typeof value !== "object" || value === null) return String(value);
  if (Array.isArray(value)) return `[${value.map(printJson).join(", ")}]`;
  const fields = Object.entries(value).map(([name, field]) => `${propertyKey(name)}: ${printJson(field)}`);
  return fields.length === 0 ? "{}" : `{ ${fields.join(", ")} }`;
}

/** A number so that it is read back the same; `1e999` is what a file can say and no number can hold. */
export function printNumber(value: number): string {
  return Object.is(value, -0) ? "-0" : String(value);
}
