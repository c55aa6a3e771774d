import { enumDocsOf } from "../../schema/enum-names.js";
import type { JsonObject, JsonValue } from "../../schema/json.js";
import { isAtLeast } from "../../schema/keyword.js";
import type { Dialect } from "../../schema/schema-document.js";
import type { JsonType, SchemaNode } from "../../schema/schema-node.js";

/** A node while it is being filled: references to it are handed out before that. */
export type OpenNode = { -readonly [K in keyof SchemaNode]: SchemaNode[K] };

/** The keyword that is being read: what is around its value, and the nodes of the schemas in it. */
export interface Reading {
  readonly name: string;
  /** The schema that the keyword stands in. */
  readonly schema: JsonObject;
  readonly dialect: Dialect;
  /** Whether any schema at hand has `unevaluatedItems`. */
  readonly usesUnevaluatedItems: boolean;
  /** The node of the schema at these tokens of the keyword's value. */
  at(...tokens: readonly (string | number)[]): SchemaNode;
}

/** Reads one keyword into a node. The value has the shape that the keyword demands. */
type ReadKeyword = (node: OpenNode, value: JsonValue, reading: Reading) => void;

const one =
  (
    name: "additionalProperties" | "propertyNames" | "not" | "unevaluatedItems" | "unevaluatedProperties",
  ): ReadKeyword =>
  (node, _value, { at }) => {
    node[name] = at();
  };

const list =
  (name: "prefixItems" | "allOf" | "anyOf" | "oneOf"): ReadKeyword =>
  (node, value, { at }) => {
    const nodes = (value as readonly JsonValue[]).map((_, index) => at(index));
    // An older `contains` may have put something there already.
    node[name] = [...nodes, ...(node[name] ?? [])];
  };

const map =
  (name: "properties" | "patternProperties"): ReadKeyword =>
  (node, value, { at }) => {
    node[name] = new Map(Object.keys(value as JsonObject).map((key) => [key, at(key)]));
  };

const number =
  (
    name:
      | "multipleOf"
      | "maxLength"
      | "minLength"
      | "maxItems"
      | "minItems"
      | "maxProperties"
      | "minProperties",
  ): ReadKeyword =>
  (node, value) => {
    node[name] = value as number;
  };

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

const string =
  (name: "pattern" | "format" | "title" | "description" | "tsType"): ReadKeyword =>
  (node, value) => {
    node[name] = value as string;
  };

const boolean =
  (name: "uniqueItems" | "deprecated" | "readOnly" | "writeOnly"): ReadKeyword =>
  (node, value) => {
    node[name] = value as boolean;
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

/** How each keyword that a node knows is read, whatever the dialect. */
export const READ_KEYWORD: Readonly<Record<string, ReadKeyword>> = {
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

  multipleOf: number("multipleOf"),
  maximum: limit("maximum", "exclusiveMaximum"),
  minimum: limit("minimum", "exclusiveMinimum"),
  exclusiveMaximum: exclusiveLimit("exclusiveMaximum"),
  exclusiveMinimum: exclusiveLimit("exclusiveMinimum"),

  maxLength: number("maxLength"),
  minLength: number("minLength"),
  pattern: string("pattern"),
  format: string("format"),

  prefixItems: list("prefixItems"),
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
  maxItems: number("maxItems"),
  minItems: number("minItems"),
  uniqueItems: boolean("uniqueItems"),
  unevaluatedItems: one("unevaluatedItems"),

  properties: map("properties"),
  patternProperties: map("patternProperties"),
  additionalProperties: one("additionalProperties"),
  propertyNames: one("propertyNames"),
  unevaluatedProperties: one("unevaluatedProperties"),
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
  maxProperties: number("maxProperties"),
  minProperties: number("minProperties"),

  allOf: list("allOf"),
  anyOf: list("anyOf"),
  oneOf: list("oneOf"),
  not: one("not"),
  if(node, _value, { at }) {
    node.if = at();
  },
  // biome-ignore lint/suspicious/noThenProperty: it is the keyword's name, in a table that nobody awaits
  then: beside("if", (node, _value, { at }) => {
    // biome-ignore lint/suspicious/noThenProperty: nor is a node
    node.then = at();
  }),
  else: beside("if", (node, _value, { at }) => {
    node.else = at();
  }),

  title: string("title"),
  description: string("description"),
  default(node, value) {
    node.default = { value };
  },
  examples(node, value) {
    node.examples = value as readonly JsonValue[];
  },
  deprecated: boolean("deprecated"),
  readOnly: boolean("readOnly"),
  writeOnly: boolean("writeOnly"),

  tsType: string("tsType"),
  "x-reducer"(node, value) {
    node.reducer = value as string;
  },
  langgraph_type(node, value) {
    if (value === "messages") node.reducer ??= "messages";
  },
  "x-update"(node, _value, { at }) {
    node.update = at();
  },
  "x-channel"(node, value) {
    if (value === "untracked") node.channel = "untracked";
  },
};
