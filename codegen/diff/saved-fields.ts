import { startsNeutral } from "../defaults/neutral-element.js";
import type { FieldModel } from "../model/model.js";
import { partial } from "../model/partial.js";
import type { SchemaNode } from "../schema/schema-node.js";
import type { Pair } from "./change.js";
import type { Side } from "./side.js";

/** Whether a field is in checkpoints, before and after. */
export function isSaved({ before, after }: Pair<FieldModel>): boolean {
  return before.tracked && after.tracked;
}

/** What a checkpoint may hold in a field. One that is merged from partial updates may be incomplete. */
export function savedSchema({ node, reducer }: FieldModel): SchemaNode {
  return reducer === "merge" ? partial(node) : node;
}

/** Whether a field holds something before its first update. */
export function isFilledIn(field: FieldModel, { defaults }: Side): boolean {
  return defaults.usableDefault(field.node) !== undefined || startsNeutral(field, defaults);
}

/** Whether nodes find a field in every state, by its type. */
export function isSurelyThere(field: FieldModel, side: Side): boolean {
  return field.required || isFilledIn(field, side);
}
