import { rulesOf } from "../dialect.js";
import { isJsonObject, type JsonObject, type JsonSchema, type JsonValue, pointerTo } from "../json.js";
import { valueAt } from "../json-pointer.js";
import { isAtLeast } from "../keyword.js";
import type { Dialect, SchemaDocument } from "../schema-document.js";
import type { SchemaNode, SchemaOrigin } from "../schema-node.js";
import { copyNested, put } from "./copy.js";
import { showsSecret } from "./secret-values.js";

/** Gives the node of a place in a document; undefined for a place that no schema leads to. */
export type NodeAt = (document: SchemaDocument, pointer: string) => SchemaNode | undefined;

/** Keywords that say how others may refer to a schema: not for a copy that stands elsewhere. */
const IDENTITY = new Set([
  "$schema",
  "$id",
  "id",
  "$anchor",
  "$dynamicAnchor",
  "$recursiveAnchor",
  "$vocabulary",
]);

/** How a copy of a schema differs from what its file says. */
interface Treatment {
  /** What a reference says instead; undefined to leave it as it is. */
  readonly refTo: (target: SchemaNode, written: string) => string | undefined;
  /** Whether to leave out identities and definitions: for a copy all of whose references are rewritten. */
  readonly isBare: boolean;
}

/** One file or part of one as a document that needs no other file. */
export class Bundle {
  readonly #nodeAt: NodeAt;
  readonly #nameOf: (node: SchemaNode) => string;
  readonly #root: SchemaOrigin;
  readonly #names = new Map<SchemaNode, string>();
  readonly #taken = new Set<string>();
  readonly #container: "$defs" | "definitions";

  constructor(root: SchemaOrigin, nodeAt: NodeAt, nameOf: (node: SchemaNode) => string) {
    this.#root = root;
    this.#nodeAt = nodeAt;
    this.#nameOf = nameOf;
    this.#container = definitionsKeyword(root.document.dialect);
  }

  /** The file as it stands, but for references that leave it. Its own references must all be to places by JSON Pointer. */
  wholeFile(): JsonSchema {
    const { document } = this.#root;
    const { schema } = document;
    if (!isJsonObject(schema)) return schema;
    for (const container of ["$defs", "definitions"]) {
      const own = schema[container];
      if (isJsonObject(own)) for (const name of Object.keys(own)) this.#taken.add(name);
    }
    const copy = this.#copy(schema, document, "", {
      refTo: (target) => (target.origin.document === document ? undefined : this.#refTo(target)),
      isBare: false,
    });
    return this.#withDefinitions(copy);
  }

  /** The schema alone, with everything that it refers to. */
  standalone(): JsonSchema {
    const { document, pointer } = this.#root;
    const copy = this.#copy(valueAt(document.schema, pointer) ?? true, document, pointer, this.#bare);
    const { $schema } = isJsonObject(document.schema) ? document.schema : {};
    const dialect = $schema === undefined ? {} : { $schema };
    return this.#withDefinitions(isJsonObject(copy) ? { ...dialect, ...copy } : copy);
  }

  get #bare(): Treatment {
    return { refTo: (target) => this.#refTo(target), isBare: true };
  }

  #refTo(target: SchemaNode): string {
    const { document } = this.#root;
    const { origin } = target;
    if (origin.document === document && origin.pointer === this.#root.pointer) return "#";
    let name = this.#names.get(target);
    if (name === undefined) {
      name = this.#nameOf(target);
      for (let count = 2; this.#taken.has(name); count++) name = `${this.#nameOf(target)}${count}`;
      this.#taken.add(name);
      this.#names.set(target, name);
    }
    return `#${fragment(pointerTo(`/${this.#container}`, name))}`;
  }

  #withDefinitions(copy: JsonSchema): JsonSchema {
    if (!isJsonObject(copy) || this.#names.size === 0) return copy;
    const own = copy[this.#container];
    const entries = new Map<string, JsonValue>(isJsonObject(own) ? Object.entries(own) : []);
    // A copy may refer to further schemas, which join the end.
    for (const [node, name] of this.#names) {
      const { document, pointer } = node.origin;
      entries.set(name, this.#copy(valueAt(document.schema, pointer) ?? true, document, pointer, this.#bare));
    }
    return Object.fromEntries([
      ...Object.entries(copy).filter(([keyword]) => keyword !== this.#container),
      [this.#container, Object.fromEntries(entries)],
    ]);
  }

  /** A schema and those in it. */
  #copy(schema: JsonValue, document: SchemaDocument, pointer: string, how: Treatment): JsonSchema {
    if (!isJsonObject(schema)) return schema === true || schema === false ? schema : true;
    const { keywords } = rulesOf(document.dialect);
    return copyNested<Placed>({ schema, pointer }, (placed, draft, later) => {
      const node = this.#nodeAt(document, placed.pointer);
      const inside: Inside = (value, ...tokens) => {
        if (!isJsonObject(value)) return value;
        return later({ schema: value, pointer: tokens.reduce<string>(pointerTo, placed.pointer) });
      };
      for (const [keyword, value] of Object.entries(placed.schema)) {
        if (how.isBare && (IDENTITY.has(keyword) || DEFINITIONS.has(keyword))) continue;
        if (REFERENCES.has(keyword) && typeof value === "string") {
          const target = node?.refs?.[keyword === "$ref" || !("$ref" in placed.schema) ? 0 : 1];
          const ref = target && how.refTo(target, value);
          if (ref === undefined) put(draft, keyword, value);
          else put(draft, "$ref", ref);
          continue;
        }
        const quotes = keyword === "default" || keyword === "examples";
        if (quotes && node !== undefined && showsSecret(node, value)) continue;
        put(draft, keyword, mapSchemas(value, keywords.get(keyword)?.shape, keyword, inside));
      }
    });
  }
}

/** A schema of the document that is copied, and where it stands. */
interface Placed {
  readonly schema: JsonObject;
  readonly pointer: string;
}

const DEFINITIONS = new Set(["$defs", "definitions"]);
const REFERENCES = new Set(["$ref", "$dynamicRef", "$recursiveRef"]);

type Inside = (value: JsonValue, ...tokens: string[]) => JsonValue;

/** The value of a keyword with the schemas in it replaced. */
function mapSchemas(value: JsonValue, shape: string | undefined, keyword: string, inside: Inside): JsonValue {
  const isSchema = isJsonObject(value) || typeof value === "boolean";
  switch (shape) {
    case "schema":
      return isSchema ? inside(value, keyword) : value;
    case "schema or schema list":
    case "schema list":
      if (Array.isArray(value)) return value.map((item, index) => inside(item, keyword, String(index)));
      return isSchema ? inside(value, keyword) : value;
    case "schema map":
    case "schema or string list map":
      if (!isJsonObject(value)) return value;
      return Object.fromEntries(
        Object.entries(value).map(([name, item]) => [
          name,
          Array.isArray(item) ? item : inside(item, keyword, name),
        ]),
      );
    default:
      return value;
  }
}

/** Where a dialect keeps definitions. */
export function definitionsKeyword(dialect: Dialect): "$defs" | "definitions" {
  return isAtLeast(dialect, "2019-09") ? "$defs" : "definitions";
}

/** A JSON Pointer as it stands in the fragment of a URI. */
export function fragment(pointer: string): string {
  return pointer.split("/").map(encodeURIComponent).join("/").replaceAll("%24", "$");
}
