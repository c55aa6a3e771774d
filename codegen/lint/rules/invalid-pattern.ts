import { foreignPart } from "../../schema/foreign-pattern.js";
import { readPattern } from "../../schema/pattern.js";
import { patternsOf, whyNot } from "../patterns.js";
import type { Finding, Rule } from "../rule.js";

/** A pattern that is not a regular expression, or that is one of another dialect. */
export const invalidPattern: Rule = {
  code: "invalid-pattern",
  severity: "error",
  *find(context): Generator<Finding> {
    for (const { pattern, ...place } of patternsOf(context)) {
      if (readPattern(pattern) === undefined) yield { ...place, ...fault(pattern) };
    }
  },
};

function fault(pattern: string): Pick<Finding, "message" | "remedy"> {
  const name = `the pattern ${JSON.stringify(pattern)}`;
  const foreign = foreignPart(pattern);
  if (foreign !== undefined) {
    return {
      message: `${name} contains ${foreign.text}, which is not JavaScript syntax`,
      remedy: foreign.remedy,
    };
  }
  const why = whyNot(pattern, "");
  if (why !== "") {
    return {
      message: `${name} is not a valid JavaScript regular expression${why}`,
      remedy: "use JavaScript's syntax",
    };
  }
  return {
    message: `${name} contains \\p{…} or \\u{…}, which need the \`u\` flag, but it is not valid with that flag${whyNot(pattern, "u")}`,
    remedy:
      "give \\p{…} a category such as L or a script such as Script=Greek, and escape only what needs it: a - in a class as \\-, and }, ] elsewhere as \\}, \\]",
  };
}
