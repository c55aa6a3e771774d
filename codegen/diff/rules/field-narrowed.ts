import { fieldChanges } from "../parts.js";
import type { Rule } from "../rule.js";
import { isSaved, savedSchema } from "../saved-fields.js";

export const fieldNarrowed: Rule = {
  code: "field-narrowed",
  category: "thread",
  about: "A saved thread can hold a value in a field that the new contract refuses.",
  breaks: "saved threads that hold such a value: they can't be resumed",
  remedy: "keep accepting the old values, or migrate saved threads",
  find(change) {
    return fieldChanges(change)
      .kept.filter(isSaved)
      .flatMap(({ before, after }) =>
        change.narrowed(
          `field ${after.name}`,
          { before: savedSchema(before), after: savedSchema(after) },
          "parsed",
        ),
      );
  },
};
