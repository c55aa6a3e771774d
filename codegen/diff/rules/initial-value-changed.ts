import { canonicalJson } from "../../model/shape.js";
import { showsSecret } from "../../schema/secrets.js";
import type { Found } from "../found.js";
import { partPlaces } from "../part-places.js";
import { fieldChanges } from "../parts.js";
import type { Rule } from "../rule.js";

export const initialValueChanged: Rule = {
  code: "initial-value-changed",
  category: "thread",
  about:
    "A field starts with another default. Saved threads go on from the old one, and new ones from the new one.",
  breaks: "nodes and callers that rely on what the field starts with",
  remedy: "keep the default, or add a new field with the other one",
  find(change) {
    return fieldChanges(change).kept.flatMap(({ before, after }): Found[] => {
      const [old, now] = [before.default?.value, after.default?.value];
      if (old === undefined || now === undefined || canonicalJson(old) === canonicalJson(now)) return [];
      const isSecret = showsSecret(before.node, old) || showsSecret(after.node, now);
      const witness = { value: {}, before: { [before.name]: old }, after: { [after.name]: now } };
      return [
        {
          subject: `field ${after.name}`,
          message: `the field ${JSON.stringify(after.name)} starts with another default`,
          ...partPlaces(change, "state", { before: before.name, after: after.name }, "default"),
          ...(isSecret ? {} : { witness }),
        },
      ];
    });
  },
};
