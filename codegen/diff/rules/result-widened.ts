import { toolChanges } from "../parts.js";
import type { Rule } from "../rule.js";

export const resultWidened: Rule = {
  code: "result-widened",
  category: "tool",
  about: "A tool can return a result that the old contract doesn't allow.",
  breaks: "those who read the tool's results by the old contract",
  remedy: "keep to what the old results promise, or add a new tool",
  find(change) {
    return toolChanges(change).kept.flatMap(({ before, after }) =>
      change.widened(`result of ${after.name}`, { before: before.output, after: after.output }, "parsed"),
    );
  },
};
