import { possibleTypes } from "../../defaults/json-types.js";
import { withoutNull } from "../../model/nullable-messages.js";
import { isJsonObject, type JsonObject, type JsonValue } from "../../schema/json.js";
import type { SchemaNode } from "../../schema/schema-node.js";
import { conjunction } from "../../schema/subschemas.js";
import type { Finding, Rule } from "../rule.js";

/**
 * A list without a reducer in a state that LangGraph published: there, the reducer is in the program (`operator.add`), and the schema says nothing of
 * it. Taken as it is, each update would replace the list. In a state that a person wrote, that is what is meant.
 */
export const listWithoutReducer: Rule = {
  code: "list-without-reducer",
  severity: "warning",
  *find({ contracts }): Generator<Finding> {
    for (const { members, fields } of contracts) {
      const document = members.get("state")?.origin.document;
      if (!isJsonObject(document?.schema) || !isPublished(document.schema)) continue;
      for (const [name, nodes] of fields) {
        const [first] = nodes;
        if (first === undefined || !nodes.some(isList) || nodes.some(saysHow)) continue;
        yield {
          ...first.origin,
          message: `the list ${JSON.stringify(name)} has no reducer, so each update replaces it; schemas that LangGraph publishes don't say which fields have a reducer`,
          remedy:
            'write `"x-reducer": "append"` if updates add to the list, otherwise `"x-reducer": "replace"`',
        };
      }
    }
  },
};

function isList(node: SchemaNode): boolean {
  const types = [...possibleTypes(node)].filter((type) => type !== "null");
  return types.length === 1 && types[0] === "array";
}

/** Whether a field says how it is updated. */
function saysHow(node: SchemaNode): boolean {
  return [...conjunction(withoutNull(node))].some(
    ({ reducer, update, channel }) => (reducer ?? update ?? channel) !== undefined,
  );
}

/**
 * Whether a tool of LangGraph's wrote a schema, and nobody added how its fields are updated: Pydantic gives everything a title, and LangGraph.js has
 * types with arguments among the definitions.
 */
function isPublished({ title, properties, definitions }: JsonObject): boolean {
  if (isJsonObject(properties) && Object.values(properties).some(hasVocabulary)) return false;
  if (isJsonObject(definitions) && Object.keys(definitions).some((key) => /^\w+<.*>$/s.test(key)))
    return true;
  if (typeof title !== "string" || !isJsonObject(properties)) return false;
  const fields = Object.entries(properties);
  return (
    fields.some(([name, field]) => hasTitleOfPydantic(name, field)) &&
    fields.every(([name, field]) => hasTitleOfPydantic(name, field) || isUntitledReference(field))
  );
}

function hasVocabulary(field: JsonValue): boolean {
  return (
    isJsonObject(field) && ["x-reducer", "x-update", "x-channel"].some((name) => Object.hasOwn(field, name))
  );
}

/** Pydantic derives a title from the name: `user_id` is "User Id". */
function hasTitleOfPydantic(name: string, field: JsonValue): boolean {
  const words = name.replace(
    /\p{L}+/gu,
    (word) => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase(),
  );
  return isJsonObject(field) && field.title === words.replaceAll("_", " ").trim();
}

/** It gives none to what is another model. */
function isUntitledReference(field: JsonValue): boolean {
  if (!isJsonObject(field) || field.title !== undefined) return false;
  const parts = [field, ...[field.anyOf, field.allOf, field.oneOf].flatMap((list) => list ?? [])];
  return parts.some((part) => isJsonObject(part) && part.$ref !== undefined);
}
