import type { Contract } from "../contract/contract.js";
import { checkReceivedState } from "./checks.js";

/** How what a server sends is read. */
export interface Reading {
  readonly contract: Contract;
  /** Whether states are checked as they arrive. */
  readonly isChecked: boolean;
}

/**
 * Reads a state that a server sent, with the interrupts beside its fields.
 *
 * @throws ContractError where states are checked, and it does not fit
 */
export function receiveState(state: unknown, { contract, isChecked }: Reading): void {
  if (isChecked) checkReceivedState(contract, state);
  markInterrupts(contract, Reflect.get(Object(state), "__interrupt__"));
}

/** Says of interrupts whether the graph itself asks. A server that runs graphwright says so; Python's does not. */
export function markInterrupts(contract: Contract, interrupts: unknown): void {
  if (!Array.isArray(interrupts)) return;
  for (const interrupt of interrupts) {
    if (typeof interrupt !== "object" || interrupt === null || "isOwn" in interrupt) continue;
    Object.assign(interrupt, { isOwn: questionIn(contract, Reflect.get(interrupt, "value")) !== undefined });
  }
}

/** The name of the contract's question that an interrupt asks; undefined where a graph inside asks something of its own. */
export function questionIn(contract: Contract, asked: unknown): string | undefined {
  const name: unknown = Reflect.get(Object(asked), "name");
  return contract.interrupts?.map(([known]) => known).find((known) => known === name);
}
