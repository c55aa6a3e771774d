import type { FieldModel } from "../model/model.js";
import type { JsonValue } from "../schema/json.js";
import type { Defaults } from "./defaults.js";

/** What the built-in reducers start from, by their names. */
const NEUTRAL: ReadonlyMap<string, JsonValue> = new Map<string, JsonValue>([
  ["append", []],
  ["union", []],
  ["messages", []],
  ["merge", {}],
  ["add", 0],
]);

/** What a field needs to know of its schema. */
export type NeutralDefaults = Pick<Defaults, "accepts">;

/** Whether a field's reducer has something to start from, and the field's schema allows it. */
export function startsNeutral({ reducer, node }: FieldModel, defaults: NeutralDefaults): boolean {
  const value = NEUTRAL.get(reducer);
  return value !== undefined && defaults.accepts(node, value);
}

/** Whether a field's reducer has something to start from that the field's schema does not allow. */
export function refusesNeutral(field: FieldModel, defaults: NeutralDefaults): boolean {
  return NEUTRAL.has(field.reducer) && !startsNeutral(field, defaults);
}
