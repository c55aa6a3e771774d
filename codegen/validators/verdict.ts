import * as validation from "../../src/schema/validation/index.js";
import { type FormatCheck, formatCheck } from "../schema/formats.js";
import { isJsonObject, type JsonObject, type JsonValue } from "../schema/json.js";
import { compilePattern } from "../schema/pattern.js";
import type { JsonType, SchemaNode } from "../schema/schema-node.js";

/**
 * Whether a schema accepts a value. It judges as the validator of the schema does (a test compares them), without making one: that takes
 * much longer than judging a single value. A value that is nested too deeply to be checked is not accepted.
 */
export function accepts(node: SchemaNode, value: JsonValue): boolean {
  try {
    return fits(node, value, undefined);
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** What checks formats, by name. */
const CHECKS: Readonly<Record<FormatCheck, (value: never) => boolean>> = { ...validation };

/** The names of properties and the indexes of items that schemas have looked at, where an `unevaluated*` keyword wants to know. */
type Seen = Set<string | number> | undefined;

function fits(node: SchemaNode, value: JsonValue, outer: Seen): boolean {
  if (node.boolean !== undefined) return node.boolean;
  // `unevaluated*` sees what its own schema and those in it looked at, not what their siblings did.
  const isWatching = node.unevaluatedItems !== undefined || node.unevaluatedProperties !== undefined;
  const seen: Seen = isWatching ? new Set() : outer;
  const isFit = fitsConstants(node, value) && fitsParts(node, value, seen) && fitsValue(node, value, seen);
  if (isFit && seen !== outer) note(outer, seen ?? []);
  return isFit;
}

function note(seen: Seen, keys: Iterable<string | number>): void {
  if (seen !== undefined) for (const key of keys) seen.add(key);
}

/** `type`, `const` and `enum`. */
function fitsConstants(node: SchemaNode, value: JsonValue): boolean {
  if (node.type?.some((type) => isOf(type, value)) === false) return false;
  if (node.const !== undefined && !validation.equal(value, node.const.value)) return false;
  return node.enum?.some((each) => validation.equal(value, each)) !== false;
}

function isOf(type: JsonType, value: JsonValue): boolean {
  if (type === "null") return value === null;
  if (type === "array") return Array.isArray(value);
  if (type === "object") return isJsonObject(value);
  if (type === "integer") return Number.isInteger(value);
  return type === "number" ? Number.isFinite(value) : typeof value === type;
}

/** The schemas that apply to the same value. */
function fitsParts(node: SchemaNode, value: JsonValue, seen: Seen): boolean {
  for (const part of node.refs ?? []) if (!fits(part, value, seen)) return false;
  for (const part of node.allOf ?? []) if (!fits(part, value, seen)) return false;
  // Whoever wants to know what was looked at needs all branches that fit; else the first settles it.
  if (node.anyOf !== undefined && matches(node.anyOf, value, seen, seen ? Infinity : 1) === 0) return false;
  if (node.oneOf !== undefined && matches(node.oneOf, value, seen, seen ? Infinity : 2) !== 1) return false;
  if (node.not !== undefined && fits(node.not, value, undefined)) return false;
  if (node.if !== undefined && (node.then ?? node.else ?? seen) !== undefined) {
    const next = matches([node.if], value, seen, 1) === 1 ? node.then : node.else;
    if (next !== undefined && !fits(next, value, seen)) return false;
  }
  return true;
}

/** How many of some schemas a value fits; counting stops at a limit. */
function matches(branches: readonly SchemaNode[], value: JsonValue, seen: Seen, limit: number): number {
  let count = 0;
  for (const branch of branches) {
    // What a branch that does not fit looked at does not count.
    const own: Seen = seen && new Set();
    if (!fits(branch, value, own)) continue;
    note(seen, own ?? []);
    count += 1;
    if (count === limit) break;
  }
  return count;
}

function fitsValue(node: SchemaNode, value: JsonValue, seen: Seen): boolean {
  if (typeof value === "string") return fitsString(node, value);
  if (typeof value === "number") return !Number.isFinite(value) || fitsNumber(node, value);
  if (Array.isArray(value)) return fitsArray(node, value, seen);
  return !isJsonObject(value) || fitsObject(node, value, seen);
}

function fitsNumber(node: SchemaNode, value: number): boolean {
  if (node.minimum !== undefined && value < node.minimum) return false;
  if (node.maximum !== undefined && value > node.maximum) return false;
  if (node.exclusiveMinimum !== undefined && value <= node.exclusiveMinimum) return false;
  if (node.exclusiveMaximum !== undefined && value >= node.exclusiveMaximum) return false;
  if (node.multipleOf !== undefined && !validation.isMultiple(value, node.multipleOf)) return false;
  return hasFormat("number", node.format, value);
}

function fitsString(node: SchemaNode, value: string): boolean {
  const { minLength = 0, maxLength = Infinity, pattern } = node;
  const length = validation.codePoints(value);
  if (length < minLength || length > maxLength) return false;
  // A pattern that no engine can compile is not checked.
  if (pattern !== undefined && compilePattern(pattern)?.test(value) === false) return false;
  return hasFormat("string", node.format, value);
}

function hasFormat(type: "string" | "number", format: string | undefined, value: string | number): boolean {
  const check = formatCheck(type, format);
  return check === undefined || (CHECKS[check] as (value: string | number) => boolean)(value);
}

function fitsArray(node: SchemaNode, value: readonly JsonValue[], seen: Seen): boolean {
  const { minItems = 0, maxItems = Infinity, prefixItems = [], items, unevaluatedItems } = node;
  if (value.length < minItems || value.length > maxItems) return false;
  if (node.uniqueItems === true && validation.duplicate(value) !== undefined) return false;
  for (const [index, item] of value.entries()) {
    const schema = prefixItems[index] ?? items;
    if (schema === undefined) continue;
    if (!fits(schema, item, undefined)) return false;
    seen?.add(index);
  }
  if (node.contains !== undefined && !fitsContains(node, node.contains, value, seen)) return false;
  if (unevaluatedItems === undefined) return true;
  return value.every((item, index) => {
    const isFit = seen?.has(index) || fits(unevaluatedItems, item, undefined);
    seen?.add(index);
    return isFit;
  });
}

/** Before 2020-12, `contains` did not count as looking at items. */
function fitsContains(
  { minContains = 1, maxContains = Infinity, origin }: SchemaNode,
  contains: SchemaNode,
  value: readonly JsonValue[],
  seen: Seen,
): boolean {
  const found = [...value.keys()].filter((index) => fits(contains, value[index] ?? null, undefined));
  if (origin.document.dialect === "2020-12") note(seen, found);
  return found.length >= minContains && found.length <= maxContains;
}

function fitsObject(node: SchemaNode, value: JsonObject, seen: Seen): boolean {
  const { minProperties = 0, maxProperties = Infinity, required = [], dependentRequired = [] } = node;
  const names = Object.keys(value);
  if (names.length < minProperties || names.length > maxProperties) return false;
  const has = (name: string): boolean => Object.hasOwn(value, name);
  if (!required.every(has)) return false;
  for (const [name, others] of dependentRequired) if (has(name) && !others.every(has)) return false;
  for (const [name, item] of Object.entries(value)) if (!fitsProperty(node, name, item, seen)) return false;
  for (const [name, part] of node.dependentSchemas ?? []) {
    if (has(name) && !fits(part, value, seen)) return false;
  }
  const { unevaluatedProperties } = node;
  if (unevaluatedProperties === undefined) return true;
  return Object.entries(value).every(([name, item]) => {
    const isFit = seen?.has(name) || fits(unevaluatedProperties, item, undefined);
    seen?.add(name);
    return isFit;
  });
}

/** The schemas that a schema's own keywords have for a property. */
function fitsProperty(node: SchemaNode, name: string, item: JsonValue, seen: Seen): boolean {
  if (node.propertyNames !== undefined && !fits(node.propertyNames, name, undefined)) return false;
  const named = node.properties?.get(name);
  let isKnown = named !== undefined;
  if (named !== undefined && !fits(named, item, undefined)) return false;
  for (const [pattern, schema] of node.patternProperties ?? []) {
    if (compilePattern(pattern)?.test(name) !== true) continue;
    isKnown = true;
    if (!fits(schema, item, undefined)) return false;
  }
  if (!isKnown && node.additionalProperties !== undefined) {
    isKnown = true;
    if (!fits(node.additionalProperties, item, undefined)) return false;
  }
  if (isKnown) seen?.add(name);
  return true;
}
