import type { ContractModel, FieldModel } from "../model/model.js";
import type { JsonValue } from "../schema/json.js";
import type { Defaults } from "./defaults.js";

/**
 * The default that a field of a state holds before its first update; undefined where it has none, and where a state with it may be
 * invalid that is valid without: what the other fields will hold is not known at the start.
 */
export function initialDefault(
  { members }: Pick<ContractModel, "members">,
  { name, node }: FieldModel,
  defaults: Pick<Defaults, "usableDefault" | "risks">,
): { readonly value: JsonValue } | undefined {
  const state = members.find(({ kind }) => kind === "state");
  if (state !== undefined && defaults.risks(state.node).own.has(name)) return undefined;
  return defaults.usableDefault(node);
}
