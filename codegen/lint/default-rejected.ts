import { pointerTo } from "../json.js";
import type { Finding, Rule } from "./rule.js";

/** A default that its own schema rejects: it is never applied. */
export const defaultRejected: Rule = {
  code: "default-rejected",
  severity: "warning",
  *find({ schemas, accepts }): Generator<Finding> {
    if (accepts === undefined) return;
    for (const { node, document, pointer } of schemas) {
      if (node.default === undefined || accepts(node, node.default.value)) continue;
      yield {
        document,
        pointer: pointerTo(pointer, "default"),
        message: "the schema rejects its own `default`, which is therefore never applied",
        remedy: "correct the default, or let the schema allow it",
      };
    }
  },
};
