import type { MemberKind } from "../discover/member-kind.js";
import type { LoadedLibrary } from "../load/load.js";
import { objectShape } from "../model/fields.js";
import { standardDialect } from "../schema/dialect.js";
import { isJsonObject, type JsonValue } from "../schema/json.js";
import { pointerTokens, stepInto } from "../schema/json-pointer.js";
import type { Dialect, SchemaDocument } from "../schema/schema-document.js";
import type { SchemaNode } from "../schema/schema-node.js";
import { reachableNodes } from "../schema/subschemas.js";
import type { LintOptions } from "./options.js";
import type { LintContext, LintedContract, LintedSchema } from "./rule.js";

/** Prepares a library for the rules. */
export function lintContext(
  library: LoadedLibrary,
  { defaults, untrusted = false }: LintOptions,
): LintContext {
  return {
    library,
    schemas: schemasOf(library),
    contracts: contractsOf(library),
    isUntrusted: untrusted,
    ...(defaults === undefined ? {} : { defaults }),
  };
}

function schemasOf({ documents }: LoadedLibrary): readonly LintedSchema[] {
  const own = new Set([...documents.values()].map(({ document }) => document));
  const roots = [...documents.values()].flatMap(({ root, defs }) => [root, ...defs.values()]);
  const found: LintedSchema[] = [];
  const seen = new Map<SchemaDocument, Set<string>>();
  for (const node of reachableNodes(roots)) {
    const { document, pointer } = node.origin;
    if (!own.has(document)) continue;
    let pointers = seen.get(document);
    if (pointers === undefined) {
      pointers = new Set();
      seen.set(document, pointers);
    }
    // A place can have several nodes: one for each dynamic scope, and some that only exist as nodes.
    if (pointers.has(pointer)) continue;
    pointers.add(pointer);
    const { value, dialect } = sourceAt(document, pointer);
    if (isJsonObject(value)) found.push({ node, raw: value, document, pointer, dialect });
  }
  return found;
}

/** What stands at a pointer, and the dialect it is written in: that of the nearest `$schema` around it. */
function sourceAt(
  document: SchemaDocument,
  pointer: string,
): { readonly value: JsonValue | undefined; readonly dialect: Dialect } {
  let { dialect } = document;
  let value: JsonValue | undefined = document.schema;
  for (const token of pointerTokens(pointer)) {
    value = stepInto(value, token);
    if (!isJsonObject(value) || typeof value.$schema !== "string") continue;
    if (typeof value.$id === "string" || typeof value.id === "string") {
      dialect = standardDialect(value.$schema) ?? dialect;
    }
  }
  return { value, dialect };
}

function contractsOf({ discovery, documents }: LoadedLibrary): readonly LintedContract[] {
  return discovery.contracts.map(({ name, members: found }) => {
    const members = new Map<MemberKind, SchemaNode>();
    for (const { kind, path } of found) {
      const root = documents.get(path)?.root;
      if (root !== undefined) members.set(kind, root);
    }
    const state = members.get("state");
    return { name, members, fields: state === undefined ? new Map() : objectShape(state).properties };
  });
}
