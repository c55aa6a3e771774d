import type { Defaults } from "../../defaults/defaults.js";
import { initialDefault } from "../../defaults/initial-default.js";
import { startsNeutral } from "../../defaults/neutral-element.js";
import type { ContractModel, FieldModel } from "../../model/model.js";
import {
  BASE_MESSAGE,
  type ExternalTerm,
  NEVER,
  type ObjectTerm,
  type Property,
  type Type,
  type View,
} from "../algebra/type.js";
import { union } from "../algebra/union.js";
import type { Evaluator } from "./evaluate.js";

const MESSAGES: ExternalTerm = { kind: "external", name: "Messages" };
const BASE_MESSAGES: Type = [
  { kind: "array", prefix: [], rest: [BASE_MESSAGE], min: 0, max: Number.POSITIVE_INFINITY },
];

/** What a node reads: every field, those that have a value from the start not optional. No other fields exist. */
export function stateObject(
  contract: ContractModel,
  evaluator: Evaluator,
  defaults: Pick<Defaults, "accepts" | "usableDefault" | "risks">,
): ObjectTerm {
  return closedObject(contract.fields, (field) => {
    const type = heldType(field, evaluator);
    const initial = initialDefault(contract, field, defaults);
    const present = field.required || initial !== undefined || startsNeutral(field, defaults);
    return property(field, evaluator, { type, optional: !present });
  });
}

/** What a node returns: any of the fields, each an update of it or, where a reducer would fold that, an `Overwrite`. */
export function updateObject(contract: ContractModel, evaluator: Evaluator): ObjectTerm {
  return closedObject(contract.fields, (field) => {
    const update = field.reducer === "messages" ? [MESSAGES] : evaluator.typeOf(field.update, "input");
    const type = field.reducer === "replace" ? update : union([update, [overwrite(field, evaluator)]]);
    return withoutDefault(property(field, evaluator, { type, optional: true }));
  });
}

function overwrite(field: FieldModel, evaluator: Evaluator): ExternalTerm {
  return { kind: "external", name: "Overwrite", argument: valueType(field, evaluator, "input") };
}

function valueType(field: FieldModel, evaluator: Evaluator, view: View): Type {
  return field.reducer === "messages" ? BASE_MESSAGES : evaluator.typeOf(field.node, view);
}

/** What a field holds when a node reads it. One that is merged from partial updates may be incomplete. */
function heldType(field: FieldModel, evaluator: Evaluator): Type {
  return field.reducer === "merge"
    ? evaluator.typeOf(field.update, "output")
    : valueType(field, evaluator, "output");
}

function property(
  { name, node }: FieldModel,
  evaluator: Evaluator,
  held: Pick<Property, "type" | "optional">,
): Property {
  const doc = evaluator.docOf(node, name);
  return doc === undefined ? held : { ...held, doc };
}

/** Nothing is filled in for what an update leaves out. */
function withoutDefault({ doc, ...property }: Property): Property {
  const tags = doc?.tags.filter(([tag]) => tag !== "default") ?? [];
  if (doc === undefined || (doc.text === undefined && tags.length === 0)) return property;
  return { ...property, doc: { ...doc, tags } };
}

function closedObject(fields: readonly FieldModel[], make: (field: FieldModel) => Property): ObjectTerm {
  const properties = new Map(fields.map((field) => [field.name, make(field)]));
  return { kind: "object", properties, patterns: new Map(), rest: NEVER };
}
