import { Command } from "@langchain/langgraph";
import type { ContractError } from "../contract/contract-error.js";

/**
 * What a tool gives to a tool node where the program, not the model, broke the contract.
 *
 * Tool nodes make a message for the model of whatever a tool throws ("Please fix your mistakes"), which would let the run go on. A command they hand on, and look
 * at where it leads: that throws the error, out of the node, and the run rejects.
 */
export function failedOutput(error: ContractError): Command {
  return Object.defineProperty(new Command({}), "graph", {
    get() {
      throw error;
    },
  });
}
