import type { DefinitionModel } from "../../model/model.js";
import type { Doc } from "./doc.js";

/** `input`: what the validator accepts. `output`: what one holds after parsing, when defaults have been applied. */
export type View = "input" | "output";

/**
 * A type as this step reasons about it: the union of its terms, in the order in which they are printed. No terms: `never`.
 * A type that holds the term `unknown` holds no other.
 *
 * Every operation on types errs on the wide side: it may give a type that accepts more values than the schema, never one that accepts fewer.
 */
export type Type = readonly Term[];

/** One member of a union. */
export type Term =
  | UnknownTerm
  | NameTerm
  | VerbatimTerm
  | ExternalTerm
  | PrimitiveTerm
  | LiteralTerm
  | ArrayTerm
  | ObjectTerm;

/** Any JSON value. */
export interface UnknownTerm {
  readonly kind: "unknown";
}

/** A definition, by its name. */
export interface NameTerm {
  readonly kind: "name";
  readonly definition: DefinitionModel;
  readonly view: View;
}

/** TypeScript that the schema's author wrote (`tsType`). */
export interface VerbatimTerm {
  readonly kind: "verbatim";
  readonly text: string;
}

/** A type that the graphwright package exports. */
export interface ExternalTerm {
  readonly kind: "external";
  readonly name: string;
  readonly argument?: Type;
}

/** All values of a kind; `integer` is printed as `number`, but knows that `1.5` is none. */
export interface PrimitiveTerm {
  readonly kind: "primitive";
  readonly primitive: "null" | "boolean" | "integer" | "number" | "string";
}

/** One value. */
export interface LiteralTerm {
  readonly kind: "literal";
  readonly value: boolean | number | string;
  readonly doc?: Doc;
}

/** Arrays: first the items of `prefix`, then any number of `rest`. */
export interface ArrayTerm {
  readonly kind: "array";
  readonly prefix: readonly Type[];
  /** `never`: no more items than `prefix` has. */
  readonly rest: Type;
  readonly min: number;
  readonly max: number;
}

/** Objects. */
export interface ObjectTerm {
  readonly kind: "object";
  readonly properties: ReadonlyMap<string, Property>;
  /** The properties that `properties` doesn't name: those that match a regular expression must have its type. */
  readonly patterns: ReadonlyMap<string, Type>;
  /** The type of all other properties; `never`: there are none. */
  readonly rest: Type;
  /** Definitions that this object was made from and still fits, for `extends`. */
  readonly bases?: readonly NameTerm[];
}

/** A property of an object. */
export interface Property {
  readonly type: Type;
  readonly optional: boolean;
  readonly doc?: Doc;
  /** Set where only `propertyNames` names it, with others that have the same type. */
  readonly listed?: boolean;
}

/** Every JSON value. */
export const UNKNOWN: Type = [{ kind: "unknown" }];
/** No value at all. */
export const NEVER: Type = [];

export const STRING: PrimitiveTerm = { kind: "primitive", primitive: "string" };
export const NUMBER: PrimitiveTerm = { kind: "primitive", primitive: "number" };
export const INTEGER: PrimitiveTerm = { kind: "primitive", primitive: "integer" };
export const BOOLEAN: PrimitiveTerm = { kind: "primitive", primitive: "boolean" };
export const NULL: PrimitiveTerm = { kind: "primitive", primitive: "null" };
export const ANY_ARRAY: ArrayTerm = {
  kind: "array",
  prefix: [],
  rest: UNKNOWN,
  min: 0,
  max: Number.POSITIVE_INFINITY,
};
export const ANY_OBJECT: ObjectTerm = {
  kind: "object",
  properties: new Map(),
  patterns: new Map(),
  rest: UNKNOWN,
};
/** LangChain's message. */
export const BASE_MESSAGE: ExternalTerm = { kind: "external", name: "BaseMessage" };

/** The term of each kind of JSON value; together they are `unknown`. */
export const ALL_KINDS: readonly Term[] = [STRING, NUMBER, BOOLEAN, NULL, ANY_ARRAY, ANY_OBJECT];

export function isUnknown(type: Type): boolean {
  return type[0]?.kind === "unknown";
}

export function isNever(type: Type): boolean {
  return type.length === 0;
}

/** Whether a term is all arrays. */
export function isAnyArray(term: Term): boolean {
  return (
    term.kind === "array" &&
    term.prefix.length === 0 &&
    isUnknown(term.rest) &&
    term.min === 0 &&
    term.max === Infinity
  );
}

/** Whether a term is all objects. */
export function isAnyObject(term: Term): boolean {
  return (
    term.kind === "object" && term.properties.size === 0 && term.patterns.size === 0 && isUnknown(term.rest)
  );
}
