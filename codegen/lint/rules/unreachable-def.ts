import { memberPaths } from "../../discover/schema-paths.js";
import type { SchemaDocument } from "../../schema/schema-document.js";
import { reachableNodes } from "../../schema/subschemas.js";
import type { Finding, Rule } from "../rule.js";

/**
 * An entry of `$defs` in a member's file that nothing leads to. Files that are not members are libraries: what is not used
 * today may be tomorrow.
 */
export const unreachableDef: Rule = {
  code: "unreachable-def",
  severity: "warning",
  *find({ library }): Generator<Finding> {
    const { documents, discovery } = library;
    const members = new Set(memberPaths(discovery));
    const loaded = [...documents.values()];
    const roots = loaded.flatMap(({ document, root, defs }) =>
      members.has(document.path) ? [root] : [root, ...defs.values()],
    );
    const reached = new Map<SchemaDocument, string[]>();
    for (const { origin } of reachableNodes(roots)) {
      const pointers = reached.get(origin.document);
      if (pointers === undefined) reached.set(origin.document, [origin.pointer]);
      else pointers.push(origin.pointer);
    }
    for (const { document, defs } of loaded) {
      if (!members.has(document.path)) continue;
      const used = entriesReached(reached.get(document) ?? []);
      for (const [key, node] of defs) {
        if (used.has(entryOf(node.origin.pointer))) continue;
        yield {
          ...node.origin,
          message: `nothing refers to the definition ${JSON.stringify(key)}`,
          remedy: "remove it, or refer to it with `$ref`",
        };
      }
    }
  },
};

/** A reference may lead into the middle of an entry. */
function entriesReached(pointers: readonly string[]): ReadonlySet<string> {
  return new Set(pointers.map(entryOf));
}

/** The first two tokens of a pointer, e.g. `/$defs/user`. */
function entryOf(pointer: string): string {
  return pointer.split("/", 3).join("/");
}
