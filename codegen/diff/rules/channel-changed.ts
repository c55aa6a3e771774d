import type { Found } from "../found.js";
import { partPlaces } from "../part-places.js";
import { fieldChanges } from "../parts.js";
import type { Rule } from "../rule.js";

export const channelChanged: Rule = {
  code: "channel-changed",
  category: "thread",
  about: "A field is no longer saved in checkpoints. What saved threads hold in it is lost.",
  breaks: "saved threads that hold a value in the field",
  remedy: "keep the field tracked, or add a new field that is untracked",
  find(change) {
    return fieldChanges(change)
      .kept.filter(({ before, after }) => before.tracked && !after.tracked)
      .map(
        ({ before, after }): Found => ({
          subject: `field ${after.name}`,
          message: `the field ${JSON.stringify(after.name)} was tracked and is untracked`,
          ...partPlaces(change, "state", { before: before.name, after: after.name }, "channel"),
        }),
      );
  },
};
