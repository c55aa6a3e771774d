import type { JsonObject } from "../../codegen/schema/json.js";

/**
 * The schemas that compositions are made of, by the word that they have in a composition's name. Their properties meet: each is declared
 * by several of them, with types that agree, narrow each other, or contradict.
 */
export const PARTS = {
  open: { type: "object", properties: { a: { type: "string" } }, required: ["a"] },
  optional: { type: "object", properties: { a: { type: "string" }, b: { type: "integer" } } },
  closed: {
    type: "object",
    properties: { a: { enum: ["x", "y"] }, b: { type: "number" } },
    additionalProperties: false,
  },
  other: { type: "object", properties: { b: { type: "integer" }, c: { type: "boolean" } }, required: ["b"] },
  untyped: { properties: { a: { type: ["string", "null"] } } },
  clash: { properties: { a: { type: "integer" } }, required: ["a"] },
  indexed: { type: "object", additionalProperties: { type: ["string", "integer"] } },
  patterned: {
    type: "object",
    properties: { b: {} },
    patternProperties: { "^x-": { type: "integer" }, "^a$": { type: "string" } },
    additionalProperties: false,
  },
  tagX: { type: "object", properties: { kind: { const: "x" }, a: { type: "string" } }, required: ["kind"] },
  tagY: { type: "object", properties: { kind: { const: "y" }, c: { type: "boolean" } }, required: ["kind"] },
  demanding: { required: ["c"] },
  filled: { type: "object", properties: { a: { type: "string", default: "d" } }, required: ["a"] },
  lenient: { type: "object", properties: { c: { type: "boolean", default: true }, b: {} } },
  named: {
    type: "object",
    propertyNames: { enum: ["a", "b", "kind"] },
    additionalProperties: { type: ["string", "integer"] },
  },
  tree: {
    type: "object",
    properties: { a: { type: "string" }, kids: { type: "array", items: { $ref: "#/$defs/Tree" } } },
  },
  list: { type: "array", items: { type: "string" } },
  pair: { prefixItems: [{ type: "string" }, { type: "integer" }] },
  few: { type: "array", items: { type: ["string", "integer"] }, minItems: 1, maxItems: 2 },
  word: { enum: ["x", "y", 1, null] },
  text: { type: "string" },
  never: { not: {} },
} as const satisfies Readonly<Record<string, JsonObject>>;

export type PartName = keyof typeof PARTS;

/** The parts in pairs, each pair once. */
export function pairs<T>(items: readonly T[]): (readonly [T, T])[] {
  return items.flatMap((first, index) => items.slice(index + 1).map((second) => [first, second] as const));
}
