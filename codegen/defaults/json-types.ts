import type { JsonValue } from "../schema/json.js";
import type { SchemaNode } from "../schema/schema-node.js";
import { conjuncts } from "../schema/subschemas.js";

/** The types that a JSON value can have; `integer` is a `number` here. */
export type ValueType = "null" | "boolean" | "object" | "array" | "number" | "string";

const ALL: ReadonlySet<ValueType> = new Set(["null", "boolean", "object", "array", "number", "string"]);
const NONE: ReadonlySet<ValueType> = new Set();

/** Past this many schemas the answer is "any type": bounds the work for schemas that refer to each other in many ways. */
const MAX_VISITS = 2_000;

/** The JSON type of a value. */
export function typeOf(value: JsonValue): ValueType {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  return typeof value as ValueType;
}

/**
 * The types that values of a schema can have. May list a type that no value has in the end, never leaves one out:
 * only `type`, `const`, `enum`, references and the logic keywords are looked at.
 */
export function possibleTypes(node: SchemaNode): ReadonlySet<ValueType> {
  let types = known.get(node);
  if (types === undefined) {
    types = typesWithin(node, new Set(), { visits: 0 });
    known.set(node, types);
  }
  return types;
}

/** Answers that were given before: schemas that are asked about don't change any more. */
const known = new WeakMap<SchemaNode, ReadonlySet<ValueType>>();

function typesWithin(
  node: SchemaNode,
  open: Set<SchemaNode>,
  budget: { visits: number },
): ReadonlySet<ValueType> {
  budget.visits += 1;
  if (node.boolean !== undefined) return node.boolean ? ALL : NONE;
  if (open.has(node) || budget.visits > MAX_VISITS || open.size > 200) return ALL;
  open.add(node);
  let types = node.type === undefined ? ALL : new Set(node.type.map(asValueType));
  if (node.const !== undefined) types = intersection(types, new Set([typeOf(node.const.value)]));
  if (node.enum !== undefined) types = intersection(types, new Set(node.enum.map(typeOf)));
  for (const part of conjuncts(node)) {
    types = intersection(types, typesWithin(part, open, budget));
  }
  for (const branches of [node.anyOf, node.oneOf]) {
    if (branches === undefined) continue;
    const union = new Set<ValueType>();
    for (const branch of branches) for (const type of typesWithin(branch, open, budget)) union.add(type);
    types = intersection(types, union);
  }
  open.delete(node);
  return types;
}

function asValueType(type: string): ValueType {
  return (type === "integer" ? "number" : type) as ValueType;
}

function intersection(a: ReadonlySet<ValueType>, b: ReadonlySet<ValueType>): ReadonlySet<ValueType> {
  return a === ALL ? b : new Set([...a].filter((type) => b.has(type)));
}
