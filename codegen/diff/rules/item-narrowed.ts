import { namespaceChanges } from "../parts.js";
import type { Rule } from "../rule.js";

export const itemNarrowed: Rule = {
  code: "item-narrowed",
  category: "store",
  about: "A stored item can hold a value that the new contract refuses.",
  breaks: "nodes that read items which were stored before",
  remedy: "keep accepting the old items, or rewrite them",
  find(change) {
    return namespaceChanges(change).kept.flatMap(({ before, after }) =>
      change.narrowed(`item of ${after.written}`, { before: before.node, after: after.node }, "parsed"),
    );
  },
};
