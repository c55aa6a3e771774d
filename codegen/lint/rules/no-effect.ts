import { pointerTo } from "../../schema/json.js";
import { KEYWORDS } from "../../schema/keyword.js";
import type { Finding, Rule } from "../rule.js";

/** Keywords that only say something beside another one. */
const NEEDS: Readonly<Record<string, string>> = {
  // biome-ignore lint/suspicious/noThenProperty: it is the keyword's name, in a table that nobody awaits
  then: "if",
  else: "if",
  minContains: "contains",
  maxContains: "contains",
};

/** A keyword without the other that gives it a meaning. */
export const noEffect: Rule = {
  code: "no-effect",
  severity: "warning",
  *find({ schemas }): Generator<Finding> {
    for (const { document, pointer, raw, dialect } of schemas) {
      for (const [name, needed] of Object.entries(NEEDS)) {
        if (!Object.hasOwn(raw, name) || Object.hasOwn(raw, needed) || !KEYWORDS[dialect].has(name)) continue;
        yield {
          document,
          pointer: pointerTo(pointer, name),
          message: `\`${name}\` has no effect without \`${needed}\``,
          remedy: `add \`${needed}\`, or remove \`${name}\``,
        };
      }
      if (raw.nullable === true) {
        yield {
          document,
          pointer: pointerTo(pointer, "nullable"),
          message: "`nullable` is a keyword of OpenAPI 3.0, and has no effect in JSON Schema",
          remedy: 'add "null" to `type`, or an `anyOf` with `{ "type": "null" }`',
        };
      }
    }
  },
};
