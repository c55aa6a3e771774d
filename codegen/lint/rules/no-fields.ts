import type { Finding, Rule } from "../rule.js";

/** A state without a field: a graph that can keep nothing. */
export const noFields: Rule = {
  code: "no-fields",
  severity: "warning",
  *find({ contracts }): Generator<Finding> {
    for (const { members, fields } of contracts) {
      const state = members.get("state");
      if (state === undefined || fields.size > 0 || state.boolean !== undefined) continue;
      yield {
        ...state.origin,
        message: "the state declares no properties, so the graph has no fields",
        remedy: "list the fields in `properties`; those in a branch of `anyOf` or `oneOf` don't count",
      };
    }
  },
};
