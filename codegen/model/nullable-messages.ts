import type { SchemaNode } from "../schema/schema-node.js";
import { conjunction } from "../schema/subschemas.js";

/**
 * The list of messages in a field that may also be null, with what is said of the field: the reducer of messages starts with an empty list, and makes
 * no null of it. The node itself where it is nothing of the kind, or names a reducer.
 */
export function withoutNull(node: SchemaNode): SchemaNode {
  const { anyOf, oneOf, default: byDefault, ...rest } = node;
  const [list, ...others] = (anyOf ?? oneOf ?? []).filter(
    ({ type }) => type?.length !== 1 || type[0] !== "null",
  );
  const isPlain = list !== undefined && others.length === 0 && (anyOf === undefined || oneOf === undefined);
  if (!isPlain || rest.reducer !== undefined || !isListOfMessages(list)) return node;
  return {
    ...rest,
    allOf: [...(rest.allOf ?? []), list],
    ...(byDefault === undefined || byDefault.value === null ? {} : { default: byDefault }),
  };
}

function isListOfMessages(list: SchemaNode): boolean {
  return [...conjunction(list)].some(({ reducer }) => reducer === "messages");
}
