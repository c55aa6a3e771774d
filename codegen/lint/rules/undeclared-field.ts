import { objectShape } from "../../model/fields.js";
import type { Finding, Rule } from "../rule.js";

/** A property of the input or the output that the state does not have. */
export const undeclaredField: Rule = {
  code: "undeclared-field",
  severity: "warning",
  *find({ contracts }): Generator<Finding> {
    for (const { members, fields } of contracts) {
      if (!members.has("state")) continue;
      for (const kind of ["input", "output"] as const) {
        const member = members.get(kind);
        if (member === undefined) continue;
        for (const [name, [node]] of objectShape(member).properties) {
          if (fields.has(name) || node === undefined) continue;
          const lost = kind === "input" ? "its value has nowhere to go" : "it can never have a value";
          yield {
            ...node.origin,
            message: `the ${kind} declares ${JSON.stringify(name)}, which is not a field of the state: ${lost}`,
            remedy: `add ${JSON.stringify(name)} to the state, or remove it here`,
          };
        }
      }
    }
  },
};
