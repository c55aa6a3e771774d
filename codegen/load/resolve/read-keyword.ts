import { enumDocsOf } from "../../schema/enum-names.js";
import type { JsonObject, JsonValue } from "../../schema/json.js";
import { isAtLeast, type Keyword, type Shape } from "../../schema/keyword.js";
import type { Dialect } from "../../schema/schema-document.js";
import type { JsonType, SchemaNode } from "../../schema/schema-node.js";

/** A node while it is being filled: references to it are handed out before that. */
export type OpenNode = { -readonly [K in keyof SchemaNode]: SchemaNode[K] };

/** The keyword that is being read: what is around its value, and the nodes of the schemas in it. */
export interface Reading {
  /** The schema that the keyword stands in. */
  readonly schema: JsonObject;
  readonly dialect: Dialect;
  /** Whether any schema at hand has `unevaluatedItems`. */
  readonly usesUnevaluatedItems: boolean;
  /** The node of the schema at these tokens of the keyword's value. */
  at(...tokens: readonly (string | number)[]): SchemaNode;
}

type ReadKeyword = (node: OpenNode, value: JsonValue, reading: Reading) => void;

/** In draft-04 `exclusiveMinimum` is a boolean that makes `minimum` exclusive. */
const limit =
  (name: "maximum" | "minimum", exclusive: "exclusiveMaximum" | "exclusiveMinimum"): ReadKeyword =>
  (node, value, { schema, dialect }) => {
    node[dialect === "draft-04" && schema[exclusive] === true ? exclusive : name] = value as number;
  };

const exclusiveLimit =
  (name: "exclusiveMaximum" | "exclusiveMinimum"): ReadKeyword =>
  (node, value) => {
    if (typeof value === "number") node[name] = value;
  };

/** Means something only beside another keyword, and is passed over without it. */
const beside =
  (other: string, read: ReadKeyword): ReadKeyword =>
  (node, value, reading) => {
    if (Object.hasOwn(reading.schema, other)) read(node, value, reading);
  };

function requireNames(node: OpenNode, key: string, names: readonly string[]): void {
  const all = new Map(node.dependentRequired);
  all.set(key, [...new Set([...(all.get(key) ?? []), ...names])]);
  node.dependentRequired = all;
}

/** `dependencies` and `dependentSchemas` may both say something of one property. */
function requireSchema(node: OpenNode, key: string, schema: SchemaNode): void {
  const all = new Map(node.dependentSchemas);
  const other = all.get(key);
  all.set(key, other === undefined ? schema : { origin: node.origin, allOf: [other, schema] });
  node.dependentSchemas = all;
}

/**
 * Reads a keyword into a node: under its name, as it is, unless the dialects differ or other keywords matter.
 *
 * @param value - Has the shape that the keyword demands.
 */
export function readKeyword(node: OpenNode, keyword: Keyword, value: JsonValue, reading: Reading): void {
  const { name, key, shape, role } = keyword;
  const special = Object.hasOwn(SPECIAL, name) ? SPECIAL[name] : undefined;
  if (special !== undefined) special(node, value, reading);
  // What references lead to is found elsewhere.
  else if (key !== undefined && role !== "reference")
    Object.assign(node, { [key]: heldBy(shape, value, reading) });
}

function heldBy(shape: Shape, value: JsonValue, { at }: Reading): unknown {
  switch (shape) {
    case "schema":
      return at();
    case "schema list":
      return (value as readonly JsonValue[]).map((_, index) => at(index));
    case "schema map":
      return new Map(Object.keys(value as JsonObject).map((key) => [key, at(key)]));
    default:
      return value;
  }
}

/** How the keywords are read that are not held as they are written. */
const SPECIAL: Readonly<Record<string, ReadKeyword>> = {
  type(node, value) {
    node.type = [...new Set([value].flat() as JsonType[])];
  },
  enum(node, value, { schema }) {
    node.enum = value as readonly JsonValue[];
    const docs = enumDocsOf(schema);
    if (docs !== undefined) node.enumDocs = docs;
  },
  const(node, value) {
    node.const = { value };
  },

  maximum: limit("maximum", "exclusiveMaximum"),
  minimum: limit("minimum", "exclusiveMinimum"),
  exclusiveMaximum: exclusiveLimit("exclusiveMaximum"),
  exclusiveMinimum: exclusiveLimit("exclusiveMinimum"),

  items(node, value, { at }) {
    if (!Array.isArray(value)) node.items = at();
    else if (value.length > 0) node.prefixItems = value.map((_, index) => at(index));
  },
  additionalItems(node, _value, { schema, at }) {
    if (Array.isArray(schema.items)) node.items = at();
  },
  contains(node, _value, { at, schema, dialect, usesUnevaluatedItems }) {
    const { minContains, maxContains } = schema;
    const counted: OpenNode = { origin: node.origin, contains: at() };
    if (isAtLeast(dialect, "2019-09") && typeof minContains === "number") counted.minContains = minContains;
    if (isAtLeast(dialect, "2019-09") && typeof maxContains === "number") counted.maxContains = maxContains;
    if (!usesUnevaluatedItems || isAtLeast(dialect, "2020-12")) {
      Object.assign(node, { ...counted, origin: node.origin });
      return;
    }
    // Before 2020-12 an item that `contains` matched did not count as evaluated, and nothing under `not` does.
    const hidden: SchemaNode = { origin: node.origin, not: { origin: node.origin, not: counted } };
    node.allOf = [...(node.allOf ?? []), hidden];
  },
  // Read by `contains`.
  minContains() {},
  maxContains() {},
  allOf(node, value, reading) {
    const nodes = heldBy("schema list", value, reading) as readonly SchemaNode[];
    // An older `contains` may have put something there already.
    node.allOf = [...nodes, ...(node.allOf ?? [])];
  },

  required(node, value) {
    node.required = [...new Set(value as readonly string[])];
  },
  dependentRequired(node, value) {
    for (const [key, names] of Object.entries(value as JsonObject))
      requireNames(node, key, names as string[]);
  },
  dependentSchemas(node, value, { at }) {
    for (const key of Object.keys(value as JsonObject)) requireSchema(node, key, at(key));
  },
  dependencies(node, value, { at }) {
    for (const [key, held] of Object.entries(value as JsonObject)) {
      if (Array.isArray(held)) requireNames(node, key, held);
      else requireSchema(node, key, at(key));
    }
  },

  // biome-ignore lint/suspicious/noThenProperty: it is the keyword's name, in a table that nobody awaits
  then: beside("if", (node, _value, { at }) => {
    // biome-ignore lint/suspicious/noThenProperty: nor is a node
    node.then = at();
  }),
  else: beside("if", (node, _value, { at }) => {
    node.else = at();
  }),

  default(node, value) {
    node.default = { value };
  },
  langgraph_type(node, value) {
    if (value === "messages") node.reducer ??= "messages";
  },
  "x-channel"(node, value) {
    if (value === "untracked") node.channel = "untracked";
  },
  "x-renamed-from"(node, value) {
    node.renamedFrom = value as string;
  },
};
