import type { Rule } from "../rule.js";

/** Without an input member on either side, inputs are updates: `update-narrowed` looks at them field by field. */
export const inputNarrowed: Rule = {
  code: "input-narrowed",
  category: "client",
  about: "The new contract refuses an input that the old one accepts.",
  breaks: "callers that send the old input",
  remedy:
    "keep accepting the old input: make what is new optional or give it a default, and don't tighten what was there",
  find(change) {
    const { before, after } = change.member("input");
    if (before === undefined && after === undefined) return [];
    const nodes = { before: before ?? change.before.update, after: after ?? change.after.update };
    return change.narrowed("input", nodes, "given");
  },
};
