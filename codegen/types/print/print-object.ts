import { typeKey } from "../../print/property-key.js";
import { templateType } from "../../print/string-literal.js";
import { covers } from "../algebra/covers.js";
import type { Doc } from "../algebra/doc.js";
import { hasKey, isWithin, type KeyPattern, keyPattern } from "../algebra/key-pattern.js";
import { isNever, isUnknown, type ObjectTerm, type Property, type Type, UNKNOWN } from "../algebra/type.js";
import { union } from "../algebra/union.js";
import { shortened } from "./doc.js";

/** A line of an interface: a property or an index signature. */
export interface ObjectMember {
  readonly key: string;
  readonly type: Type;
  readonly optional: boolean;
  readonly doc?: Doc;
}

/** What TypeScript finds on every object, even on one that has no property of that name. */
const INHERITED: ReadonlySet<string> = new Set([
  ...["constructor", "toString", "toLocaleString", "valueOf", "hasOwnProperty", "isPrototypeOf"],
  "propertyIsEnumerable",
]);

/** An object's properties and index signatures, so that no signature contradicts a property, with `exactOptionalPropertyTypes` or without. */
export function objectMembers(object: ObjectTerm): ObjectMember[] {
  const signatures = signaturesOf(object);
  const isIndexed = signatures.some(({ keys }) => keys === undefined);
  const members = propertyMembers(object.properties, isIndexed);
  for (const { keys, types, optional } of signatures) {
    const doc = keys === undefined ? docOfKeys(object) : undefined;
    members.push({
      key: `[key: ${keys === undefined ? "string" : templateType(keys.prefix, keys.suffix)}]`,
      type: widest(types, optional),
      optional: false,
      ...(doc && { doc }),
    });
  }
  if (members.length === 0) members.push({ key: "[key: string]", type: [], optional: false });
  return members;
}

/** The lines of properties alone, which say nothing of others: what an object adds to those that it extends. */
export function propertyMembers(
  properties: ReadonlyMap<string, Property>,
  isIndexed = false,
): ObjectMember[] {
  return [...properties].flatMap(([name, property]) => {
    // `{}` has a `toString` for TypeScript, which an optional property of another type would clash with.
    const clashes = property.optional && INHERITED.has(name);
    if (clashes && isIndexed) return [];
    return [{ ...property, key: typeKey(name), type: clashes ? UNKNOWN : property.type }];
  });
}

/** What an index signature can't say: the one expression that all keys match. */
function docOfKeys({ patterns, rest }: ObjectTerm): Doc | undefined {
  const [only, ...others] = patterns.keys();
  if (only === undefined || others.length > 0 || !isNever(rest)) return undefined;
  return { text: `Keys match \`${shortened(only)}\`.`, tags: [] };
}

interface Signature {
  /** Undefined: all keys. */
  readonly keys: KeyPattern | undefined;
  readonly types: Type[];
  /** Whether all such keys match the pattern. */
  exact: boolean;
  /** Whether a property that it covers may be absent. */
  optional: boolean;
}

function signaturesOf({ properties, patterns, rest }: ObjectTerm): Signature[] {
  const signatures = new Map<string, Signature>();
  const all: Signature = { keys: undefined, types: [rest], exact: true, optional: false };
  let isIndexed = !isNever(rest);
  for (const [pattern, type] of patterns) {
    const keys = keyPattern(pattern);
    all.types.push(type);
    if (keys === undefined) isIndexed = true;
    else {
      const key = templateType(keys.prefix, keys.suffix);
      const signature = signatures.get(key) ?? { keys, types: [], exact: true, optional: false };
      signature.exact &&= keys.exact;
      signature.types.push(type, ...(keys.exact ? [] : [rest]));
      signatures.set(key, signature);
    }
  }
  const uncertain = [...patterns].flatMap(([pattern, type]) =>
    keyPattern(pattern) === undefined ? [type] : [],
  );
  const result = [...signatures.values()];
  for (const signature of result) {
    for (const other of result) {
      if (other === signature || other.keys === undefined || signature.keys === undefined) continue;
      // TypeScript wants the type for `a-b-*` to fit that for `a-*`; where not all such keys match, any other pattern may apply.
      const isInside = isWithin(other.keys, signature.keys);
      if (isInside || (!signature.exact && overlaps(other.keys, signature.keys)))
        signature.types.push(...other.types);
    }
    if (!signature.exact) signature.types.push(...uncertain);
  }
  if (isIndexed) result.push(all);
  for (const signature of result) addProperties(signature, properties);
  return result.filter(({ keys, types }) => keys === undefined || !isIndexed || !types.some(isUnknown));
}

function overlaps(one: KeyPattern, other: KeyPattern): boolean {
  return isWithin(one, other) || isWithin(other, one) || (one.prefix === "") !== (other.prefix === "");
}

function addProperties(signature: Signature, properties: ReadonlyMap<string, Property>): void {
  for (const [name, property] of properties) {
    if (signature.keys !== undefined && !hasKey(signature.keys, name)) continue;
    if (!signature.types.some((type) => covers(type, property.type))) signature.types.push(property.type);
    signature.optional ||= property.optional && !(INHERITED.has(name) && signature.keys === undefined);
  }
}

function widest(types: readonly Type[], optional: boolean): Type {
  const type = union(types);
  return optional && !isUnknown(type) ? [...type, { kind: "verbatim", text: "undefined" }] : type;
}
