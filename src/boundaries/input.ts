import type { Contract } from "../contract/contract.js";
import { findTooDeep } from "../state/serializable.js";
import { pickFields } from "./fields.js";
import { accept, refuse } from "./place.js";
import { checkUpdate, oddObject, type UpdateObject } from "./update.js";

/**
 * Checks what a run starts from.
 *
 * @returns The update of the state that the input amounts to, defaults applied.
 * @throws ContractError
 */
export function checkInput(contract: Contract, input: unknown): UpdateObject {
  if (contract.input === undefined) return checkUpdate(contract, input, { boundary: "input" });
  const flaw = oddObject(input) ?? findTooDeep(input);
  if (flaw !== undefined) refuse({ contract, boundary: "input" }, [flaw]);
  const parsed = accept(contract.input.safeParse(input), { contract, boundary: "input" });
  return checkUpdate(contract, pickFields(contract, parsed), { boundary: "input" });
}
