import { memberOf } from "../change.js";
import type { Found } from "../found.js";
import { fieldChanges } from "../parts.js";
import type { Rule } from "../rule.js";
import { isFilledIn, isSurelyThere } from "../saved-fields.js";

export const fieldRequired: Rule = {
  code: "field-required",
  category: "thread",
  about:
    "The state requires a field that saved threads may lack, and nothing fills it in: neither a default nor the reducer's neutral element.",
  breaks:
    "saved threads without the field: nodes don't find it, and a run that ends with the state is refused",
  remedy: "give the field a default, or leave it out of `required`",
  find(change) {
    const { kept, added } = fieldChanges(change);
    const later = kept.filter(({ before }) => !isSurelyThere(before, change.old)).map(({ after }) => after);
    const state = memberOf(change.before, "state");
    return [...later, ...added]
      .filter((field) => field.required && !isFilledIn(field, change.new))
      .map(
        ({ name, node }): Found => ({
          subject: `field ${name}`,
          message: `the state now requires the field ${JSON.stringify(name)}, which saved threads may lack`,
          ...(state === undefined ? {} : { before: { node: state } }),
          after: { node },
          witness: { value: {} },
        }),
      );
  },
};
