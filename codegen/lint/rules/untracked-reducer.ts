import { pointerTo } from "../../schema/json.js";
import { conjunction } from "../../schema/subschemas.js";
import type { Finding, Rule } from "../rule.js";

/** A reducer on an untracked field: LangGraph's channel for those keeps the last value, and takes no reducer. */
export const untrackedReducer: Rule = {
  code: "untracked-reducer",
  severity: "error",
  *find({ contracts }): Generator<Finding> {
    for (const { fields } of contracts) {
      for (const [name, nodes] of fields) {
        const layers = nodes.flatMap((node) => [...conjunction(node)]);
        const untracked = layers.find(({ channel }) => channel === "untracked");
        const reducer = layers.find((layer) => layer.reducer !== undefined)?.reducer ?? "replace";
        if (untracked === undefined || reducer === "replace") continue;
        const { document, pointer } = untracked.origin;
        yield {
          document,
          pointer: pointerTo(pointer, "x-channel"),
          message: `the field ${JSON.stringify(name)} is untracked and has the reducer \`${reducer}\`; an untracked field keeps the last value and folds nothing`,
          remedy: `remove \`x-channel\`, so that \`${reducer}\` folds the updates, or remove the reducer`,
        };
      }
    }
  },
};
