import { ContractError } from "graphwright";

/** The ContractError that a call rejects with; fails where it resolves or rejects with something else. */
export async function refusal(call: Promise<unknown>): Promise<ContractError> {
  try {
    await call;
  } catch (error) {
    if (error instanceof ContractError) return error;
    throw error;
  }
  throw new Error("The call was expected to be refused, and was not.");
}
