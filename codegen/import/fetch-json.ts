import { UseError } from "../problems/use-error.js";
import type { JsonValue } from "../schema/json.js";

const TIMEOUT = 15_000;

/**
 * What a server answers as JSON. Redirects are followed.
 *
 * @throws UseError where there is no answer, or another one.
 */
export async function fetchJson(url: string, timeout = TIMEOUT): Promise<JsonValue> {
  const { response, text } = await answerOf(url, timeout);
  const from = response.redirected ? `${url} (redirected to ${response.url})` : url;
  if (!response.ok) {
    const remedy =
      response.status === 401 || response.status === 403
        ? "save the answer as a file, with the credentials that the server wants, and import the file"
        : "check the address; of a LangGraph server it is /assistants/ASSISTANT/schemas, or /contracts/GRAPH";
    throw new UseError(`${from} answered ${response.status}`, remedy);
  }
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    const isHtml = /^\s*<(?:!doctype|html)/i.test(text);
    throw new UseError(
      `${from} answered with ${isHtml ? "a web page" : "something"} that is no JSON`,
      isHtml ? "give the address of the JSON document, not of a page about it" : "check the address",
    );
  }
}

async function answerOf(url: string, timeout: number): Promise<{ response: Response; text: string }> {
  try {
    const headers = { accept: "application/json" };
    const response = await fetch(url, { headers, signal: AbortSignal.timeout(timeout) });
    return { response, text: await response.text() };
  } catch (error) {
    if (error instanceof Error && error.name === "TimeoutError") {
      throw new UseError(
        `${url} didn't answer within ${timeout / 1000} seconds`,
        "check that the server runs",
      );
    }
    const { cause, message } = error as Error & { readonly cause?: unknown };
    const why = cause instanceof Error ? cause.message : message;
    throw new UseError(`${url} can't be read: ${why}`, "check the address, and that the server runs");
  }
}
