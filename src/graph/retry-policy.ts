import type { RetryPolicy } from "@langchain/langgraph";
import { ContractError } from "../contract/contract-error.js";

/**
 * A retry policy that never repeats what ended in a `ContractError`. Where the policy leaves the choice to LangGraph, a `ContractError` is
 * left out by its status.
 */
export function neverOnContractError(policy: RetryPolicy): RetryPolicy {
  const { retryOn } = policy;
  if (retryOn === undefined) return policy;
  return { ...policy, retryOn: (error) => !ContractError.isInstance(error) && retryOn(error) };
}
