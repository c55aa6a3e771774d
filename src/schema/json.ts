/** A JSON value (RFC 8259). */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonObject;

/** A JSON object. */
export interface JsonObject {
  readonly [key: string]: JsonValue;
}

/** A JSON Schema: an object of keywords, or a boolean (JSON Schema Core 4.3). */
export type JsonSchema = JsonObject | boolean;
