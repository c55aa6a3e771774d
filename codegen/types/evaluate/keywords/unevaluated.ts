import type { SchemaNode } from "../../../schema/schema-node.js";
import { evaluatingSubschemas } from "../../../schema/subschemas.js";
import { arrayTerm } from "../../algebra/array-term.js";
import { intersect } from "../../algebra/intersect.js";
import {
  ANY_ARRAY,
  ANY_OBJECT,
  type ArrayTerm,
  BOOLEAN,
  isAnyArray,
  isAnyObject,
  NULL,
  NUMBER,
  type ObjectTerm,
  type Property,
  STRING,
  type Type,
  UNKNOWN,
  type View,
} from "../../algebra/type.js";
import { union } from "../../algebra/union.js";
import { choicesOf, type Evaluated, evaluatedBy } from "../evaluated.js";
import type { Evaluation } from "../evaluation.js";
import { branchType } from "./logic.js";

/** `unevaluatedProperties` and `unevaluatedItems` (core 11): for what no other keyword has seen. */
export function unevaluatedType(node: SchemaNode, view: View, evaluation: Evaluation): Type {
  if (node.unevaluatedProperties === undefined && node.unevaluatedItems === undefined) return UNKNOWN;
  const choices = looksAtBranches(node) ? choicesOf(node) : [];
  if (choices.length === 0) return unseenType(node, evaluatedBy(node), view, evaluation);
  return intersect(
    choices.map((choice) => unseenByChoice(node, choice, view, evaluation)),
    evaluation,
  );
}

/** Whether the branches of a `oneOf` are looked at together with what they leave unevaluated. */
export function looksAtBranches({ unevaluatedProperties }: SchemaNode): boolean {
  return unevaluatedProperties !== undefined;
}

/** Of a `oneOf` the branch that fits has seen what it names, the others nothing. */
function unseenByChoice(node: SchemaNode, choice: SchemaNode, view: View, evaluation: Evaluation): Type {
  const branches = choice.oneOf ?? [];
  return union(
    branches.map((branch) => {
      const { oneOf: _, ...rest } = choice;
      const childrenOf = (layer: SchemaNode): SchemaNode[] =>
        layer === choice ? [...evaluatingSubschemas(rest), branch] : evaluatingSubschemas(layer);
      const type = branchType(choice, "oneOf", branch, view, evaluation);
      return intersect([type, unseenType(node, evaluatedBy(node, childrenOf), view, evaluation)], evaluation);
    }),
  );
}

/** The type that is left to say once it is known what other keywords have seen. */
function unseenType(node: SchemaNode, seen: Evaluated, view: View, evaluation: Evaluation): Type {
  const array = unseenItems(node, seen, evaluation);
  const object = unseenProperties(node, seen, view, evaluation);
  if (isAnyArray(array) && isAnyObject(object)) return UNKNOWN;
  return [STRING, NUMBER, BOOLEAN, array, object, NULL];
}

function unseenItems({ unevaluatedItems }: SchemaNode, seen: Evaluated, evaluation: Evaluation): ArrayTerm {
  if (unevaluatedItems === undefined || seen.allItems) return ANY_ARRAY;
  const prefix = Array.from({ length: seen.items }, () => UNKNOWN);
  const rest = evaluation.typeOf(unevaluatedItems, "input");
  return arrayTerm(prefix, rest, 0, Number.POSITIVE_INFINITY) ?? ANY_ARRAY;
}

function unseenProperties(
  { unevaluatedProperties }: SchemaNode,
  seen: Evaluated,
  view: View,
  evaluation: Evaluation,
): ObjectTerm {
  if (unevaluatedProperties === undefined || seen.allProperties) return ANY_OBJECT;
  const { defaults } = evaluation.options;
  const isSameInBothViews = (child: SchemaNode) => view === "input" || !defaults.hasDefaults(child);
  const rest = evaluation.typeOf(unevaluatedProperties, "input");
  const properties = new Map<string, Property>();
  for (const [name, schemas] of seen.properties) {
    const known = seen.patterns.size === 0 && schemas.every(isSameInBothViews);
    const type = known ? union([...schemas.map((child) => evaluation.typeOf(child, view)), rest]) : UNKNOWN;
    properties.set(name, { type, optional: true });
  }
  const patterns = new Map([...seen.patterns].map((pattern) => [pattern, UNKNOWN]));
  return { kind: "object", properties, patterns, rest };
}
