import type { Finding, Rule } from "../rule.js";

/** A field whose name LangGraph keeps for its own channels, or that each object has a member of already, on which LangGraph fails. */
export const reservedField: Rule = {
  code: "reserved-field",
  severity: "error",
  *find({ contracts }): Generator<Finding> {
    for (const { fields } of contracts) {
      for (const [name, [node]] of fields) {
        const reason = reasonAgainst(name);
        if (node === undefined || reason === undefined) continue;
        yield {
          ...node.origin,
          message: `the field name ${JSON.stringify(name)} is reserved: ${reason}`,
          remedy: "rename the field",
        };
      }
    }
  },
};

function reasonAgainst(name: string): string | undefined {
  if (name in Object.prototype)
    return "every object has a member of that name, and LangGraph mistakes it for a channel";
  if (!/^(__.*__|__pregel_.*|branch:.*)$/s.test(name)) return undefined;
  return "LangGraph uses names like this for its own channels";
}
