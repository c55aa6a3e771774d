import type { LangGraphRunnableConfig } from "@langchain/langgraph";
import { ContractError } from "../contract/contract-error.js";
import type { Observer } from "../contract/observer.js";
import { putOnWire } from "../contract/wire-error.js";
import { isInTask } from "../langgraph/config.js";
import { isOnServer } from "../langgraph/on-server.js";

/** What is done where a run fails: the error is reported and, on a server, made fit for the way to the client. */
export function watchFailure(
  options: LangGraphRunnableConfig | undefined,
  observer?: Observer,
): ((error: unknown) => void) | undefined {
  // Inside another graph the error may go to a model or an error handler, which want to read it.
  const isSent = isOnServer(options) && !isInTask(options?.configurable);
  if (!isSent && observer === undefined) return undefined;
  return (error) => {
    if (!ContractError.isInstance(error)) return;
    observer?.refused(error);
    if (isSent) putOnWire(error);
  };
}
