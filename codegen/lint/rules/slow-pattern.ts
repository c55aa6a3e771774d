import { readPattern } from "../../schema/pattern.js";
import type { Finding, Rule } from "../rule.js";
import { takesExponentialTime } from "../slow-pattern/takes-exponential-time.js";
import { patternsOf } from "./patterns.js";

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
          "write the repetition so that each text has one way through it, such as ^a+$ for ^(a+)+$, and ^\\w+(\\s\\w+)*$ for ^(\\w+\\s?)*$",
      };
    }
  },
};
