import { nearMatches, oneOf } from "../../problems/suggest.js";
import { KNOWN_FORMATS } from "../../schema/formats.js";
import { pointerTo } from "../../schema/json.js";
import type { SchemaNode } from "../../schema/schema-node.js";
import type { Finding, Rule } from "../rule.js";

/** A format that validators don't check, so that every value passes. */
export const unknownFormat: Rule = {
  code: "unknown-format",
  severity: "warning",
  *find({ schemas }): Generator<Finding> {
    for (const { node, document, pointer } of schemas) {
      const { format } = node;
      if (format === undefined || KNOWN_FORMATS.has(format)) continue;
      const near = nearMatches(format, KNOWN_FORMATS);
      yield {
        document,
        pointer: pointerTo(pointer, "format"),
        message: `the format ${JSON.stringify(format)} is unknown, so it is not checked`,
        remedy: near.length > 0 ? `did you mean ${oneOf(near)}?` : `use ${checkFor(node)} to check the value`,
      };
    }
  },
};

function checkFor({ type = [] }: SchemaNode): string {
  const isNumber = type.includes("number") || type.includes("integer");
  return isNumber ? "`minimum` and `maximum`" : "a `pattern`";
}
