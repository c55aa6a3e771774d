import { pointerTo } from "../../schema/json.js";
import type { SchemaNode } from "../../schema/schema-node.js";
import type { Finding, Rule } from "../rule.js";

const RANGES = [
  ["minimum", "maximum"],
  ["minLength", "maxLength"],
  ["minItems", "maxItems"],
  ["minProperties", "maxProperties"],
  ["minContains", "maxContains"],
] as const satisfies readonly (readonly [keyof SchemaNode, keyof SchemaNode])[];

/** A lower bound above the upper one. */
export const emptyRange: Rule = {
  code: "empty-range",
  severity: "warning",
  *find({ schemas }): Generator<Finding> {
    for (const { node, document, pointer } of schemas) {
      for (const [low, high] of RANGES) {
        const [from, to] = [node[low], node[high]];
        if (from === undefined || to === undefined || from <= to) continue;
        yield {
          document,
          pointer: pointerTo(pointer, low),
          message: `\`${low}\` is ${from} and \`${high}\` is ${to}, so no value is valid`,
          remedy: "correct one of the two",
        };
      }
    }
  },
};
