import type { JsonValue } from "./json.js";
import type { SchemaDocument } from "./schema-document.js";

/** The seven type names of JSON Schema. */
export type JsonType = "null" | "boolean" | "object" | "array" | "number" | "integer" | "string";

/** Where a schema was written. */
export interface SchemaOrigin {
  readonly document: SchemaDocument;
  /** JSON Pointer inside the document, `""` for its root. */
  readonly pointer: string;
}

/**
 * One schema, resolved: the common form that every later step works on.
 *
 * Whatever dialect it was written in, a node speaks the keywords of 2020-12 (`exclusiveMinimum` is a number, tuples are
 * `prefixItems`, `dependencies` is split, draft-04 to -07 siblings of `$ref` are gone but for annotations). References are edges: `refs` holds
 * the nodes that `$ref`, `$dynamicRef` and `$recursiveRef` lead to, so nodes form a graph that may have cycles.
 * Two references to one place lead to the same node; where a dynamic reference makes one place mean two things, there are two nodes.
 *
 * Maps instead of objects keep hostile names (`__proto__`) harmless; they keep the order of the source.
 */
export interface SchemaNode {
  readonly origin: SchemaOrigin;
  /** Set for the schemas `true` and `false` (and draft-04's `additionalProperties: false` and the like). */
  readonly boolean?: boolean;
  /** What `$ref`, `$dynamicRef`, `$recursiveRef` resolve to; each applies in addition to the other keywords. */
  readonly refs?: readonly SchemaNode[];

  // Any instance (validation 6.1)
  readonly type?: readonly JsonType[];
  readonly enum?: readonly JsonValue[];
  readonly const?: { readonly value: JsonValue };

  // Numbers (6.2)
  readonly multipleOf?: number;
  readonly maximum?: number;
  readonly exclusiveMaximum?: number;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;

  // Strings (6.3, 7)
  readonly maxLength?: number;
  readonly minLength?: number;
  readonly pattern?: string;
  /** Asserted. */
  readonly format?: string;

  // Arrays (6.4, core 10.3.1)
  readonly prefixItems?: readonly SchemaNode[];
  readonly items?: SchemaNode;
  readonly contains?: SchemaNode;
  readonly minContains?: number;
  readonly maxContains?: number;
  readonly maxItems?: number;
  readonly minItems?: number;
  readonly uniqueItems?: boolean;
  readonly unevaluatedItems?: SchemaNode;

  // Objects (6.5, core 10.3.2)
  readonly properties?: ReadonlyMap<string, SchemaNode>;
  readonly patternProperties?: ReadonlyMap<string, SchemaNode>;
  readonly additionalProperties?: SchemaNode;
  readonly propertyNames?: SchemaNode;
  readonly unevaluatedProperties?: SchemaNode;
  readonly required?: readonly string[];
  readonly dependentRequired?: ReadonlyMap<string, readonly string[]>;
  readonly dependentSchemas?: ReadonlyMap<string, SchemaNode>;
  readonly maxProperties?: number;
  readonly minProperties?: number;

  // Logic (core 10.2)
  readonly allOf?: readonly SchemaNode[];
  readonly anyOf?: readonly SchemaNode[];
  readonly oneOf?: readonly SchemaNode[];
  readonly not?: SchemaNode;
  readonly if?: SchemaNode;
  readonly then?: SchemaNode;
  readonly else?: SchemaNode;

  // Annotations (validation 9)
  readonly title?: string;
  readonly description?: string;
  readonly default?: { readonly value: JsonValue };
  readonly examples?: readonly JsonValue[];
  /** A name or description of each value of `enum`, from keywords such as `tsEnumNames`. */
  readonly enumDocs?: readonly string[];
  readonly deprecated?: boolean;
  readonly readOnly?: boolean;
  /** A secret: its value never appears in an error, a log or a document. */
  readonly writeOnly?: boolean;

  // graphwright's vocabulary
  /** A TypeScript type to use verbatim. A node with `tsType` and no other assertion accepts everything. */
  readonly tsType?: string;
  readonly reducer?: string;
  readonly update?: SchemaNode;
  readonly channel?: "untracked";
  /** The name that a field, a tool or a question had in the version before. */
  readonly renamedFrom?: string;

  // What published schemas leave unsaid
  /** A message of LangChain's: an object of one of its classes, or the data of one. */
  readonly isMessage?: boolean;
  /** What the file says of such a message. */
  readonly written?: SchemaNode;
}
