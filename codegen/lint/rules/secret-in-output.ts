import { isMarked } from "../../schema/secrets.js";
import { reachableNodes } from "../../schema/subschemas.js";
import type { Finding, Rule } from "../rule.js";

/** A secret that the graph gives back to its caller. */
export const secretInOutput: Rule = {
  code: "secret-in-output",
  severity: "warning",
  *find({ contracts }): Generator<Finding> {
    for (const { members } of contracts) {
      const output = members.get("output");
      for (const node of output === undefined ? [] : reachableNodes([output])) {
        if (!isMarked(node)) continue;
        yield {
          document: node.origin.document,
          pointer: `${node.origin.pointer}/writeOnly`,
          message: "the output holds a secret: `writeOnly` values are only for the graph",
          remedy: "leave the property out of the output, or remove `writeOnly`",
        };
      }
    }
  },
};
