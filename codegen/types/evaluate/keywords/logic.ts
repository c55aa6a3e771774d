import type { SchemaNode } from "../../../schema/schema-node.js";
import { covers } from "../../algebra/covers.js";
import { intersect } from "../../algebra/intersect.js";
import { keyOfType } from "../../algebra/key.js";
import { subtract } from "../../algebra/subtract.js";
import { type Type, UNKNOWN, type View } from "../../algebra/type.js";
import { union } from "../../algebra/union.js";
import { docOfSchema } from "../docs.js";
import type { Evaluation } from "../evaluation.js";
import { spellOut } from "../spell-out.js";

/** How many objects conditions may tell apart. */
const CASES = 16;

/**
 * `anyOf` and `oneOf` (core 10.2.1). Where nobody can tell which branch a value took, no defaults were applied
 * to it.
 */
export function choiceType(
  node: SchemaNode,
  keyword: "anyOf" | "oneOf",
  view: View,
  evaluation: Evaluation,
): Type {
  const branches = node[keyword];
  if (branches === undefined) return UNKNOWN;
  return union(branches.map((branch) => branchType(node, keyword, branch, view, evaluation)));
}

/** One branch of an `anyOf` or `oneOf`. */
export function branchType(
  node: SchemaNode,
  keyword: "anyOf" | "oneOf",
  branch: SchemaNode,
  view: View,
  evaluation: Evaluation,
): Type {
  const { defaults } = evaluation.options;
  const isCompleted = view === "output" && defaults.completedBranches(node, keyword).includes(branch);
  return withDoc(evaluation.typeOf(branch, isCompleted ? "output" : "input"), branch, evaluation);
}

/** A constant that is described where it is listed keeps its description. */
function withDoc(type: Type, node: SchemaNode, { options }: Evaluation): Type {
  const [only] = type;
  if (only?.kind !== "literal" || type.length > 1) return type;
  const doc = docOfSchema(node, String(only.value), options);
  return doc === undefined ? type : [{ ...only, doc }];
}

/** `not` (core 10.2.1.4), as far as TypeScript can say it: what is left of a type. */
export function negated(type: Type, not: SchemaNode, evaluation: Evaluation): Type {
  if (not.not !== undefined && Object.keys(not).every((key) => key === "not" || key === "origin")) {
    return intersect([type, evaluation.typeOf(not.not, "input")], evaluation);
  }
  const narrowed = subtract(type, not);
  if (narrowed !== type || !type.some((term) => term.kind === "name")) return narrowed;
  const spelt = spellOut(type, evaluation);
  const result = subtract(spelt, not);
  return result === spelt ? type : result;
}

/**
 * `if`, `then` and `else` (core 10.2.2): one case or the other, where that makes a difference and can still be
 * read.
 */
export function conditional(
  base: Type,
  { if: condition, then: consequence, else: alternative }: SchemaNode,
  evaluation: Evaluation,
): Type {
  if (condition === undefined) return base;
  const narrowed = (type: Type, child: SchemaNode | undefined): Type =>
    child === undefined ? type : intersect([type, evaluation.typeOf(child, "input")], evaluation);
  const meant = narrowed(base, condition);
  const yes = narrowed(meant, consequence);
  const other = narrowed(base, alternative);
  if (keyOfType(yes) === keyOfType(meant) && keyOfType(other) === keyOfType(base)) return base;
  const no = negated(other, condition, evaluation);
  if (covers(no, yes)) return no;
  if (covers(yes, no)) return yes;
  const cases = union([yes, no]);
  return isReadable(base, cases) ? cases : base;
}

/** Whether a condition distinguished objects that differ, and did not only multiply distinctions of other conditions. */
function isReadable(base: Type, cases: Type): boolean {
  const objects = (type: Type): number => type.filter(({ kind }) => kind === "object").length;
  const [before, after] = [objects(base), objects(cases)];
  return after <= before || (after === before + 1 && after <= CASES);
}
