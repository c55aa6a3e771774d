import { patternFlags } from "../pattern.js";
import { patternsOf, whyNot } from "./patterns.js";
import type { Finding, Rule } from "./rule.js";

/** A pattern that only works without the `u` flag, which JSON Schema asks for. */
export const patternNotUnicode: Rule = {
  code: "pattern-not-unicode",
  severity: "warning",
  *find(context): Generator<Finding> {
    for (const { pattern, ...place } of patternsOf(context)) {
      if (patternFlags(pattern) !== "") continue;
      yield {
        ...place,
        message: `the pattern ${JSON.stringify(pattern)} is not valid with the \`u\` flag${whyNot(pattern, "u")}; it is used without, and other tools may reject it`,
        remedy: "escape nothing that needs no escape, and write } and ] as \\} and \\]",
      };
    }
  },
};
