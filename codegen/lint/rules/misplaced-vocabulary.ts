import { withoutNull } from "../../model/nullable-messages.js";
import { pointerTo } from "../../schema/json.js";
import { KEYWORDS } from "../../schema/keyword.js";
import type { SchemaNode } from "../../schema/schema-node.js";
import { conjunction } from "../../schema/subschemas.js";
import type { Finding, Rule } from "../rule.js";

/** Not `langgraph_type`: LangGraph's own tools write it into inputs and outputs as well. */
const OF_FIELDS = ["x-reducer", "x-update", "x-channel"];

/** A keyword for state fields on a schema that no field has. */
export const misplacedVocabulary: Rule = {
  code: "misplaced-vocabulary",
  severity: "warning",
  *find({ schemas, contracts }): Generator<Finding> {
    const ofFields = new Set<SchemaNode>();
    for (const { fields } of contracts) {
      for (const node of [...fields.values()].flat()) {
        for (const layer of conjunction(withoutNull(node))) ofFields.add(layer);
        ofFields.add(node);
      }
    }
    for (const { node, raw, document, pointer, dialect } of schemas) {
      if (ofFields.has(node)) continue;
      for (const name of OF_FIELDS) {
        if (!Object.hasOwn(raw, name) || !KEYWORDS[dialect].has(name)) continue;
        yield {
          document,
          pointer: pointerTo(pointer, name),
          message: `\`${name}\` has no effect here: it is for the fields of a state`,
          remedy: "put it on a property of the state member, or remove it",
        };
      }
    }
  },
};
