import { possibleTypes } from "../../defaults/json-types.js";
import { pointerTo } from "../../schema/json.js";
import { conjunction } from "../../schema/subschemas.js";
import type { Finding, Rule } from "../rule.js";

/**
 * A `tsType` on a tracked field whose schema does not say what JSON it is. Such a type is mostly one of objects that JSON does not have (a date, an instance of a class), which
 * a checkpoint would change; a run refuses them there.
 */
export const trackedTsType: Rule = {
  code: "tracked-ts-type",
  severity: "warning",
  *find({ contracts }): Generator<Finding> {
    for (const { fields } of contracts) {
      for (const [name, nodes] of fields) {
        const layers = nodes.flatMap((node) => [...conjunction(node)]);
        const typed = layers.find(({ tsType }) => tsType !== undefined);
        const isJson = nodes.some(
          (node) => !possibleTypes(node).has("object") || !possibleTypes(node).has("string"),
        );
        if (typed === undefined || isJson || layers.some(({ channel }) => channel === "untracked")) continue;
        const { document, pointer } = typed.origin;
        yield {
          document,
          pointer: pointerTo(pointer, "tsType"),
          message: `the field ${JSON.stringify(name)} has a \`tsType\` and is tracked; checkpoints hold JSON, so a run refuses dates, URLs and instances of classes with methods there`,
          remedy:
            'add `"x-channel": "untracked"` if the value need not outlive the run. Otherwise keep it as JSON, say which with `type`, and convert it in the nodes',
        };
      }
    }
  },
};
