import { declaringNode } from "../../defaults/declared-default.js";
import { pointerTo } from "../../schema/json.js";
import type { Finding, Rule } from "../rule.js";

/** A default that its own schema, or one that takes it over, rejects: it is never applied there. */
export const defaultRejected: Rule = {
  code: "default-rejected",
  severity: "warning",
  *find({ schemas, defaults }): Generator<Finding> {
    if (defaults === undefined) return;
    for (const { node, document, pointer } of schemas) {
      if (node.default !== undefined && !defaults.accepts(node, node.default.value)) {
        yield {
          document,
          pointer: pointerTo(pointer, "default"),
          message: "the schema rejects its own `default`, so the default is never applied",
          remedy: "correct the default, or let the schema allow it",
        };
      }
      for (const [name, property] of node.properties ?? []) {
        const declaring = declaringNode(property);
        const value = declaring?.default?.value;
        if (declaring === undefined || declaring === property || value === undefined) continue;
        if (defaults.accepts(property, value) || !defaults.accepts(declaring, value)) continue;
        yield {
          document,
          pointer: pointerTo(pointerTo(pointer, "properties"), name),
          message: `the schema rejects the \`default\` from ${declaring.origin.pointer || "its reference"}, so the default is not applied here`,
          remedy: "give the property its own default, with a value that its schema allows",
        };
      }
    }
  },
};
