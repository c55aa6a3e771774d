import type { Found } from "../found.js";
import type { Rule } from "../rule.js";
import { wireMembers } from "../wire-members.js";

export const wireNarrowed: Rule = {
  code: "wire-narrowed",
  category: "wire",
  about: "The new schema of what comes in refuses a value that the old one accepts, defaults left aside.",
  breaks:
    "those who check by the published schema without filling in defaults, such as services in other languages",
  remedy: "keep accepting the old values; to those who fill in no defaults, what is new must be optional",
  byDefault: "off",
  *find(change): Generator<Found> {
    for (const { subject, nodes, isInbound } of wireMembers(change)) {
      if (isInbound) yield* change.narrowed(subject, nodes, "plain");
    }
  },
};
