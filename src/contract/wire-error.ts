import type { Issue } from "../schema/issue.js";
import { ContractError, type ContractViolation } from "./contract-error.js";

/*
 * Of an error that ends a run, LangGraph and its servers pass on the name and the message, and nothing else: an `error` event is
 * `{ "error": "ContractError", "message": "…" }`. So the rest travels in the message, as its last line: this mark, then JSON in one line.
 */
const MARK = "\n[contract-error] ";

/** Adds to the message of an error what a client needs to make the error again. To do so twice changes nothing. */
export function putOnWire(error: ContractError): void {
  if (error.message.includes(MARK)) return;
  const { graph, boundary, node, issues, hint, stack } = error;
  // A log shows the stack, which has the message in it from when it is first read.
  if (stack !== undefined) error.stack = stack;
  error.message += MARK + JSON.stringify({ graph, boundary, node, issues, hint });
}

/**
 * Reads a `ContractError` from what a LangGraph server said of it.
 *
 * @param value - Anything: the data of an `error` event, the body of a response with the status 422, the error that a client threw, a message.
 * @returns The error with all of its fields; undefined where the value is not one.
 */
export function readContractError(value: unknown): ContractError | undefined {
  if (value instanceof ContractError) return value;
  if (typeof value === "string") return fromText(value);
  if (typeof value !== "object" || value === null) return undefined;
  const violation = toViolation(value);
  if (violation !== undefined) return new ContractError(violation);
  // The client of LangGraph's SDK puts the body of a response into its error as `text`.
  for (const key of ["text", "message"]) {
    const text: unknown = Reflect.get(value, key);
    const error = typeof text === "string" ? fromText(text) : undefined;
    if (error !== undefined) return error;
  }
  return undefined;
}

function fromText(text: string): ContractError | undefined {
  const start = text.lastIndexOf(MARK);
  if (start >= 0) return fromJson(text.slice(start + MARK.length));
  // JSON, perhaps behind a name or a status: `Error: {"error":"ContractError",…}`.
  const json = text.indexOf("{");
  return json >= 0 && text.includes('"ContractError"') ? fromJson(text.slice(json)) : undefined;
}

function fromJson(json: string): ContractError | undefined {
  try {
    return readContractError(JSON.parse(json));
  } catch {
    return undefined;
  }
}

/** What comes from a server may be anything. */
function toViolation(value: object): ContractViolation | undefined {
  const { graph, boundary, node, issues, hint } = value as { [Field in keyof ContractViolation]?: unknown };
  if (typeof graph !== "string" || typeof boundary !== "string") return undefined;
  if (!Array.isArray(issues) || !issues.every(isIssue)) return undefined;
  return {
    graph,
    boundary: boundary as ContractViolation["boundary"],
    node: typeof node === "string" ? node : undefined,
    issues,
    hint: typeof hint === "string" ? hint : undefined,
  };
}

function isIssue(value: unknown): value is Issue {
  if (typeof value !== "object" || value === null) return false;
  return ["path", "keyword", "message", "schemaPath"].every(
    (field) => typeof Reflect.get(value, field) === "string",
  );
}
