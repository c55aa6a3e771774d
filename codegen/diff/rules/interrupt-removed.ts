import type { Found } from "../found.js";
import { partPlaces } from "../part-places.js";
import { interruptChanges } from "../parts.js";
import type { Rule } from "../rule.js";

export const interruptRemoved: Rule = {
  code: "interrupt-removed",
  category: "thread",
  about: "An interrupt is no longer in the contract. Its answers are refused.",
  breaks: "saved threads in which the interrupt is open: they can't be resumed",
  remedy:
    "keep the interrupt until no thread has it open; if it only has another name, say so with `x-renamed-from`",
  find(change) {
    return interruptChanges(change).removed.map(
      ({ name }): Found => ({
        subject: `interrupt ${name}`,
        message: `the interrupt ${JSON.stringify(name)} is gone`,
        ...partPlaces(change, "interrupts", { before: name }),
      }),
    );
  },
};
