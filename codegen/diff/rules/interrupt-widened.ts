import { interruptChanges } from "../parts.js";
import type { Rule } from "../rule.js";

export const interruptWidened: Rule = {
  code: "interrupt-widened",
  category: "client",
  about: "An interrupt can have a value that the old contract doesn't allow.",
  breaks: "callers that show the interrupt by the old contract",
  remedy: "keep to what the old value promises, or add a new interrupt",
  find(change) {
    return interruptChanges(change).kept.flatMap(({ before, after }) =>
      change.widened(`interrupt ${after.name}`, { before: before.value, after: after.value }, "parsed"),
    );
  },
};
