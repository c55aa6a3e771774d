import type { Found } from "../found.js";
import { partPlaces } from "../part-places.js";
import { fieldChanges } from "../parts.js";
import type { Rule } from "../rule.js";
import { isSurelyThere } from "../saved-fields.js";

export const fieldOptional: Rule = {
  code: "field-optional",
  category: "type",
  about: "A field of the state is optional in its type, and was not.",
  breaks: "nodes and routers that read the field: they don't compile",
  remedy: "give the field a default or require it, or let the nodes expect that it is absent",
  byDefault: "warning",
  find(change) {
    return fieldChanges(change)
      .kept.filter(
        ({ before, after }) => isSurelyThere(before, change.old) && !isSurelyThere(after, change.new),
      )
      .map(
        ({ before, after }): Found => ({
          subject: `field ${after.name}`,
          message: `the field ${JSON.stringify(after.name)} may be absent`,
          ...partPlaces(change, "state", { before: before.name, after: after.name }),
        }),
      );
  },
};
