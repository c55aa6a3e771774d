import type { SchemaNode } from "../../../schema/schema-node.js";
import { arrayTerm } from "../../algebra/array-term.js";
import {
  ANY_OBJECT,
  BASE_MESSAGE,
  BOOLEAN,
  isAnyArray,
  NULL,
  NUMBER,
  STRING,
  type Type,
  UNKNOWN,
  type View,
} from "../../algebra/type.js";
import { union } from "../../algebra/union.js";
import type { Evaluation } from "../evaluation.js";

/**
 * `prefixItems` and `items` (core 10.3.1), with `minItems` and `maxItems` (validation 6.4). Other kinds of
 * values are untouched by them.
 */
export function arrayType(node: SchemaNode, view: View, evaluation: Evaluation): Type {
  const { prefixItems = [], items, minItems = 0, maxItems = Number.POSITIVE_INFINITY } = node;
  const typeOfItem = (child: SchemaNode): Type => {
    const type = evaluation.typeOf(child, view);
    // Messages come as LangChain's objects too, whatever their schema says of their data.
    return node.reducer === "messages" ? union([[BASE_MESSAGE], type]) : type;
  };
  const prefix = prefixItems.map(typeOfItem);
  const rest = items === undefined ? UNKNOWN : typeOfItem(items);
  const array = arrayTerm(prefix, rest, minItems, maxItems);
  if (array !== undefined && isAnyArray(array)) return UNKNOWN;
  return [STRING, NUMBER, BOOLEAN, ...(array === undefined ? [] : [array]), ANY_OBJECT, NULL];
}
