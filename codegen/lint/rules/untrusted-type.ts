import { pointerTo } from "../../schema/json.js";
import type { Finding, Rule } from "../rule.js";

/** A `tsType` where the schemas are not trusted: its text stands in the generated code as it is. */
export const untrustedType: Rule = {
  code: "untrusted-type",
  severity: "error",
  *find({ schemas, isUntrusted }): Generator<Finding> {
    if (!isUntrusted) return;
    for (const { node, document, pointer } of schemas) {
      if (node.tsType === undefined) continue;
      yield {
        document,
        pointer: pointerTo(pointer, "tsType"),
        message: "`tsType` is refused, because its text becomes code and these schemas are untrusted",
        remedy:
          "describe the value with keywords of JSON Schema, or generate without --untrusted if you trust the authors of the schemas",
      };
    }
  },
};
