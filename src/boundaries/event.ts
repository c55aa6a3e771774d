import type { Contract } from "../contract/contract.js";
import { accept, type Place } from "./place.js";
import { watchInRun } from "./watch-in-run.js";

/**
 * Checks what a node writes to the custom stream.
 *
 * @returns The event with defaults applied; without an events member as it is.
 * @throws ContractError
 */
export function checkEvent(contract: Contract, node: string | undefined, event: unknown): unknown {
  if (contract.events === undefined) return event;
  const { events } = contract;
  const place: Place = { contract, boundary: "event", node };
  return watchInRun(place, () => accept(events.safeParse(event), place));
}
