import { partOf } from "../change.js";
import type { Found } from "../found.js";
import { interruptChanges } from "../parts.js";
import type { Rule } from "../rule.js";

export const interruptRenamed: Rule = {
  code: "interrupt-renamed",
  category: "thread",
  about: "An interrupt has another name.",
  breaks: "saved threads in which the interrupt is open under its old name, and callers that know it by that",
  remedy: "migrate the threads in which the interrupt is open, or let them finish before",
  find(change) {
    return interruptChanges(change).renamed.map(({ before, after }): Found => {
      const [old, now] = [
        partOf(change.before, "interrupts", before.name),
        partOf(change.after, "interrupts", after.name),
      ];
      return {
        subject: `interrupt ${after.name}`,
        message: `the interrupt ${JSON.stringify(before.name)} is now called ${JSON.stringify(after.name)}`,
        ...(old === undefined ? {} : { before: { node: old } }),
        ...(now === undefined ? {} : { after: { node: now, keyword: "renamedFrom" } }),
      };
    });
  },
};
