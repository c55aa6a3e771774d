import type { Contract } from "../contract/contract.js";
import { builtInReducers } from "./reducers/index.js";

/** What the fields hold before the first update, where they hold something. */
export function initialState(contract: Contract): { readonly [field: string]: unknown } {
  const state: { [field: string]: unknown } = {};
  for (const [name, field] of contract.fields) {
    const empty = field.absent === true ? undefined : builtInReducers.get(field.reducer)?.empty;
    if (field.default !== undefined) state[name] = field.default.value;
    else if (empty !== undefined) state[name] = empty();
  }
  return state;
}
