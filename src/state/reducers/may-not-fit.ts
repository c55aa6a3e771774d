import type { Contract, FieldDefinition } from "../../contract/contract.js";

/** Keywords that say nothing of what a field may hold, or that no folding of fitting updates can offend. */
const harmless = /* @__PURE__ */ new Set([
  "type",
  "title",
  "description",
  "default",
  "examples",
  "deprecated",
  "readOnly",
  "writeOnly",
  "$comment",
  "x-reducer",
  "x-channel",
  "langgraph_type",
]);

/** The same for single built-in reducers: what holds of each item or property, and what only grows. */
const harmlessTo: { readonly [reducer: string]: readonly string[] } = {
  append: ["items", "minItems"],
  union: ["items", "minItems", "uniqueItems"],
  merge: ["properties", "patternProperties", "additionalProperties", "required"],
};

/**
 * Whether a built-in reducer may make something of fitting updates that does not fit the field itself: a list too long, a sum too large.
 * If this can't be decided, it may.
 */
export function mayNotFit(contract: Contract, name: string, { reducer }: FieldDefinition): boolean {
  // Messages are made by their reducer; the smaller and the larger of two values are one of them.
  if (reducer === "messages") return false;
  const { jsonSchema } = contract.state;
  const properties = typeof jsonSchema === "object" ? jsonSchema.properties : undefined;
  if (typeof properties !== "object" || properties === null || !Object.hasOwn(properties, name)) return true;
  const schema: unknown = Reflect.get(properties, name);
  if (typeof schema !== "object" || schema === null) return schema !== true;
  const keywords = Object.keys(schema);
  if (reducer === "min" || reducer === "max") return keywords.includes("x-update");
  const mine = harmlessTo[reducer] ?? [];
  return !keywords.every((keyword) => harmless.has(keyword) || mine.includes(keyword));
}
