import type { Found } from "../found.js";
import { partPlaces } from "../part-places.js";
import { interruptChanges } from "../parts.js";
import type { Rule } from "../rule.js";

export const interruptAdded: Rule = {
  code: "interrupt-added",
  category: "client",
  about: "The contract has an interrupt that the old one doesn't have, while it has others.",
  breaks: "callers that know only the old interrupts, and can't answer the new one",
  remedy:
    "let callers learn the interrupt first: publish the contract before a node uses it, and record the break as accepted",
  find(change) {
    if (change.before.interrupts === undefined) return [];
    return interruptChanges(change).added.map(
      ({ name }): Found => ({
        subject: `interrupt ${name}`,
        message: `the interrupt ${JSON.stringify(name)} is new`,
        ...partPlaces(change, "interrupts", { after: name }),
      }),
    );
  },
};
