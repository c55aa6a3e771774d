import type { Rules } from "../../schema/dialect.js";
import type { JsonValue } from "../../schema/json.js";
import type { SchemaDocument } from "../../schema/schema-document.js";

/** One schema as it stands in a document: what references lead to. */
export interface Place {
  readonly source: Source;
  readonly pointer: string;
  readonly value: JsonValue;
  readonly resource: Resource;
}

/** A document with all the schemas in it, by JSON Pointer. */
export interface Source {
  readonly document: SchemaDocument;
  /** The URI under which the document is kept, whatever it calls itself. */
  readonly uri: string;
  readonly places: Map<string, Place>;
}

/** A schema with an `$id` of its own, or the root of a document (core 4.3.5). */
export interface Resource {
  /** Its base URI, without a fragment. */
  readonly uri: string;
  /** The JSON Pointer of its root in its document. */
  readonly pointer: string;
  readonly source: Source;
  readonly rules: Rules;
  /** What `#name` means in it. */
  readonly anchors: Map<string, Place>;
  /** Its `$dynamicAnchor`s by name; `$recursiveAnchor: true` has the name `""`. */
  readonly dynamicAnchors: Map<string, Place>;
}
