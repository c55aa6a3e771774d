import { readPattern } from "../../schema/pattern.js";
import { patternsOf } from "../patterns.js";
import type { Finding, Rule } from "../rule.js";
import { takesExponentialTime } from "../slow-pattern/takes-exponential-time.js";

/** A pattern with which a short text can keep a process busy for hours. */
export const slowPattern: Rule = {
  code: "slow-pattern",
  severity: "warning",
  *find(context): Generator<Finding> {
    const known = new Map<string, boolean>();
    for (const { pattern, ...place } of patternsOf(context)) {
      let isSlow = known.get(pattern);
      if (isSlow === undefined) {
        const read = readPattern(pattern);
        isSlow = read !== undefined && takesExponentialTime(read.source, read.flags);
        known.set(pattern, isSlow);
      }
      if (!isSlow) continue;
      yield {
        ...place,
        message: `the pattern ${JSON.stringify(pattern)} can take exponential time: what it repeats can match the same text in several ways`,
        remedy:
          "write the repetition so that it can match each text in only one way, e.g. ^a+$ instead of ^(a+)+$, or ^\\w+(\\s\\w+)*$ instead of ^(\\w+\\s?)*$",
      };
    }
  },
};
