import { pointerTo } from "../json.js";
import { nearMatches, oneOf } from "../near.js";
import type { SchemaNode } from "../schema-node.js";
import type { Finding, Rule } from "./rule.js";

/** The formats that validators check, or that are only for people (`password`, `binary`). */
const CHECKED: ReadonlySet<string> = new Set([
  "date",
  "time",
  "date-time",
  "iso-time",
  "iso-date-time",
  "duration",
  "uri",
  "uri-reference",
  "uri-template",
  "iri",
  "iri-reference",
  "url",
  "email",
  "hostname",
  "ipv4",
  "ipv6",
  "regex",
  "uuid",
  "json-pointer",
  "json-pointer-uri-fragment",
  "relative-json-pointer",
  "byte",
  "int32",
  "int64",
  "float",
  "double",
  "password",
  "binary",
]);

/** Formats of the specification that need data which no validator here has. */
const UNCHECKED: ReadonlySet<string> = new Set(["idn-email", "idn-hostname"]);

/** A format that validators don't check, so that every value passes. */
export const unknownFormat: Rule = {
  code: "unknown-format",
  severity: "warning",
  *find({ schemas }): Generator<Finding> {
    for (const { node, document, pointer } of schemas) {
      const { format } = node;
      if (format === undefined || CHECKED.has(format)) continue;
      const near = UNCHECKED.has(format) ? [] : nearMatches(format, CHECKED);
      const known = UNCHECKED.has(format) ? "is not checked" : "is not known, and is not checked";
      yield {
        document,
        pointer: pointerTo(pointer, "format"),
        message: `the format ${JSON.stringify(format)} ${known}`,
        remedy:
          near.length > 0
            ? `did you mean ${oneOf(near)}?`
            : `use ${checkFor(node)} where the value must be checked`,
      };
    }
  },
};

function checkFor({ type = [] }: SchemaNode): string {
  const isNumber = type.includes("number") || type.includes("integer");
  return isNumber ? "`minimum` and `maximum`" : "a `pattern`";
}
