import { DIALECT_URIS } from "../../schema/dialect.js";
import { pointerTo } from "../../schema/json.js";
import { dialectsWith, KEYWORDS } from "../../schema/keyword.js";
import type { Dialect } from "../../schema/schema-document.js";
import type { Finding, Rule } from "../rule.js";

/** Where a keyword went that a later dialect dropped or renamed. */
const SUCCESSORS: Readonly<Record<string, string>> = {
  id: "use `$id`",
  additionalItems: "use `items` for the items after `prefixItems`",
  $recursiveRef: "use `$dynamicRef`",
  $recursiveAnchor: "use `$dynamicAnchor`",
};

/** A keyword of another dialect, which this one passes over. */
export const foreignKeyword: Rule = {
  code: "foreign-keyword",
  severity: "warning",
  *find({ schemas }): Generator<Finding> {
    for (const { document, pointer, raw, dialect } of schemas) {
      for (const name of Object.keys(raw)) {
        if (KEYWORDS[dialect].has(name)) continue;
        const [first] = dialectsWith(name);
        // `id` is a common name for things of the author's own.
        if (first === undefined || name === "id") continue;
        yield {
          document,
          pointer: pointerTo(pointer, name),
          message: `\`${name}\` is a keyword of ${dialectsWith(name).join(", ")}; the schema is read as ${dialect}, which ignores it`,
          remedy:
            SUCCESSORS[name] ??
            `write \`"$schema": "${uriOfOneWith(name)}"\` at the root, or remove the keyword`,
        };
      }
    }
  },
};

function uriOfOneWith(name: string): string {
  return DIALECT_URIS[dialectsWith(name).at(-1) ?? ("2020-12" satisfies Dialect)];
}
