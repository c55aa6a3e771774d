import type { Found } from "../found.js";
import { partPlaces } from "../part-places.js";
import { interruptChanges } from "../parts.js";
import type { Rule } from "../rule.js";

export const interruptRenamed: Rule = {
  code: "interrupt-renamed",
  category: "thread",
  about: "An interrupt has another name.",
  breaks: "saved threads in which the interrupt is open under its old name, and callers that know it by that",
  remedy: "migrate the threads in which the interrupt is open, or let them finish before",
  find(change) {
    return interruptChanges(change).renamed.map(
      ({ before, after }): Found => ({
        subject: `interrupt ${after.name}`,
        message: `the interrupt ${JSON.stringify(before.name)} is now called ${JSON.stringify(after.name)}`,
        ...partPlaces(change, "interrupts", { before: before.name, after: after.name }, "renamedFrom"),
      }),
    );
  },
};
