import { enumNamesFaults } from "../../schema/enum-names.js";
import { pointerTo } from "../../schema/json.js";
import type { Finding, Rule } from "../rule.js";

/** Names or descriptions of an `enum`'s values that don't match its values, so that no comment can be made of them. */
export const enumNames: Rule = {
  code: "enum-names",
  severity: "warning",
  *find({ schemas }): Generator<Finding> {
    for (const { document, pointer, raw } of schemas) {
      for (const { keyword, message, remedy } of enumNamesFaults(raw)) {
        yield { document, pointer: pointerTo(pointer, keyword), message, remedy };
      }
    }
  },
};
