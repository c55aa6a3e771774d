import type { Found } from "../found.js";
import type { Rule } from "../rule.js";
import { wireMembers } from "../wire-members.js";

export const wireWidened: Rule = {
  code: "wire-widened",
  category: "wire",
  about: "The new schema of what goes out accepts a value that the old one refuses, defaults left aside.",
  breaks:
    "those who check by the published schema without filling in defaults, such as services in other languages",
  remedy: "keep to what the old schema promises",
  byDefault: "off",
  *find(change): Generator<Found> {
    for (const { subject, nodes, isInbound } of wireMembers(change)) {
      if (!isInbound) yield* change.widened(subject, nodes, "plain");
    }
  },
};
