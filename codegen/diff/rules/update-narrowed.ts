import { fieldChanges } from "../parts.js";
import type { Rule } from "../rule.js";

export const updateNarrowed: Rule = {
  code: "update-narrowed",
  category: "client",
  about: "The new contract refuses an update of a field that the old one accepts.",
  breaks:
    "callers that update the state (inputs without an input member, `updateState`, commands), and updates that are pending in saved threads",
  remedy: "keep accepting the old updates of the field",
  find(change) {
    return fieldChanges(change).kept.flatMap(({ before, after }) =>
      change.narrowed(`update of ${after.name}`, { before: before.update, after: after.update }, "given"),
    );
  },
};
