import { declaringNode } from "../../defaults/declared-default.js";
import { pointerTo } from "../../schema/json.js";
import type { Finding, Rule } from "../rule.js";

/** A default with which a value may be invalid that is valid without it. */
export const riskyDefault: Rule = {
  code: "risky-default",
  severity: "warning",
  *find({ library, defaults }): Generator<Finding> {
    if (defaults === undefined) return;
    const own = new Set([...library.documents.values()].map(({ document }) => document));
    for (const { root, defs } of library.documents.values()) {
      for (const node of [root, ...defs.values()]) {
        for (const [{ name, node: property }, cause] of defaults.allRisks(node)) {
          const origin = declaringNode(property)?.origin;
          if (origin === undefined || !own.has(origin.document)) continue;
          const keyword = KEYWORDS[cause.keyword] ?? cause.keyword;
          const place = cause.node.origin.pointer === "" ? "" : ` in ${cause.node.origin.pointer}`;
          yield {
            document: origin.document,
            pointer: pointerTo(origin.pointer, "default"),
            message: `this default can make a valid object invalid, because of \`${keyword}\`${place}; it is only applied where the object stays valid`,
            remedy: `expect that ${JSON.stringify(name)} may be absent, or choose a default that always fits`,
          };
        }
      }
    }
  },
};

/** How schemas call what a node calls otherwise. */
const KEYWORDS: { readonly [keyword: string]: string } = { refs: "$ref" };
