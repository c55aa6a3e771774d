import { readContractError } from "../contract/wire-error.js";

/** A run on a server that failed for another reason than its contract. */
export class RunError extends Error {
  override readonly name = "RunError";
  /** The name of the error that ended the run. */
  readonly error: string;

  constructor(error: string, message: string) {
    super(`The run failed with ${error}: ${message}`);
    this.error = error;
  }
}

/** What answered is no LangGraph server, or did not answer as one. */
export class ServerAnswerError extends Error {
  override readonly name = "ServerAnswerError";
}

/** A stream that ended before its run did. The run goes on, unless it was started to be cancelled then. */
export class BrokenStreamError extends Error {
  override readonly name = "BrokenStreamError";
  /** The run, if the server had said which it is. */
  readonly runId: string | undefined;
  /** The id of the last event that arrived, for `joinStream`. */
  readonly lastEventId: string | undefined;

  constructor(
    seen: { readonly runId: string | undefined; readonly lastEventId: string | undefined },
    cause: unknown,
  ) {
    super(
      "The stream broke off before the run had ended. Join the run again: joinStream(runId, { lastEventId }) for what is missing, or join(runId) for its result.",
      { cause },
    );
    this.runId = seen.runId;
    this.lastEventId = seen.lastEventId;
  }
}

/** The error of a run, from the data of an `error` event. */
export function runError(data: unknown): Error {
  const contractError = readContractError(data);
  if (contractError !== undefined) return contractError;
  const { error, message } = Object(data) as { error?: unknown; message?: unknown };
  return new RunError(
    typeof error === "string" ? error : "Error",
    typeof message === "string" ? message : "the server did not say why",
  );
}

/** Waits for what the SDK does. A `ContractError` of the server arrives as one. */
export async function answered<Answer>(answer: Promise<Answer>): Promise<Answer> {
  try {
    return await answer;
  } catch (error) {
    throw translated(error);
  }
}

/** What to throw instead of what the SDK threw. */
export function translated(error: unknown): unknown {
  const contractError = readContractError(error);
  if (contractError !== undefined) return contractError;
  // The SDK reads every answer as JSON, and says what it expects of a stream.
  const isOdd =
    error instanceof SyntaxError || (error instanceof Error && error.message.includes("text/event-stream"));
  return isOdd ? notJson(error) : error;
}

/** The error where an answer is neither JSON nor a stream of events, such as the page of a proxy or of a login. */
export function notJson(cause?: unknown): ServerAnswerError {
  return new ServerAnswerError(
    "The server's answer is not JSON, or not a stream of events. It may be the page of a proxy or a login: check the apiUrl of the client, and whether it needs an API key.",
    { cause },
  );
}
