import { partOf } from "../change.js";
import { foldsOf } from "../folds.js";
import type { Found } from "../found.js";
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
        const [old, now] = [
          partOf(change.before, "state", before.name),
          partOf(change.after, "state", after.name),
        ];
        const witness = foldsOf(before.reducer, after.reducer);
        return {
          subject: `field ${after.name}`,
          message: `the reducer of the field ${JSON.stringify(after.name)} was ${JSON.stringify(before.reducer)} and is ${JSON.stringify(after.reducer)}`,
          ...(old === undefined ? {} : { before: { node: old, keyword: "reducer" } }),
          ...(now === undefined ? {} : { after: { node: now, keyword: "reducer" } }),
          ...(witness === undefined ? {} : { witness }),
        };
      });
  },
};
