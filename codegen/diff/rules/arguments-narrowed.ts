import { toolChanges } from "../parts.js";
import type { Rule } from "../rule.js";

export const argumentsNarrowed: Rule = {
  code: "arguments-narrowed",
  category: "tool",
  about: "A tool refuses arguments that it accepted.",
  breaks: "calls that are open in saved threads, and other callers of the tool",
  remedy: "keep accepting the old arguments, or add a new tool",
  find(change) {
    return toolChanges(change).kept.flatMap(({ before, after }) =>
      change.narrowed(`arguments of ${after.name}`, { before: before.input, after: after.input }, "given"),
    );
  },
};
