import { readPattern } from "../../schema/pattern.js";
import { patternsOf, whyNot } from "../patterns.js";
import type { Finding, Rule } from "../rule.js";

/** A pattern that is not valid as it is with the `u` flag, which JSON Schema asks for. */
export const patternNotUnicode: Rule = {
  code: "pattern-not-unicode",
  severity: "warning",
  *find(context): Generator<Finding> {
    for (const { pattern, ...place } of patternsOf(context)) {
      const read = readPattern(pattern);
      if (read === undefined || (read.flags === "u" && read.source === pattern)) continue;
      const isChanged = read.source !== pattern;
      yield {
        ...place,
        message: `the pattern ${JSON.stringify(pattern)} is not valid with the \`u\` flag${whyNot(pattern, "u")}; it is used ${isChanged ? `as ${JSON.stringify(read.source)}` : "without"}, and other tools may reject it`,
        remedy: isChanged
          ? "write it so in the schema"
          : "escape nothing that needs no escape, and write } and ] as \\} and \\]",
      };
    }
  },
};
