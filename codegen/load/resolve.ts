import type { Problem } from "../problems/problem.js";
import { isJsonObject, type JsonSchema, pointerTo } from "../schema/json.js";
import type { SchemaDocument } from "../schema/schema-document.js";
import type { SchemaNode } from "../schema/schema-node.js";
import { problemAt } from "./problem-at.js";
import { NodeBuilder } from "./resolve/build-nodes.js";
import type { Fault } from "./resolve/fault.js";
import { leaveOut, type Shortened } from "./resolve/leave-out.js";
import { link } from "./resolve/link.js";
import { recognizeMessages, withoutMessages } from "./resolve/messages.js";
import type { Place } from "./resolve/place.js";
import { refLoops } from "./resolve/ref-loop.js";
import { sameIds } from "./resolve/same-id.js";
import { type KeptDocument, SchemaIndex } from "./resolve/schema-index.js";
import { Usage } from "./resolve/usage.js";

/** What there is to resolve. */
export interface ResolveInput {
  readonly documents: readonly KeptDocument[];
  /** The URI of the schemas folder, with a `/` at its end. */
  readonly root: string;
  /** The paths of all files in the folder, for those that a reference may be meant for; by default the documents'. */
  readonly paths?: readonly string[];
  /** Documents for absolute URIs that references may name. */
  readonly given?: Iterable<readonly [uri: string, schema: JsonSchema]>;
  /** URIs of files that are there but could not be read. */
  readonly broken?: ReadonlySet<string>;
  /** The URIs of folders that are links, each with that of the folder it leads to, with a `/` at their ends. */
  readonly links?: ReadonlyMap<string, string>;
  /** Finds what is wrong with schemas beyond their references. Faults of schemas that are used are not reported here. */
  readonly check?: (documents: readonly ResolvedDocument[]) => readonly Fault[];
}

/** A document with its schemas as nodes. */
export interface ResolvedDocument {
  readonly document: SchemaDocument;
  readonly root: SchemaNode;
  /** The entries of `$defs` and `definitions` at the document's root, by key, in source order. */
  readonly defs: ReadonlyMap<string, SchemaNode>;
}

/** What `resolve` makes of documents. */
export interface Resolution {
  /** Without those that are optional and unused, and without what is faulty and unused. */
  readonly documents: readonly ResolvedDocument[];
  readonly problems: readonly Problem[];
  /** The paths of the documents that the members use. */
  readonly usedPaths: ReadonlySet<string>;
  /** The URIs of broken files that something refers to, and whether a schema that is used does. */
  readonly missed: ReadonlyMap<string, { readonly isUsed: boolean }>;
}

/**
 * Turns documents into one graph of nodes, in which references are edges.
 *
 * It is done in three passes, none of which recurses: index every schema with its identifiers, follow every reference,
 * make the nodes. A reference that cannot be resolved is a problem, and its node has no edge for it.
 *
 * What no member uses refuses nothing: what is wrong with it is a warning, and it is left out, with all that leads to it.
 */
export function resolve(input: ResolveInput): Resolution {
  const { index, linked, documents, roots, faults: found } = nodesOf(input);
  const usage = new Usage(usedRoots(documents, input));
  const faults = [...found, ...sameIds(index, linked, usage)];
  const problems = faults.flatMap((fault) => problemOf(fault, { isUsed: usage.concerns(fault) }));
  const missed = new Map<string, { readonly isUsed: boolean }>();
  for (const { place, key } of index.missed) {
    const isUsed = usage.isUsed(place.source.document, place.pointer) || missed.get(key)?.isUsed === true;
    missed.set(key, { isUsed });
  }
  const usedPaths = new Set(
    documents.flatMap(({ document }) => (usage.isNeeded(document, "") ? [document.path] : [])),
  );

  const isUnused = (fault: Fault) => fault.text?.severity !== "warning" && !usage.concerns(fault);
  const more = (input.check?.(documents) ?? []).filter(isUnused);
  problems.push(...more.flatMap((fault) => problemOf(fault, { isUsed: false })));
  const faulty = [...faults.filter(isUnused), ...more];
  const shortened = faulty.length === 0 ? undefined : leaveOut(roots, usage, faulty);
  const kept = shortened && without(input.documents, shortened);
  if (shortened === undefined || kept === undefined) return { documents, problems, usedPaths, missed };
  problems.push(...leftOutByOthers(shortened.values(), faulty));
  // Only faults in schemas that are used would be reported again, and those are reported already.
  return { documents: resolve({ ...input, documents: kept }).documents, problems, usedPaths, missed };
}

/** One look at all documents: their nodes, and what is wrong with them. */
function nodesOf(input: ResolveInput) {
  const { documents: kept, root, given = [], broken = new Set(), links = new Map() } = input;
  const paths = input.paths ?? kept.map(({ document }) => document.path);
  const index = new SchemaIndex({ documents: kept, given, root, paths, broken, links });
  const linked = link(index);
  const builder = new NodeBuilder(linked);
  const documents = index.sources.flatMap((source): ResolvedDocument[] => {
    const place = source.places.get("");
    if (place === undefined || !linked.sources.has(source)) return [];
    const defs = definitionsOf(place).map(([key, entry]) => [key, builder.build(place, entry)] as const);
    return [{ document: source.document, root: builder.build(place, place), defs: new Map(defs) }];
  });
  const roots = documents.flatMap(({ root: node, defs }) => [node, ...defs.values()]);
  const faults = [...index.faults.of(linked.sources), ...refLoops(roots)];
  const messages = recognizeMessages(roots);
  return { index, linked, documents: withoutMessages(documents, messages), roots, faults };
}

function usedRoots(documents: readonly ResolvedDocument[], { documents: kept }: ResolveInput): SchemaNode[] {
  const members = new Set(
    kept.flatMap(({ document, isMember }) => (isMember === true ? [document.path] : [])),
  );
  return documents.flatMap(({ document, root }) => (members.has(document.path) ? [root] : []));
}

function problemOf(
  { document, pointer, text }: Fault,
  { isUsed }: { readonly isUsed: boolean },
): readonly Problem[] {
  if (text === undefined) return [];
  if (isUsed || text.severity === "warning") return [problemAt(document, pointer, text)];
  const message = `${text.message} (${UNUSED})`;
  return [problemAt(document, pointer, { ...text, severity: "warning", message })];
}

/** What is added to a problem with what is not used. */
export const UNUSED = "no member uses it, so it is left out";

/** Tells of the definitions that are sound themselves, and left out because they lead to others that are not. */
function leftOutByOthers(shortened: Iterable<Shortened>, faults: readonly Fault[]): Problem[] {
  return [...shortened].flatMap(({ document, leftOut }) => {
    const found = leftOut.filter(
      (pointer) =>
        /\/(\$defs|definitions)\/[^/]*$/.test(pointer) &&
        !faults.some((fault) => fault.text !== undefined && isIn(fault, document.path, pointer)),
    );
    const [first] = found;
    if (first === undefined) return [];
    const names = found.slice(0, SHOWN).map((pointer) => `#${pointer}`);
    if (found.length > SHOWN) names.push("…");
    return [
      problemAt(document, first, {
        severity: "warning",
        code: "left-out",
        message: `a faulty schema is referred to in ${names.join(", ")} (${UNUSED})`,
        remedy: "correct the faulty schema, or remove the references to it as well",
      }),
    ];
  });
}

/** How many of the definitions that are left out are named. */
const SHOWN = 5;

function isIn(fault: Fault, path: string, pointer: string): boolean {
  return fault.document.path === path && `${fault.pointer}/`.startsWith(`${pointer}/`);
}

/** The documents to begin anew with; `undefined` where they are the same. */
function without(
  documents: readonly KeptDocument[],
  shortened: ReadonlyMap<SchemaDocument, Shortened>,
): readonly KeptDocument[] | undefined {
  const byPath = new Map([...shortened.values()].map(({ document }) => [document.path, document]));
  if (!documents.some(({ document }) => byPath.has(document.path))) return undefined;
  return documents.map((kept) => ({ ...kept, document: byPath.get(kept.document.path) ?? kept.document }));
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
