import { namespaceChanges } from "../parts.js";
import type { Rule } from "../rule.js";

export const itemWidened: Rule = {
  code: "item-widened",
  category: "store",
  about: "The new contract can store an item that the old one refuses.",
  breaks: "old processes beside new ones, and other services that read the store by the old contract",
  remedy:
    "update all who read the store before the new items are written, or turn the rule off if nobody reads by the old contract",
  find(change) {
    return namespaceChanges(change).kept.flatMap(({ before, after }) =>
      change.widened(`item of ${after.written}`, { before: before.node, after: after.node }, "parsed"),
    );
  },
};
