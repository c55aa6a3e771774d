import { rulesOf } from "../schema/dialect.js";
import { isJsonObject, type JsonObject, type JsonValue, pointerTo } from "../schema/json.js";
import { encodeComponent, valueAt } from "../schema/json-pointer.js";
import { isAtLeast, keywordNames } from "../schema/keyword.js";
import type { Dialect } from "../schema/schema-document.js";
import type { SchemaNode, SchemaOrigin } from "../schema/schema-node.js";
import { showsSecret } from "../schema/secrets.js";
import { copyNested, put } from "./copy.js";
import { holdsReference } from "./file-shape.js";
import { type Code, Getter, OnlyInFile, type Printable, verbatim } from "./print-document.js";

/** What stands where a file's schema refers to others or holds them. */
export interface Replacements {
  /** Whether the file refers by nothing but places. Identities and definitions stay only then. */
  readonly isPlain: boolean;
  /** Gives the node of a place in the file; undefined for a place that no schema leads to. */
  nodeAt(pointer: string): SchemaNode | undefined;
  /** Code for the target of a reference. */
  refTo(target: SchemaNode, written: string): Code;
  /** Code that gives the schema at a place inside, for one that is printed elsewhere. */
  partAt(pointer: string, depth: number): Code | undefined;
}

/** Keywords that say how others may refer to a schema: not for a copy all of whose references are replaced. */
const IDENTITY = keywordNames("identifier");
const DEFINITIONS = keywordNames("definitions");
const REFERENCES = keywordNames("reference");

/** A schema of the file, and where it stands. */
interface Placed {
  readonly schema: JsonObject;
  readonly pointer: string;
  readonly depth: number;
}

type Inside = (value: JsonValue, ...tokens: string[]) => Printable;

/**
 * The schema at a place of a file as the file says it.
 *
 * The schema's own definitions are made when they are asked for.
 */
export function fileJson({ document, pointer }: SchemaOrigin, by: Replacements): Printable {
  const { isPlain } = by;
  const { keywords } = rulesOf(document.dialect);
  const root = valueAt(document.schema, pointer) ?? true;
  if (!isJsonObject(root)) return root === false ? root : true;
  return copyNested<Placed>({ schema: root, pointer, depth: 0 }, (placed, draft, later) => {
    const node = by.nodeAt(placed.pointer);
    const depth = placed.depth + 1;
    const inside: Inside = (value, ...tokens) => {
      if (!isJsonObject(value)) return value;
      const place = tokens.reduce<string>(pointerTo, placed.pointer);
      return by.partAt(place, depth) ?? later({ schema: value, pointer: place, depth });
    };
    // Up to draft-07 what stands beside a reference does not count, and what it refers to in turn is not known.
    const overridden = typeof placed.schema.$ref === "string" && !isAtLeast(document.dialect, "2019-09");
    for (const [keyword, value] of Object.entries(placed.schema)) {
      const isDefinitions = DEFINITIONS.has(keyword);
      if (!isPlain && (isDefinitions || IDENTITY.has(keyword))) continue;
      if (REFERENCES.has(keyword) && typeof value === "string") {
        const target = node?.refs?.[0];
        if (target === undefined) put(draft, keyword, value);
        else put(draft, "$ref", by.refTo(target, value));
        continue;
      }
      const shape = keywords.get(keyword)?.shape;
      const isPassedOver = (overridden && !isDefinitions) || shape === undefined;
      if (isPassedOver && holdsReference(value)) {
        const data = (place: string) => by.partAt(place, 0);
        if (isPlain)
          put(draft, keyword, new OnlyInFile(copyData(value, pointerTo(placed.pointer, keyword), data)));
        continue;
      }
      const quotes = keyword === "default" || keyword === "examples";
      if (quotes && node !== undefined && showsSecret(node, value)) continue;
      const copy = mapSchemas(value, shape, keyword, inside);
      put(draft, keyword, isDefinitions && depth === 1 ? new Getter(copy) : copy);
    }
    // What LangGraph's own tools look for, to show a conversation as such.
    if (placed.schema["x-reducer"] === "messages") put(draft, "langgraph_type", "messages");
  });
}

/** A value that is not a schema, but may contain schemas: references can lead anywhere. */
function copyData(value: JsonValue, place: string, partAt: (place: string) => Code | undefined): Printable {
  const copy = verbatim(value);
  if (copy !== value || typeof value !== "object" || value === null) return copy;
  if (Array.isArray(value))
    return value.map((item, index) => copyData(item, pointerTo(place, index), partAt));
  return (
    partAt(place) ??
    Object.fromEntries(
      Object.entries(value).map(([name, item]) => [name, copyData(item, pointerTo(place, name), partAt)]),
    )
  );
}

/** The value of a keyword with the schemas in it replaced. */
function mapSchemas(value: JsonValue, shape: string | undefined, keyword: string, inside: Inside): Printable {
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
      return verbatim(value);
  }
}

/** Where a dialect keeps definitions. */
export function definitionsKeyword(dialect: Dialect): "$defs" | "definitions" {
  return isAtLeast(dialect, "2019-09") ? "$defs" : "definitions";
}

/** A place in a file as a reference to it says it. */
export function reference(pointer: string): string {
  return `#${pointer.split("/").map(encodeComponent).join("/").replaceAll("%24", "$")}`;
}
