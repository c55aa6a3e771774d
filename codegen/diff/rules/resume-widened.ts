import { interruptChanges } from "../parts.js";
import type { Rule } from "../rule.js";

export const resumeWidened: Rule = {
  code: "resume-widened",
  category: "thread",
  about: "The new contract accepts an answer that the old one refuses.",
  breaks: "old processes beside new ones, as in a rolling release: they refuse answers of new callers",
  remedy:
    "update all processes before callers give the new answers, or turn the rule off if you never run two versions side by side",
  find(change) {
    return interruptChanges(change).kept.flatMap(({ before, after }) =>
      change.widened(`answer to ${after.name}`, { before: before.resume, after: after.resume }, "given"),
    );
  },
};
