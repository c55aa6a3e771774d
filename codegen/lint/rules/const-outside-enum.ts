import { isDeepStrictEqual } from "node:util";
import { pointerTo } from "../../schema/json.js";
import { conjunction } from "../../schema/subschemas.js";
import type { Finding, Rule } from "../rule.js";

/** A `const` that is none of the values of an `enum` that applies as well: no value fits both. */
export const constOutsideEnum: Rule = {
  code: "const-outside-enum",
  severity: "warning",
  *find({ schemas }): Generator<Finding> {
    for (const { node, document, pointer } of schemas) {
      const fixed = node.const;
      if (fixed === undefined) continue;
      const missed = [...conjunction(node)].find(
        (layer) => layer.enum?.every((value) => !isDeepStrictEqual(value, fixed.value)) === true,
      );
      if (missed === undefined) continue;
      yield {
        document,
        pointer: pointerTo(pointer, "const"),
        message: `the value of \`const\` is not in the \`enum\`${missed === node ? "" : ` at ${missed.origin.pointer}`}, so no value is valid`,
        remedy: "add it to the `enum`, or remove one of the two keywords",
      };
    }
  },
};
