import type { Found } from "../found.js";
import { partPlaces } from "../part-places.js";
import { fieldChanges } from "../parts.js";
import type { Rule } from "../rule.js";

export const fieldRenamed: Rule = {
  code: "field-renamed",
  category: "thread",
  about: "A field of the state has another name. Saved threads hold its value under the old one.",
  breaks: "saved threads that hold a value in the field, and callers that update it by its old name",
  remedy: "migrate saved threads, and keep the old name in the input until no caller uses it",
  find(change) {
    return fieldChanges(change).renamed.map(
      ({ before, after }): Found => ({
        subject: `field ${after.name}`,
        message: `the field ${JSON.stringify(before.name)} is now called ${JSON.stringify(after.name)}`,
        ...partPlaces(change, "state", { before: before.name, after: after.name }, "renamedFrom"),
      }),
    );
  },
};
