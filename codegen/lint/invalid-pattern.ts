import { patternFlags } from "../pattern.js";
import { patternsOf, whyNot } from "./patterns.js";
import type { Finding, Rule } from "./rule.js";

/** A pattern that is no regular expression. */
export const invalidPattern: Rule = {
  code: "invalid-pattern",
  severity: "error",
  *find(context): Generator<Finding> {
    for (const { pattern, ...place } of patternsOf(context)) {
      if (patternFlags(pattern) !== undefined) continue;
      yield {
        ...place,
        message: `the pattern ${JSON.stringify(pattern)} is no regular expression of JavaScript${whyNot(pattern, "")}`,
        remedy:
          "write it as JavaScript has it: no inline flags such as (?i), no \\A, \\z or possessive quantifiers",
      };
    }
  },
};
