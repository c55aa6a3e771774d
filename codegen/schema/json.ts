/** A JSON value (RFC 8259). */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonObject;

/** A JSON object. Keys come from files, so it may own a key called `__proto__`: read it with `Object.entries`. */
export interface JsonObject {
  readonly [key: string]: JsonValue;
}

/** A JSON Schema as it stands in a file: an object of keywords, or `true`/`false`. */
export type JsonSchema = JsonObject | boolean;

/** Whether the value is a JSON object (neither `null` nor an array). */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether a JSON value can be a schema: an object or a boolean (core 4.3). */
export function isJsonSchema(value: JsonValue | undefined): value is JsonSchema {
  return typeof value === "boolean" || isJsonObject(value);
}

/** Appends one token to a JSON Pointer (RFC 6901), escaping `~` and `/`. */
export function pointerTo(pointer: string, token: string | number): string {
  return `${pointer}/${String(token).replaceAll("~", "~0").replaceAll("/", "~1")}`;
}
