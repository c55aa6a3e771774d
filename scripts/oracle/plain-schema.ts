import type { JsonObject, JsonValue } from "../../codegen/schema/json.js";
import { hasKey, isWithin, type KeyPattern, keyPattern } from "../../codegen/types/algebra/key-pattern.js";
import {
  type ArrayTerm,
  isAnyArray,
  isAnyObject,
  isNever,
  type NameTerm,
  type ObjectTerm,
  type Property,
  type Term,
  type Type,
} from "../../codegen/types/algebra/type.js";
import { FAULTS, type FaultName, INHERITED } from "./faults.js";

/**
 * How much of an array's bounds to say. Types may leave them to the validator, where a tuple would not be readable: what they must not refuse is `tight`, what they
 * must not exceed is `loose`. Everything else is the same in both.
 */
export type Fit = "tight" | "loose";

/** What the schemas of a document refer to. */
export interface Definitions {
  /** The key of a definition's schema. */
  keyOf(term: NameTerm): string;
  /** The key of a type that TypeScript calls by this name; undefined if it is not a definition. */
  keyOfName(name: string): string | undefined;
}

/**
 * Says types as plain JSON Schemas, for json-schema-to-typescript; what JSON Schema has no words for, or what that gets wrong, as `tsType`.
 * Knows nothing of how our printer goes about it.
 */
export class PlainSchemas {
  /** Parts that TypeScript text refers to, by key. */
  readonly parts = new Map<string, JsonValue>();
  /** How many terms each fault was met in. */
  readonly met = new Map<FaultName, number>();
  readonly #fit: Fit;
  readonly #around: ReadonlySet<FaultName>;
  readonly #definitions: Definitions;

  /** @param options.around - The faults to go around. */
  constructor(
    definitions: Definitions,
    options: { readonly fit: Fit; readonly around: ReadonlySet<FaultName> },
  ) {
    this.#definitions = definitions;
    this.#fit = options.fit;
    this.#around = options.around;
  }

  /** The schema of a type that is to be declared by a name of its own. */
  declared(type: Type): JsonObject {
    // What is but a reference, and a union with anything, would not be declared.
    if (type.some(({ kind }) => kind === "unknown")) return { tsType: "unknown" };
    const schema = this.schema(type);
    return "$ref" in schema ? { anyOf: [schema] } : schema;
  }

  /** The schema of a type. */
  schema(type: Type): JsonObject {
    const schemas = type.map((term) => this.#term(term));
    const [only] = schemas;
    if (only === undefined) return { tsType: "never" };
    return schemas.length === 1 ? only : { anyOf: schemas };
  }

  #term(term: Term): JsonObject {
    for (const { name, concerns } of FAULTS) {
      if (!concerns(term)) continue;
      this.met.set(name, (this.met.get(name) ?? 0) + 1);
      if (this.#around.has(name)) return this.#instead(name, term);
    }
    switch (term.kind) {
      case "unknown":
        return {};
      case "name":
        return { $ref: `#/definitions/${this.#definitions.keyOf(term)}` };
      case "verbatim": {
        const key = this.#definitions.keyOfName(term.text);
        return key === undefined ? { tsType: term.text } : { $ref: `#/definitions/${key}` };
      }
      case "external": {
        const argument = term.argument === undefined ? "" : `<${this.#part(term.argument)}>`;
        return { tsType: `import("graphwright").${term.name}${argument}` };
      }
      case "primitive":
        return { type: term.primitive };
      case "literal":
        return { const: term.value };
      case "array":
        return this.#array(term);
      case "object":
        return this.#object(term);
    }
  }

  #array(array: ArrayTerm): JsonObject {
    const { prefix, rest, min, max } = array;
    const isLoose = this.#fit === "loose" && !isReadable(array);
    if (prefix.length === 0) {
      if (isNever(rest)) return { tsType: "[]" };
      return { type: "array", items: this.schema(rest), ...(isLoose ? {} : bounds(min, max)) };
    }
    return {
      type: "array",
      items: prefix.map((type) => this.schema(type)),
      additionalItems: isNever(rest) ? false : this.schema(rest),
      ...(isLoose ? bounds(Math.min(min, prefix.length), Number.POSITIVE_INFINITY) : bounds(min, max)),
    };
  }

  #object(object: ObjectTerm): JsonObject {
    const { properties, patterns, rest } = object;
    // Where the only other properties are those that match a pattern, JSON Schema has a word for them, and TypeScript an index signature.
    const [only, ...others] = isNever(rest) ? patterns : [];
    const isSingle = only !== undefined && others.length === 0;
    return {
      type: "object",
      properties: Object.fromEntries([...properties].map(([name, { type }]) => [name, this.schema(type)])),
      required: [...properties].flatMap(([name, { optional }]) => (optional ? [] : [name])),
      ...(isSingle ? { patternProperties: { [only[0]]: this.schema(only[1]) } } : {}),
      additionalProperties: isSingle ? false : this.#others(object),
    };
  }

  /** An index signature is for all keys, those that match a pattern too. What takes every kind of value takes anything. */
  #others({ properties, patterns, rest }: ObjectTerm): JsonValue {
    if (isNever(rest) && patterns.size === 0) return false;
    const types = [rest, ...patterns.values()];
    const all = [...types, ...[...properties.values()].map(({ type }) => type)].flat();
    return isAnything(all) ? {} : this.schema(types.flat());
  }

  /** The same as TypeScript, put together of parts. */
  #instead(fault: FaultName, term: Term): JsonObject {
    if (term.kind === "array") return { tsType: this.#tuple(term) };
    if (term.kind !== "object") throw new Error(`${fault} is not about ${term.kind}`);
    if (fault === "closed-empty-object") return { tsType: "{ [key: string]: never }" };
    if (fault === "inherited-names") return this.schema([{ ...term, properties: withoutInherited(term) }]);
    return { tsType: this.#members(term) };
  }

  /** @returns e.g. `[P0, P1?, ...P2[]]` */
  #tuple({ prefix, rest, min }: ArrayTerm): string {
    const places = prefix.map((type, index) => `place${index}${index < min ? "" : "?"}: ${this.#part(type)}`);
    if (!isNever(rest)) places.push(`...rest: ${this.#part(rest)}[]`);
    return `[${places.join(", ")}]`;
  }

  /** @returns e.g. `{ "a"?: P0; [key: `x-${string}`]: P1 }` */
  #members(object: ObjectTerm): string {
    const members = [...withoutInherited(object)].map(
      ([name, { type, optional }]) => `${JSON.stringify(name)}${optional ? "?" : ""}: ${this.#part(type)}`,
    );
    for (const { key, types, optional } of signatures(object)) {
      const text = isAnything(types.flat()) ? "unknown" : this.#part(types.flat());
      members.push(`[key: ${key}]: ${text}${optional ? " | undefined" : ""}`);
    }
    return `{ ${members.join("; ")} }`;
  }

  /** A type that TypeScript text can refer to by the name that this returns. */
  #part(type: Type): string {
    const key = `P${this.parts.size}`;
    this.parts.set(key, null);
    this.parts.set(key, this.declared(type));
    return key;
  }
}

/** The index signatures of an object with patterns. A key may have what any pattern that may match it says, and what is said of all others unless one surely does. */
function signatures({ properties, patterns, rest }: ObjectTerm) {
  const readable = new Map<string, { keys: KeyPattern; isExact: boolean; types: Type[] }>();
  const unreadable: Type[] = [];
  for (const [pattern, type] of patterns) {
    const keys = keyPattern(pattern);
    if (keys === undefined) unreadable.push(type);
    else {
      const key = `${keys.prefix}\0${keys.suffix}`;
      const known = readable.get(key);
      readable.set(key, {
        keys,
        isExact: keys.exact && (known?.isExact ?? true),
        types: [...(known?.types ?? []), type, ...(keys.exact ? [] : [rest])],
      });
    }
  }
  const all = [...readable.values()];
  const found = all.map(({ keys, isExact, types }) => {
    const others = all.filter(
      (other) =>
        other.keys !== keys && (isWithin(other.keys, keys) || (!isExact && mayMeet(other.keys, keys))),
    );
    const said = [...types, ...others.flatMap((other) => other.types), ...(isExact ? [] : unreadable)];
    return { key: templateOf(keys), ...withProperties(said, properties, (name) => hasKey(keys, name)) };
  });
  if (isNever(rest) && unreadable.length === 0) return found;
  const said = [rest, ...patterns.values()];
  // Beside the signature for all keys, one for some that takes anything says nothing.
  return [
    ...found.filter(({ types }) => !isAnything(types.flat())),
    { key: "string", ...withProperties(said, properties, () => true) },
  ];
}

function withProperties(
  types: readonly Type[],
  properties: ObjectTerm["properties"],
  isIn: (name: string) => boolean,
): { readonly types: readonly Type[]; readonly optional: boolean } {
  const own = [...properties].flatMap(([name, property]) => (isIn(name) ? [property] : []));
  return {
    types: [...types, ...own.map(({ type }) => type)],
    optional: own.some(({ optional }) => optional),
  };
}

function mayMeet(one: KeyPattern, other: KeyPattern): boolean {
  return isWithin(one, other) || isWithin(other, one) || (one.prefix === "") !== (other.prefix === "");
}

function templateOf({ prefix, suffix }: KeyPattern): string {
  const text = (part: string) => part.replaceAll(/[\\`$]/g, "\\$&");
  return `\`${text(prefix)}\${string}${text(suffix)}\``;
}

/** Where other properties may be anything, a name that every object has can only be left out; else it may be anything. */
function withoutInherited({ properties, rest, patterns }: ObjectTerm): Map<string, Property> {
  const isIndexed = !isNever(rest) || patterns.size > 0;
  return new Map(
    [...properties].flatMap(([name, property]): [string, Property][] => {
      if (!property.optional || !INHERITED.has(name)) return [[name, property]];
      return isIndexed ? [] : [[name, { type: [{ kind: "verbatim", text: "unknown" }], optional: true }]];
    }),
  );
}

function isAnything(type: Type): boolean {
  const has = (fits: (term: Term) => boolean) => type.some(fits);
  const primitives = ["string", "number", "boolean", "null"];
  return (
    has(({ kind }) => kind === "unknown") ||
    (primitives.every((name) => has((term) => term.kind === "primitive" && term.primitive === name)) &&
      has(isAnyArray) &&
      has(isAnyObject))
  );
}

function bounds(min: number, max: number): JsonObject {
  return {
    ...(min > 0 ? { minItems: min } : {}),
    ...(max === Number.POSITIVE_INFINITY ? {} : { maxItems: max }),
  };
}

/** Whether an array's bounds are short enough to be in its type for sure. */
function isReadable({ prefix, rest, min, max }: ArrayTerm): boolean {
  const [only, ...others] = rest;
  const isPlain = only?.kind === "primitive" && others.length === 0;
  if (prefix.length > 0) return min === prefix.length && (isNever(rest) || max === Number.POSITIVE_INFINITY);
  return min === 0
    ? max === Number.POSITIVE_INFINITY
    : isPlain && min <= 3 && max === Number.POSITIVE_INFINITY;
}
