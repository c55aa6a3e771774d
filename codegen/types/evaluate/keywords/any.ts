import { isJsonObject, type JsonValue } from "../../../schema/json.js";
import type { JsonType, SchemaNode } from "../../../schema/schema-node.js";
import {
  ANY_ARRAY,
  ANY_OBJECT,
  BOOLEAN,
  INTEGER,
  NEVER,
  NULL,
  NUMBER,
  type Property,
  STRING,
  type Term,
  type Type,
  UNKNOWN,
} from "../../algebra/type.js";
import { literal, union } from "../../algebra/union.js";
import { docOfValue } from "../../print/doc.js";

const KIND: Readonly<Record<JsonType, Term>> = {
  null: NULL,
  boolean: BOOLEAN,
  number: NUMBER,
  integer: INTEGER,
  string: STRING,
  array: ANY_ARRAY,
  object: ANY_OBJECT,
};

/** A constant with more values inside than this is typed as an array or an object only, and so are values below the second level. */
const SIZE_LIMIT = 200;
const DEPTH_LIMIT = 16;

/** `type` (validation 6.1.1). */
export function kindsOf(node: SchemaNode): Type {
  return node.type === undefined ? UNKNOWN : union(node.type.map((type) => [KIND[type]]));
}

/** `enum` and `const` (validation 6.1.2 and 6.1.3). */
export function constantsOf({ enum: values, const: fixed, enumDocs }: SchemaNode): Type {
  // A constant outside its `enum` is left to the validator.
  if (fixed !== undefined) return [constantTerm(fixed.value)];
  if (values === undefined) return UNKNOWN;
  return union(values.map((value, index): Type => [withDoc(constantTerm(value), enumDocs?.[index])]));
}

function withDoc(term: Term, said: string | undefined): Term {
  if (term.kind !== "literal") return term;
  const doc = docOfValue(said, term.value);
  return doc === undefined ? term : { ...term, doc };
}

/** The type that only one JSON value has; arrays and objects too large to read are widened. */
function constantTerm(value: JsonValue): Term {
  return isSmall(value) ? exactTerm(value) : widened(value);
}

function exactTerm(value: JsonValue): Term {
  if (Array.isArray(value)) {
    const prefix = value.map((item): Type => [exactTerm(item)]);
    return { kind: "array", prefix, rest: NEVER, min: prefix.length, max: prefix.length };
  }
  if (isJsonObject(value)) {
    const properties = Object.entries(value).map(([name, member]): [string, Property] => [
      name,
      { type: [exactTerm(member)], optional: false },
    ]);
    return { kind: "object", properties: new Map(properties), patterns: new Map(), rest: NEVER };
  }
  return value === null ? NULL : literal(Object.is(value, -0) ? 0 : (value as string | number | boolean));
}

function widened(value: JsonValue): Term {
  return Array.isArray(value) ? ANY_ARRAY : ANY_OBJECT;
}

function isSmall(value: JsonValue): boolean {
  let left = SIZE_LIMIT;
  const open: { value: JsonValue; depth: number }[] = [{ value, depth: 0 }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value: current, depth } = next;
    const inner = Array.isArray(current) ? current : isJsonObject(current) ? Object.values(current) : [];
    left -= inner.length;
    if (left < 0 || depth > DEPTH_LIMIT) return false;
    for (const item of inner) open.push({ value: item, depth: depth + 1 });
  }
  return true;
}
