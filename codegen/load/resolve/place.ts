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

/** Splits a reference at its `#`; the fragment is percent-decoded. */
export function splitReference(reference: string): readonly [uri: string, fragment: string] {
  const at = reference.indexOf("#");
  if (at === -1) return [reference, ""];
  return [reference.slice(0, at), percentDecoded(reference.slice(at + 1))];
}

/** Resolves a URI reference without a fragment (RFC 3986); `undefined` where that makes no URI. */
export function resolveUri(reference: string, base: string): string | undefined {
  try {
    return new URL(reference, base).href.replace(/#$/, "");
  } catch {
    return undefined;
  }
}

/** One spelling for URIs that mean the same file or resource, to look them up by. Not to be resolved against. */
export function uriKey(uri: string): string {
  const bare = uri.replace(/#$/, "");
  return bare.startsWith("file:") ? percentDecoded(bare) : bare;
}

function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
