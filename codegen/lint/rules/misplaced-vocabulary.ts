import { objectShape } from "../../model/fields.js";
import { withoutNull } from "../../model/nullable-messages.js";
import { pointerTo } from "../../schema/json.js";
import { KEYWORDS } from "../../schema/keyword.js";
import type { SchemaNode } from "../../schema/schema-node.js";
import { conjunction } from "../../schema/subschemas.js";
import type { Finding, LintContext, LintedSchema, Rule } from "../rule.js";
import { RENAMED } from "./bad-rename.js";

/** Not `langgraph_type`: LangGraph's own tools write it into inputs and outputs as well. */
const OF_FIELDS = ["x-reducer", "x-update", "x-channel"];

/** A keyword for state fields on a schema that no field has, and others at the wrong place. */
export const misplacedVocabulary: Rule = {
  code: "misplaced-vocabulary",
  severity: "warning",
  *find(context): Generator<Finding> {
    const places = [fieldPlaces(context), renamedPlaces(context), versionPlaces(context)];
    for (const schema of context.schemas) {
      const { raw, document, pointer, dialect } = schema;
      for (const { keywords, isAllowed, where, remedy } of places) {
        for (const name of keywords) {
          if (!Object.hasOwn(raw, name) || !KEYWORDS[dialect].has(name) || isAllowed(schema)) continue;
          yield {
            document,
            pointer: pointerTo(pointer, name),
            message: `\`${name}\` has no effect here: it is for ${where}`,
            remedy,
          };
        }
      }
    }
  },
};

/** Where some keywords may stand. */
interface Places {
  readonly keywords: readonly string[];
  readonly isAllowed: (schema: LintedSchema) => boolean;
  readonly where: string;
  readonly remedy: string;
}

function fieldPlaces({ contracts }: LintContext): Places {
  const ofFields = new Set<SchemaNode>();
  for (const { fields } of contracts) {
    for (const node of [...fields.values()].flat()) {
      for (const layer of conjunction(withoutNull(node))) ofFields.add(layer);
      ofFields.add(node);
    }
  }
  return {
    keywords: OF_FIELDS,
    isAllowed: ({ node }) => ofFields.has(node),
    where: "the fields of a state",
    remedy: "put it on a property of the state member, or remove it",
  };
}

function renamedPlaces({ contracts }: LintContext): Places {
  const renamed = new Set<SchemaNode>();
  for (const { members } of contracts) {
    for (const kind of RENAMED) {
      const member = members.get(kind);
      if (member === undefined) continue;
      for (const node of [...objectShape(member).properties.values()].flat()) renamed.add(node);
    }
  }
  return {
    keywords: ["x-renamed-from"],
    isAllowed: ({ node }) => renamed.has(node),
    where: "fields, tools and interrupts",
    remedy: "put it on a property of the state, tools or interrupts member, or remove it",
  };
}

function versionPlaces({ contracts }: LintContext): Places {
  const states = new Set(contracts.map(({ members }) => members.get("state")));
  return {
    keywords: ["x-version"],
    isAllowed: ({ node }) => states.has(node),
    where: "the state member as a whole",
    remedy: "put it at the root of state.schema.json, or remove it",
  };
}
