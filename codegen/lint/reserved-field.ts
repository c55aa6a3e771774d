import type { Finding, Rule } from "./rule.js";

/** A field whose name LangGraph keeps for its own channels, or that no plain object can hold. */
export const reservedField: Rule = {
  code: "reserved-field",
  severity: "error",
  *find({ contracts }): Generator<Finding> {
    for (const { fields } of contracts) {
      for (const [name, [node]] of fields) {
        if (node === undefined || !/^(__.*__|__pregel_.*|branch:.*)$/s.test(name)) continue;
        yield {
          ...node.origin,
          message: `the field name ${JSON.stringify(name)} is reserved: LangGraph has channels of its own with such names`,
          remedy: "rename the field, without underscores around it",
        };
      }
    }
  },
};
