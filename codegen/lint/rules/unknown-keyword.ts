import { nearMatches, oneOf } from "../../problems/suggest.js";
import type { JsonValue } from "../../schema/json.js";
import { isJsonObject, pointerTo } from "../../schema/json.js";
import { KEYWORDS, type Keyword } from "../../schema/keyword.js";
import { wrongShape } from "../../schema/keyword-value.js";
import type { Finding, Rule } from "../rule.js";

/** Keywords of other vocabularies that only look like ours. */
const OTHERS: ReadonlySet<string> = new Set([
  "example",
  "links",
  "discriminator",
  "xml",
  "externalDocs",
  "optional",
]);

/** A keyword that is not one, but nearly. */
export const unknownKeyword: Rule = {
  code: "unknown-keyword",
  severity: "warning",
  *find({ schemas }): Generator<Finding> {
    for (const { document, pointer, raw, dialect } of schemas) {
      const known = KEYWORDS[dialect];
      for (const [name, value] of Object.entries(raw)) {
        if (known.has(name) || OTHERS.has(name) || isOfAnotherDialect(name)) continue;
        const near = nearMatches(name, known.keys()).filter((other) => fits(known.get(other), value));
        if (near.length === 0) continue;
        yield {
          document,
          pointer: pointerTo(pointer, name),
          message: `\`${name}\` is not a keyword, so it is ignored`,
          remedy: `did you mean ${oneOf(near)}?`,
        };
      }
    }
  },
};

function isOfAnotherDialect(name: string): boolean {
  return Object.values(KEYWORDS).some((keywords) => keywords.has(name));
}

/** Whether the value could be that of the keyword: `note: "…"` is not a misspelled `not`. */
function fits(keyword: Keyword | undefined, value: JsonValue): boolean {
  if (keyword === undefined || wrongShape(keyword, value) !== undefined) return false;
  if (keyword.shape === "schema") return typeof value === "boolean" || isJsonObject(value);
  return keyword.shape !== "schema or schema list" || typeof value === "object";
}
