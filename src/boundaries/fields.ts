import type { Contract } from "../contract/contract.js";
import { accept, type Place } from "./place.js";

/** Checks each field that is there against its own schema. */
export function checkFields(state: { readonly [field: string]: unknown }, place: Place): void {
  const { contract } = place;
  const whole = contract.overwrite ?? contract.update;
  if (whole.is(state)) return;
  const merged = contract.fields.filter(([name, { reducer }]) => reducer === "merge" && name in state);
  const isPartial = ([name]: (typeof merged)[number]) => contract.update.is({ [name]: state[name] });
  const left = new Set(merged.filter(isPartial).map(([name]) => name));
  const rest = Object.fromEntries(Object.entries(state).filter(([name]) => !left.has(name)));
  accept(whole.safeParse(rest), place);
}

/**
 * Of a value that may hold more than the state does (another graph's state, an open input), what the state has fields for.
 *
 * @param fields - Only these of the state's fields.
 */
export function pickFields(contract: Contract, value: unknown, fields?: readonly string[]): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const names = new Set(fields ?? contract.fields.map(([name]) => name));
  const entries = Object.entries(value);
  return entries.every(([key]) => names.has(key))
    ? value
    : Object.fromEntries(entries.filter(([key]) => names.has(key)));
}
