import { fieldChanges } from "../parts.js";
import type { Rule } from "../rule.js";
import { isSaved, savedSchema } from "../saved-fields.js";

export const fieldWidened: Rule = {
  code: "field-widened",
  category: "thread",
  about: "The new contract can save a value in a field that the old one refuses.",
  breaks:
    "old processes beside new ones, as in a rolling release: they can't resume threads that new ones wrote",
  remedy:
    "update all processes before the new values are written, or turn the rule off if you never run two versions side by side",
  find(change) {
    return fieldChanges(change)
      .kept.filter(isSaved)
      .flatMap(({ before, after }) =>
        change.widened(
          `field ${after.name}`,
          { before: savedSchema(before), after: savedSchema(after) },
          "parsed",
        ),
      );
  },
};
