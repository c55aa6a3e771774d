import type { Contract } from "../contract/contract.js";
import { checkFields } from "./fields.js";

/**
 * Checks the state that a run goes on from. A field that is merged from partial updates may be incomplete.
 *
 * @throws ContractError where a field holds what the contract does not allow, because an older one did when the checkpoint was written.
 */
export function checkCheckpoint(
  contract: Contract,
  state: { readonly [field: string]: unknown },
  thread: unknown,
): void {
  const hint = `The contract has changed since the checkpoint of the thread ${JSON.stringify(thread)} was written, and the checkpoint no longer fits it. Fix these fields with updateState, or start a new thread.`;
  checkFields(state, { contract, boundary: "checkpoint", hint });
}
