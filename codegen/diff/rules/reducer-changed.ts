import { foldsOf } from "../folds.js";
import type { Found } from "../found.js";
import { partPlaces } from "../part-places.js";
import { fieldChanges } from "../parts.js";
import type { Rule } from "../rule.js";

export const reducerChanged: Rule = {
  code: "reducer-changed",
  category: "thread",
  about: "A field has another reducer, so the same update makes another value of it.",
  breaks: "callers and nodes that update the field, and updates that are pending in saved threads",
  remedy: "keep the reducer, or add a new field with the other one",
  find(change) {
    return fieldChanges(change)
      .kept.filter(({ before, after }) => before.reducer !== after.reducer)
      .map(({ before, after }): Found => {
        const witness = foldsOf(before.reducer, after.reducer);
        return {
          subject: `field ${after.name}`,
          message: `the reducer of the field ${JSON.stringify(after.name)} was ${JSON.stringify(before.reducer)} and is ${JSON.stringify(after.reducer)}`,
          ...partPlaces(change, "state", { before: before.name, after: after.name }, "reducer"),
          ...(witness === undefined ? {} : { witness }),
        };
      });
  },
};
