import type { Contract } from "../contract/contract.js";
import { accept } from "./place.js";

/**
 * Checks what a node writes to the custom stream.
 *
 * @returns The event with defaults applied; without an events member as it is.
 * @throws ContractError
 */
export function checkEvent(contract: Contract, node: string | undefined, event: unknown): unknown {
  if (contract.events === undefined) return event;
  return accept(contract.events.safeParse(event), { contract, boundary: "event", node });
}
