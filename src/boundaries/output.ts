import type { Contract } from "../contract/contract.js";
import { accept } from "./place.js";

/**
 * Checks what a run ended with.
 *
 * @returns The output with defaults applied.
 * @throws ContractError
 */
export function checkOutput(contract: Contract, output: unknown): unknown {
  return accept((contract.output ?? contract.state).safeParse(output), { contract, boundary: "output" });
}
