import type { Found } from "../found.js";
import { partPlaces } from "../part-places.js";
import { fieldChanges } from "../parts.js";
import type { Rule } from "../rule.js";

export const fieldRemoved: Rule = {
  code: "field-removed",
  category: "thread",
  about:
    "A field of the state is no longer there. What saved threads hold in it is lost, and updates of it are refused.",
  breaks: "saved threads that hold a value in the field, and callers that update it",
  remedy: "keep the field until nothing needs it; if it only has another name, say so with `x-renamed-from`",
  find(change) {
    return fieldChanges(change).removed.map(({ name, update }): Found => {
      const value = change.sample(update);
      const shown = value === undefined ? value : change.concealed(value, { before: update, after: update });
      return {
        subject: `field ${name}`,
        message: `the field ${JSON.stringify(name)} is gone`,
        ...partPlaces(change, "state", { before: name }),
        ...(shown === undefined ? {} : { witness: { value: { [name]: shown } } }),
      };
    });
  },
};
