import { isJsonObject, type JsonSchema, pointerTo } from "./json.js";
import type { Problem } from "./problem.js";
import { NodeBuilder } from "./resolve/build-nodes.js";
import { type KeptDocument, Library } from "./resolve/library.js";
import { link } from "./resolve/link.js";
import type { Place } from "./resolve/place.js";
import { refLoops } from "./resolve/ref-loop.js";
import type { SchemaDocument } from "./schema-document.js";
import type { SchemaNode } from "./schema-node.js";

/** What there is to resolve. */
export interface ResolveInput {
  readonly documents: readonly KeptDocument[];
  /** The URI of the schemas folder, with a `/` at its end. */
  readonly root: string;
  /** Documents for absolute URIs that references may name. */
  readonly given?: Iterable<readonly [uri: string, schema: JsonSchema]>;
  /** URIs of files that are there but could not be read. */
  readonly broken?: ReadonlySet<string>;
}

/** A document with its schemas as nodes. */
export interface ResolvedDocument {
  readonly document: SchemaDocument;
  readonly root: SchemaNode;
  /** The entries of `$defs` and `definitions` at the document's root, by key, in source order. */
  readonly defs: ReadonlyMap<string, SchemaNode>;
}

/**
 * Turns documents into one graph of nodes, in which references are edges.
 *
 * It is done in three passes, none of which recurses: index every schema with its identifiers, follow every reference,
 * make the nodes. A reference that leads nowhere is a problem, and its node has no edge for it.
 *
 * @returns the documents, without those that are optional and unused; the problems of all of them;
 *   and the URIs of broken files that something refers to
 */
export function resolve({ documents, root, given = [], broken = new Set() }: ResolveInput): {
  readonly documents: readonly ResolvedDocument[];
  readonly problems: readonly Problem[];
  readonly missed: ReadonlySet<string>;
} {
  const library = new Library({ documents, given, root, broken });
  const linked = link(library);
  const builder = new NodeBuilder(linked);
  const resolved = library.sources.flatMap((source): ResolvedDocument[] => {
    const place = source.places.get("");
    if (place === undefined || !linked.sources.has(source)) return [];
    const defs = definitionsOf(place).map(([key, entry]) => [key, builder.build(place, entry)] as const);
    return [{ document: source.document, root: builder.build(place, place), defs: new Map(defs) }];
  });
  const loops = refLoops(resolved.flatMap(({ root: node, defs }) => [node, ...defs.values()]));
  const problems = [...library.problemsOf(linked.sources), ...loops];
  return { documents: resolved, problems, missed: library.missed };
}

function definitionsOf({ value, source }: Place): readonly (readonly [key: string, place: Place])[] {
  const found = new Map<string, Place>();
  for (const name of ["$defs", "definitions"]) {
    const entries = isJsonObject(value) ? value[name] : undefined;
    if (!isJsonObject(entries)) continue;
    for (const key of Object.keys(entries)) {
      const place = source.places.get(pointerTo(`/${name}`, key));
      if (place !== undefined && !found.has(key)) found.set(key, place);
    }
  }
  return [...found];
}
