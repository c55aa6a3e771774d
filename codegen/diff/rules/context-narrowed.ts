import { exactly } from "../inclusion/nodes.js";
import type { Rule } from "../rule.js";

export const contextNarrowed: Rule = {
  code: "context-narrowed",
  category: "client",
  about: "The new contract refuses a context that the old one accepts.",
  breaks: "callers that pass the old context",
  remedy:
    "keep accepting the old context: make what is new optional or give it a default, and don't tighten what was there",
  find(change) {
    const { before, after } = change.member("context");
    // A graph without a context is called without one.
    if (after === undefined) return [];
    return change.narrowed("context", { before: before ?? exactly({}), after }, "given");
  },
};
