import { pointerTo } from "../../schema/json.js";
import { isAtLeast, KEYWORDS } from "../../schema/keyword.js";
import type { Finding, Rule } from "../rule.js";

/**
 * A keyword beside a `$ref`, where the dialect only reads the `$ref`. A `default` there is applied nevertheless, because most who write one mean it;
 * other tools pass over it.
 */
export const ignoredBesideRef: Rule = {
  code: "ignored-beside-ref",
  severity: "warning",
  *find({ schemas }): Generator<Finding> {
    for (const { document, pointer, raw, dialect } of schemas) {
      if (typeof raw.$ref !== "string" || isAtLeast(dialect, "2019-09")) continue;
      for (const name of Object.keys(raw)) {
        if (name === "default") {
          yield {
            document,
            pointer: pointerTo(pointer, name),
            message: `\`default\` is applied here, although ${dialect} and other tools ignore it beside \`$ref\``,
            remedy: REMEDY,
          };
        }
        const vocabulary = KEYWORDS[dialect].get(name)?.vocabulary;
        if (vocabulary !== "validation" && vocabulary !== "applicator" && vocabulary !== "format") continue;
        yield {
          document,
          pointer: pointerTo(pointer, name),
          message: `${dialect} ignores \`${name}\` beside \`$ref\``,
          remedy: REMEDY,
        };
      }
    }
  },
};

const REMEDY = "put the `$ref` into `allOf`, or use a newer `$schema`";
