import { BUILT_IN_REDUCERS } from "../../model/model.js";
import { nearMatches, oneOf } from "../../problems/suggest.js";
import { pointerTo } from "../../schema/json.js";
import type { Finding, Rule } from "../rule.js";

/** A reducer of the program's own whose name is nearly that of a built-in one. */
export const misspelledReducer: Rule = {
  code: "misspelled-reducer",
  severity: "warning",
  *find({ schemas }): Generator<Finding> {
    const builtIn: readonly string[] = BUILT_IN_REDUCERS;
    for (const { node, document, pointer } of schemas) {
      const { reducer } = node;
      if (reducer === undefined || builtIn.includes(reducer)) continue;
      // Every short word is near another one.
      const near = nearMatches(reducer, builtIn).filter(
        (name) => name.length > 4 || name === reducer.toLowerCase(),
      );
      if (near.length === 0) continue;
      yield {
        document,
        pointer: pointerTo(pointer, "x-reducer"),
        message: `\`${reducer}\` is not a built-in reducer, so the program must supply it`,
        remedy: `did you mean ${oneOf(near)}? If not, choose a name that is less similar`,
      };
    }
  },
};
