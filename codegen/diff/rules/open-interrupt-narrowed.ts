import { interruptChanges } from "../parts.js";
import type { Rule } from "../rule.js";

export const openInterruptNarrowed: Rule = {
  code: "open-interrupt-narrowed",
  category: "thread",
  about: "An interrupt that is open in a saved thread can have a value that the new contract doesn't allow.",
  breaks: "those who read open interrupts of saved threads by the new contract",
  remedy: "keep allowing the old values until no thread has the interrupt open",
  find(change) {
    return interruptChanges(change).kept.flatMap(({ before, after }) =>
      change.narrowed(`interrupt ${after.name}`, { before: before.value, after: after.value }, "parsed"),
    );
  },
};
