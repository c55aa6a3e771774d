import type { JsonValue } from "../../schema/json.js";
import { keysAbout, plainKeys } from "../../schema/keyword.js";
import type { JsonType, SchemaNode } from "../../schema/schema-node.js";
import { conjuncts } from "../../schema/subschemas.js";
import { propertyAt } from "./object-at.js";
import {
  ALL_KINDS,
  isNever,
  isUnknown,
  NEVER,
  type ObjectTerm,
  type Property,
  type Term,
  type Type,
} from "./type.js";

type Kind = Exclude<JsonType, "integer">;

const KINDS: readonly Kind[] = ["string", "number", "boolean", "null", "array", "object"];

/**
 * Takes away what a schema under `not` accepts for certain: whole kinds, single literals, and objects with a property where all that it
 * demands is that property. Everything else stays.
 */
export function subtract(type: Type, not: SchemaNode): Type {
  let result = type;
  for (const part of alternativesOf(not)) result = subtractOne(result, part);
  return result;
}

/** `not: { anyOf: […] }` takes away each of them. */
function alternativesOf(not: SchemaNode): readonly SchemaNode[] {
  return not.anyOf !== undefined && saysOnly(not, ["anyOf"]) ? not.anyOf : [not];
}

function subtractOne(type: Type, not: SchemaNode): Type {
  const kinds = acceptedKinds(not, new Set());
  const forbidden = forbiddenProperty(not);
  const telling = tellingProperty(not);
  const values = constantsOf(not);
  if (kinds.size === 0 && forbidden === undefined && telling === undefined && values.length === 0)
    return type;
  const terms = isUnknown(type) ? ALL_KINDS : type;
  const left = terms
    .flatMap((term) => (values.includes(true) || values.includes(false) ? spellOut(term) : [term]))
    .filter(
      (term) => !kinds.has(kindOf(term) ?? "") && !(term.kind === "literal" && values.includes(term.value)),
    )
    .flatMap((term) =>
      forbidden !== undefined && term.kind === "object" ? without(term, forbidden) : [term],
    )
    .flatMap((term) => (telling !== undefined && term.kind === "object" ? otherThan(term, telling) : [term]));
  return left.length === terms.length && left.every((term, index) => term === terms[index]) ? type : left;
}

function spellOut(term: Term): Term[] {
  if (term.kind !== "primitive" || term.primitive !== "boolean") return [term];
  return [
    { kind: "literal", value: true },
    { kind: "literal", value: false },
  ];
}

function kindOf(term: Term): string | undefined {
  switch (term.kind) {
    case "primitive":
      return term.primitive === "integer" ? "number" : term.primitive;
    case "literal":
      return typeof term.value;
    case "array":
    case "object":
      return term.kind;
    default:
      return undefined;
  }
}

/** The property that no object may have under `not: { required: [name] }`. */
function forbiddenProperty(not: SchemaNode): string | undefined {
  const [name, ...more] = not.required ?? [];
  if (name === undefined || more.length > 0 || !saysOnly(not, ["required", "type"])) return undefined;
  return not.type === undefined || not.type.includes("object") ? name : undefined;
}

function without(object: ObjectTerm, name: string): Term[] {
  const property = object.properties.get(name);
  if (property !== undefined && !property.optional) return [];
  const properties = new Map<string, Property>(object.properties);
  if (isNever(object.rest) && object.patterns.size === 0) properties.delete(name);
  else properties.set(name, { ...property, type: NEVER, optional: true });
  return [{ ...object, properties }];
}

/** The property by whose value alone a schema accepts an object. */
interface Telling {
  readonly name: string;
  readonly not: SchemaNode;
  /** Whether the schema accepts objects without the property. */
  readonly optional: boolean;
}

/** For `not: { properties: { kind: { const: "a" } } }`. */
function tellingProperty(not: SchemaNode): Telling | undefined {
  const [property, ...more] = not.properties ?? [];
  const { required = [], type } = not;
  if (property === undefined || more.length > 0 || !saysOnly(not, ["properties", "required", "type"]))
    return undefined;
  const [name, node] = property;
  if (required.some((other) => other !== name) || (type !== undefined && !type.includes("object")))
    return undefined;
  return constantsOf(node).length === 0 ? undefined : { name, not: node, optional: required.length === 0 };
}

function otherThan(object: ObjectTerm, { name, not, optional }: Telling): Term[] {
  const property = propertyAt(object, name);
  const type = subtract(property.type, not);
  // An object without the property would have been accepted.
  const isThere = optional || !property.optional;
  if (isNever(type) && isThere) return [];
  if (type === property.type && isThere === !property.optional) return [object];
  const properties = new Map(object.properties).set(name, { ...property, type, optional: !isThere });
  return [{ ...object, properties }];
}

/** The constants that a schema accepts, where it asks for nothing else. */
function constantsOf(not: SchemaNode): (string | number | boolean)[] {
  if (!saysOnly(not, ["enum", "const"]) || (not.enum !== undefined && not.const !== undefined)) return [];
  const values = not.const === undefined ? (not.enum ?? []) : [not.const.value];
  return values.filter(
    (value): value is string | number | boolean => typeof value !== "object" && value !== undefined,
  );
}

/** Deeper than this nobody writes a `not`; the answer is then that nothing is certain. */
const DEPTH = 12;

/** The kinds of which a schema accepts every value, as far as can be told. */
function acceptedKinds(node: SchemaNode, seen: Set<SchemaNode>): Set<string> {
  if (node.boolean !== undefined) return new Set(node.boolean ? KINDS : []);
  if (seen.has(node) || seen.size > DEPTH || node.tsType !== undefined) return new Set();
  seen.add(node);
  const accepted = new Set<string>(node.type ?? KINDS);
  const exclude = (...kinds: readonly Kind[]): void => kinds.forEach((kind) => void accepted.delete(kind));
  const among = (children: readonly SchemaNode[]): ReadonlySet<string>[] =>
    children.map((child) => acceptedKinds(child, new Set(seen)));
  const keep = (others: ReadonlySet<string>): void => {
    for (const kind of accepted) if (!others.has(kind)) accepted.delete(kind);
  };

  accepted.delete("integer");
  if (node.enum !== undefined || node.const !== undefined) keep(kindsOfConstants(node));
  if (says(node, NUMBER_KEYWORDS)) exclude("number");
  if (says(node, STRING_KEYWORDS)) exclude("string");
  if (says(node, ARRAY_KEYWORDS) || !acceptsAll(node.items, seen)) exclude("array");
  if (
    says(node, OBJECT_KEYWORDS) ||
    ![...(node.properties?.values() ?? [])].every((child) => acceptsAll(child, seen))
  ) {
    exclude("object");
  }
  for (const kinds of among(conjuncts(node))) keep(kinds);
  if (node.anyOf !== undefined) keep(new Set(among(node.anyOf).flatMap((kinds) => [...kinds])));
  if (node.oneOf !== undefined) {
    const [only, ...more] = among(node.oneOf);
    keep(only !== undefined && more.length === 0 ? only : new Set());
  }
  if (node.not !== undefined || (node.if !== undefined && says(node, ["then", "else"]))) accepted.clear();
  return accepted;
}

function acceptsAll(node: SchemaNode | undefined, seen: ReadonlySet<SchemaNode>): boolean {
  return node === undefined || acceptedKinds(node, new Set(seen)).size === KINDS.length;
}

/** `null` is all of its kind; so are `true` and `false` together. */
function kindsOfConstants(node: SchemaNode): Set<string> {
  if (node.enum !== undefined && node.const !== undefined) return new Set();
  const values: readonly JsonValue[] = node.enum ?? (node.const === undefined ? [] : [node.const.value]);
  const kinds = new Set<string>();
  if (values.includes(null)) kinds.add("null");
  if (values.includes(true) && values.includes(false)) kinds.add("boolean");
  return kinds;
}

/** `format` asks something of strings or of numbers, by its value. */
const NUMBER_KEYWORDS = [...keysAbout("number"), "format"] as const;
const STRING_KEYWORDS = [...keysAbout("string"), "format"] as const;
/** Without the keywords whose schemas may accept everything, which is looked at above. */
const ARRAY_KEYWORDS = keysAbout("array").filter((key) => key !== "items");
const OBJECT_KEYWORDS = keysAbout("object").filter((key) => key !== "properties");

/** What only describes. */
const SILENT: ReadonlySet<string> = new Set<keyof SchemaNode>([
  ...plainKeys("annotation").filter((key) => key !== "tsType"),
  ...(["origin", "enumDocs", "update"] as const),
]);

function says(node: SchemaNode, keywords: readonly (keyof SchemaNode)[]): boolean {
  return keywords.some((keyword) => node[keyword] !== undefined);
}

/** Whether a schema has no other keywords than these that ask for anything. */
function saysOnly(node: SchemaNode, keywords: readonly (keyof SchemaNode)[]): boolean {
  return Object.entries(node).every(
    ([key, value]) => value === undefined || SILENT.has(key) || keywords.some((keyword) => keyword === key),
  );
}
