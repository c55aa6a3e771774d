import type { Dialect } from "./schema-document.js";
import type { SchemaNode } from "./schema-node.js";

/** The groups of keywords that a meta-schema of 2019-09 and later can switch on and off. */
export type Vocabulary =
  | "core"
  | "applicator"
  | "unevaluated"
  | "validation"
  | "meta-data"
  | "format"
  | "content"
  | "graphwright";

/** What a keyword is for (core 7); references are applicators whose schema stands elsewhere. */
export type Role = "identifier" | "definitions" | "reference" | "applicator" | "assertion" | "annotation";

/** What the value of a keyword must be. The first group holds schemas. */
export type Shape =
  | "schema"
  | "schema list"
  | "schema map"
  | "schema or schema list"
  | "schema or string list map"
  | "any value"
  | "value list"
  | "boolean"
  | "number"
  | "positive number"
  | "count"
  | "string"
  | "string list"
  | "string list map"
  | "type"
  | "vocabulary map";

/**
 * What the schemas of a keyword apply to. With the first five, that is the same value (core 10.2): always, as one of
 * several choices, to find out whether others apply, if something else holds, or turned round.
 */
export type Target =
  | "value"
  | "value by choice"
  | "value as condition"
  | "value on condition"
  | "value negated"
  | "property"
  | "property name"
  | "item"
  | "content"
  | "update";

/** The types of values about which a keyword may say something. */
export type ValueType = "number" | "string" | "array" | "object";

type KeyOf<Held> = {
  [Key in keyof SchemaNode]-?: SchemaNode[Key] extends Held | undefined ? Key : never;
}[keyof SchemaNode];

/** The properties of a node that hold the schemas of keywords. */
export type SubschemaKey = Exclude<
  KeyOf<SchemaNode | readonly SchemaNode[] | ReadonlyMap<string, SchemaNode>>,
  "written"
>;

/** The properties of a node that hold what it says besides. */
export type PlainKey = Exclude<keyof SchemaNode, SubschemaKey | "origin" | "enumDocs" | "written">;

interface Common {
  readonly name: string;
  readonly shape: Shape;
  readonly vocabulary: Vocabulary;
  /** The only type of values that it says something about; absent where it says something about all. */
  readonly of?: ValueType;
  /** The first dialect that has it. */
  readonly since: Dialect;
  /** The last dialect that has it; absent where the newest one does. */
  readonly until?: Dialect;
}

/** A keyword whose schemas apply to values. */
export interface Applicator extends Common {
  readonly role: "applicator" | "reference" | "annotation";
  readonly target: Target;
  /** The property of a node that holds the schemas; absent where none does. */
  readonly key?: SubschemaKey;
}

/** Any other keyword. */
export interface PlainKeyword extends Common {
  readonly role: "identifier" | "definitions" | "assertion" | "annotation";
  readonly target?: undefined;
  /** The property of a node that holds the value; absent where none does. */
  readonly key?: PlainKey;
}

/** One keyword of JSON Schema, or of graphwright's vocabulary. */
export type Keyword = Applicator | PlainKeyword;

/** What a row of the table says where it is not the usual. */
type Terms = Partial<Pick<Common, "name" | "vocabulary" | "of" | "since" | "until">>;

function identifier(name: string, shape: Shape, terms: Terms = {}): Keyword {
  return { role: "identifier", name, shape, vocabulary: "core", since: "draft-04", ...terms };
}

function definitions(name: string): Keyword {
  return { role: "definitions", name, shape: "schema map", vocabulary: "core", since: "draft-04" };
}

function reference(name: string, terms: Terms = {}): Keyword {
  const where = { target: "value", key: "refs", vocabulary: "core", since: "draft-04" } as const;
  return { role: "reference", name, shape: "string", ...where, ...terms };
}

function applicator(key: SubschemaKey, shape: Shape, target: Target, terms: Terms = {}): Keyword {
  const usual = { name: key, vocabulary: "applicator", since: "draft-04" } as const;
  return { role: "applicator", shape, target, key, ...usual, ...terms };
}

function assertion(key: PlainKey, shape: Shape, terms: Terms = {}): Keyword {
  return { role: "assertion", name: key, shape, key, vocabulary: "validation", since: "draft-04", ...terms };
}

function annotation(key: PlainKey, shape: Shape, terms: Terms = {}): Keyword {
  return { role: "annotation", name: key, shape, key, vocabulary: "meta-data", since: "draft-04", ...terms };
}

/** An annotation that nodes do not hold. */
function unread(name: string, shape: Shape, vocabulary: Vocabulary, since: Dialect = "draft-04"): Keyword {
  return { role: "annotation", name, shape, vocabulary, since };
}

/**
 * Every keyword that has a meaning here, in the order of the standard. `$defs`, `definitions` and `dependencies` are
 * read in every dialect, as are annotations: their meaning is the same wherever they are met, and published schemas
 * mix them. A later row is about later dialects.
 */
const TABLE: readonly Keyword[] = [
  // Core 8
  identifier("$schema", "string"),
  identifier("id", "string", { until: "draft-04" }),
  identifier("$id", "string", { since: "draft-06" }),
  identifier("$anchor", "string", { since: "2019-09" }),
  identifier("$recursiveAnchor", "boolean", { since: "2019-09", until: "2019-09" }),
  identifier("$dynamicAnchor", "string", { since: "2020-12" }),
  identifier("$vocabulary", "vocabulary map", { since: "2019-09" }),
  unread("$comment", "string", "core"),
  definitions("$defs"),
  definitions("definitions"),
  reference("$ref"),
  reference("$recursiveRef", { since: "2019-09", until: "2019-09" }),
  reference("$dynamicRef", { since: "2020-12" }),

  // Any value (validation 6.1)
  assertion("type", "type"),
  assertion("enum", "value list"),
  assertion("const", "any value", { since: "draft-06" }),

  // Numbers (6.2)
  assertion("multipleOf", "positive number", { of: "number" }),
  assertion("maximum", "number", { of: "number" }),
  assertion("exclusiveMaximum", "boolean", { of: "number", until: "draft-04" }),
  assertion("exclusiveMaximum", "number", { of: "number", since: "draft-06" }),
  assertion("minimum", "number", { of: "number" }),
  assertion("exclusiveMinimum", "boolean", { of: "number", until: "draft-04" }),
  assertion("exclusiveMinimum", "number", { of: "number", since: "draft-06" }),

  // Strings (6.3, 7, 8)
  assertion("maxLength", "count", { of: "string" }),
  assertion("minLength", "count", { of: "string" }),
  assertion("pattern", "string", { of: "string" }),
  assertion("format", "string", { vocabulary: "format" }),
  unread("contentEncoding", "string", "content", "draft-07"),
  unread("contentMediaType", "string", "content", "draft-07"),
  {
    role: "annotation",
    name: "contentSchema",
    shape: "schema",
    target: "content",
    vocabulary: "content",
    since: "2019-09",
  },

  // Arrays (6.4, core 10.3.1)
  applicator("prefixItems", "schema list", "item", { of: "array", since: "2020-12" }),
  applicator("items", "schema or schema list", "item", { of: "array", until: "2019-09" }),
  applicator("items", "schema", "item", { of: "array", since: "2020-12" }),
  applicator("items", "schema", "item", { name: "additionalItems", of: "array", until: "2019-09" }),
  applicator("contains", "schema", "item", { of: "array", since: "draft-06" }),
  assertion("minContains", "count", { of: "array", since: "2019-09" }),
  assertion("maxContains", "count", { of: "array", since: "2019-09" }),
  assertion("maxItems", "count", { of: "array" }),
  assertion("minItems", "count", { of: "array" }),
  assertion("uniqueItems", "boolean", { of: "array" }),
  applicator("unevaluatedItems", "schema", "item", {
    vocabulary: "unevaluated",
    of: "array",
    since: "2019-09",
  }),

  // Objects (6.5, core 10.3.2)
  applicator("properties", "schema map", "property", { of: "object" }),
  applicator("patternProperties", "schema map", "property", { of: "object" }),
  applicator("additionalProperties", "schema", "property", { of: "object" }),
  applicator("propertyNames", "schema", "property name", { of: "object", since: "draft-06" }),
  applicator("unevaluatedProperties", "schema", "property", {
    vocabulary: "unevaluated",
    of: "object",
    since: "2019-09",
  }),
  assertion("required", "string list", { of: "object" }),
  assertion("dependentRequired", "string list map", { of: "object", since: "2019-09" }),
  applicator("dependentSchemas", "schema map", "value on condition", { of: "object", since: "2019-09" }),
  applicator("dependentSchemas", "schema or string list map", "value on condition", {
    name: "dependencies",
    of: "object",
  }),
  assertion("maxProperties", "count", { of: "object" }),
  assertion("minProperties", "count", { of: "object" }),

  // Logic (core 10.2)
  applicator("allOf", "schema list", "value"),
  applicator("anyOf", "schema list", "value by choice"),
  applicator("oneOf", "schema list", "value by choice"),
  applicator("not", "schema", "value negated"),
  applicator("if", "schema", "value as condition", { since: "draft-07" }),
  applicator("then", "schema", "value on condition", { since: "draft-07" }),
  applicator("else", "schema", "value on condition", { since: "draft-07" }),

  // Annotations (validation 9)
  annotation("title", "string"),
  annotation("description", "string"),
  annotation("default", "any value"),
  annotation("examples", "value list"),
  annotation("deprecated", "boolean"),
  annotation("readOnly", "boolean"),
  annotation("writeOnly", "boolean"),

  // graphwright's vocabulary
  annotation("tsType", "string", { vocabulary: "graphwright" }),
  annotation("reducer", "string", { name: "x-reducer", vocabulary: "graphwright" }),
  annotation("reducer", "string", { name: "langgraph_type", vocabulary: "graphwright" }),
  applicator("update", "schema", "update", { name: "x-update", vocabulary: "graphwright" }),
  annotation("channel", "string", { name: "x-channel", vocabulary: "graphwright" }),
  annotation("renamedFrom", "string", { name: "x-renamed-from", vocabulary: "graphwright" }),
  unread("x-version", "string", "graphwright"),
];

const ORDER: readonly Dialect[] = ["draft-04", "draft-06", "draft-07", "2019-09", "2020-12"];

/** Whether a dialect is a given one or newer. */
export function isAtLeast(dialect: Dialect, other: Dialect): boolean {
  return ORDER.indexOf(dialect) >= ORDER.indexOf(other);
}

function keywordsIn(dialect: Dialect): ReadonlyMap<string, Keyword> {
  const known = TABLE.filter(
    ({ since, until }) => isAtLeast(dialect, since) && (until === undefined || isAtLeast(until, dialect)),
  );
  return new Map(known.map((found) => [found.name, found]));
}

/** The keywords of each dialect, by name. */
export const KEYWORDS: Readonly<Record<Dialect, ReadonlyMap<string, Keyword>>> = {
  "draft-04": keywordsIn("draft-04"),
  "draft-06": keywordsIn("draft-06"),
  "draft-07": keywordsIn("draft-07"),
  "2019-09": keywordsIn("2019-09"),
  "2020-12": keywordsIn("2020-12"),
};

/** The keywords that nodes hold: those of the newest dialect, whatever dialect a schema was written in. */
export const NODE_KEYWORDS: readonly Keyword[] = TABLE.filter(
  ({ key, until }) => key !== undefined && until === undefined,
);

/** The properties of a node that hold its assertions or its annotations, without those that hold schemas. */
export function plainKeys(role: "assertion" | "annotation"): readonly PlainKey[] {
  const keys = NODE_KEYWORDS.flatMap((keyword) =>
    keyword.target === undefined && keyword.role === role && keyword.key !== undefined ? [keyword.key] : [],
  );
  return [...new Set(keys)];
}

/** The properties of a node that hold the keywords about values of one type only. */
export function keysAbout(type: ValueType): readonly (SubschemaKey | PlainKey)[] {
  return NODE_KEYWORDS.flatMap(({ of, key }) => (of === type && key !== undefined ? [key] : []));
}

/** The names that the keywords of a role have in any dialect. */
export function keywordNames(role: Keyword["role"]): ReadonlySet<string> {
  return new Set(TABLE.filter((keyword) => keyword.role === role).map(({ name }) => name));
}

/** The dialects that know a keyword, oldest first. */
export function dialectsWith(name: string): readonly Dialect[] {
  return ORDER.filter((dialect) => KEYWORDS[dialect].has(name));
}
