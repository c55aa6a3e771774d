import { memberOf } from "../change.js";
import type { Rule } from "../rule.js";

export const outputWidened: Rule = {
  code: "output-widened",
  category: "client",
  about:
    "A run can end with an output that the old contract doesn't allow. Without an output member, the output is the state.",
  breaks: "callers that read the output by the old contract",
  remedy:
    "keep to what the old output promises: don't remove, don't make optional, and don't add values to what was there",
  find(change) {
    const before = memberOf(change.before, "output") ?? memberOf(change.before, "state");
    const after = memberOf(change.after, "output") ?? memberOf(change.after, "state");
    if (before === undefined || after === undefined) return [];
    return change.widened("output", { before, after }, "parsed");
  },
};
