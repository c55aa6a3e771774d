import { isJsonObject, type JsonValue } from "../../schema/json.js";
import type { SchemaNode } from "../../schema/schema-node.js";

/** The kinds of JSON values; each value is of one. `integer` is none of its own. */
export const KINDS = ["null", "boolean", "number", "string", "array", "object"] as const;
export type Kind = (typeof KINDS)[number];

export function kindOf(value: JsonValue): Kind {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  if (isJsonObject(value)) return "object";
  return typeof value as "boolean" | "number" | "string";
}

/** Whether a schema's `type` allows some values of a kind. */
export function allows({ type }: SchemaNode, kind: Kind): boolean {
  if (type === undefined) return true;
  return type.includes(kind) || (kind === "number" && type.includes("integer"));
}

/** Whether of numbers a schema's `type` allows only those without a fraction. */
export function allowsIntegersOnly({ type }: SchemaNode): boolean {
  return type?.includes("integer") === true && !type.includes("number");
}
