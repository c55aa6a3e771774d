import { interruptChanges } from "../parts.js";
import type { Rule } from "../rule.js";

export const resumeNarrowed: Rule = {
  code: "resume-narrowed",
  category: "client",
  about: "The new contract refuses an answer to an interrupt that the old one accepts.",
  breaks: "callers that answer by the old contract, also to interrupts that are open in saved threads",
  remedy: "keep accepting the old answers, or add a new interrupt",
  find(change) {
    return interruptChanges(change).kept.flatMap(({ before, after }) =>
      change.narrowed(`answer to ${after.name}`, { before: before.resume, after: after.resume }, "given"),
    );
  },
};
