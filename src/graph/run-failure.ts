import type { LangGraphRunnableConfig } from "@langchain/langgraph";
import { ContractError } from "../contract/contract-error.js";
import { putOnWire } from "../contract/wire-error.js";
import { isInTask } from "../langgraph/config.js";
import { isOnServer } from "../langgraph/on-server.js";

/** What is done where a run fails: on a server, the error is made fit for the way to the client. */
export function watchFailure(
  options: LangGraphRunnableConfig | undefined,
): ((error: unknown) => void) | undefined {
  // Inside another graph the error may go to a model or an error handler, which want to read it.
  if (!isOnServer(options) || isInTask(options?.configurable)) return undefined;
  return (error) => {
    if (ContractError.isInstance(error)) putOnWire(error);
  };
}
