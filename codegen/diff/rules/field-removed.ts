import { partOf } from "../change.js";
import type { Found } from "../found.js";
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
      const node = partOf(change.before, "state", name);
      const value = change.sample(update);
      return {
        subject: `field ${name}`,
        message: `the field ${JSON.stringify(name)} is gone`,
        ...(node === undefined ? {} : { before: { node } }),
        ...(value === undefined
          ? {}
          : { witness: { value: { [name]: change.concealed(value, { before: update, after: update }) } } }),
      };
    });
  },
};
