import type { Contract } from "../contract/contract.js";
import { initialValueOf } from "./initial-value.js";

/** What the fields hold before the first update, where they hold something. */
export function initialState(contract: Contract): { readonly [field: string]: unknown } {
  const state: { [field: string]: unknown } = {};
  for (const [name, field] of contract.fields) {
    const initial = initialValueOf(contract, name, field);
    if (initial !== undefined) state[name] = initial();
  }
  return state;
}
