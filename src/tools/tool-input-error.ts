import type { ToolCall } from "@langchain/core/messages/tool";
import { ContractError, type ContractViolation } from "../contract/contract-error.js";

/**
 * The arguments of a model's call did not fit the tool's contract.
 *
 * LangChain's agents take it for their own `ToolInvocationError`, which they know by its brand: the model gets the message and may try again, also
 * where middleware wraps the call, which makes other errors of tools end the run.
 */
export class ToolInputError extends ContractError {
  readonly #toolCall: ToolCall | undefined;

  constructor(violation: Omit<ContractViolation, "boundary">, toolCall: ToolCall | undefined) {
    super({ ...violation, boundary: "tool input" });
    this.#toolCall = toolCall;
  }

  // Getters, so that what prints an error prints none of the arguments.
  get "~brand"(): "ToolInvocationError" {
    return "ToolInvocationError";
  }

  /** The call as it came; undefined where the tool was called with bare arguments. */
  get toolCall(): ToolCall | undefined {
    return this.#toolCall;
  }

  /** What LangChain's error wraps: here the error itself. */
  get toolError(): Error {
    return this;
  }
}
