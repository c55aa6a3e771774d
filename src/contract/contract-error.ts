import type { Issue } from "../schema/issue.js";
import { listIssues } from "../schema/schema-error.js";

/** The boundaries of a graph: the places where a value is checked as it enters or leaves. */
export type Boundary =
  | "context"
  | "input"
  | "update"
  | "output"
  | "checkpoint"
  | "store"
  | "event"
  | "interrupt"
  | "resume"
  | "tool input"
  | "tool output";

/** Where a value was refused and why: what a {@link ContractError} is made of. */
export interface ContractViolation {
  readonly graph: string;
  readonly boundary: Boundary;
  readonly issues: readonly Issue[];
  /** The node that the value came from, if it came from a node. */
  readonly node?: string | undefined;
  /** What to do about it, if correcting the issues is not enough. */
  readonly hint?: string | undefined;
}

/** A {@link ContractError} as JSON: the body of the HTTP response that a server answers with. */
export interface ContractErrorJson extends ContractViolation {
  readonly error: "ContractError";
  readonly message: string;
}

/**
 * Thrown if a value does not fit its graph's contract.
 *
 * The message names the graph, the boundary and the node, and has a line for each issue. It never holds the value itself. It is never
 * retried, whatever a node's retry policy says (LangGraph.js, Graph API).
 */
export class ContractError extends Error {
  override readonly name = "ContractError";
  /** The contract's name, e.g. `support-agent`. */
  readonly graph: string;
  readonly boundary: Boundary;
  /** The node whose update, event or store access was refused; undefined if no node was involved. */
  readonly node: string | undefined;
  readonly issues: readonly Issue[];
  /** What to do about it, if correcting the issues is not enough; a part of the message. */
  readonly hint: string | undefined;

  constructor(violation: ContractViolation) {
    super(describe(violation));
    this.graph = violation.graph;
    this.boundary = violation.boundary;
    this.node = violation.node;
    this.issues = violation.issues;
    this.hint = violation.hint;
  }

  /**
   * Marks the error as not worth another try: LangGraph's default retry handler repeats nothing that has the status of a bad request,
   * so a `ContractError` that leaves a subgraph is not retried by a plain graph around it either.
   */
  get status(): 400 {
    return 400;
  }

  /** Everything that the error says, for logs and responses. `readContractError` makes an error of it again. */
  toJSON(): ContractErrorJson {
    const { message, graph, boundary, node, issues, hint } = this;
    return { error: "ContractError", message, graph, boundary, node, issues, hint };
  }

  /**
   * The response of an HTTP server: 422, with {@link toJSON} as its body. Hono sends it for an error that a route throws, and so does
   * LangGraph's server, which is made with Hono.
   */
  getResponse(): Response {
    return Response.json(this.toJSON(), { status: 422 });
  }

  /**
   * Whether a value is a `ContractError`, also if another copy of this package threw it.
   *
   * @param value - Anything, such as what was caught.
   */
  static isInstance(value: unknown): value is ContractError {
    return (
      value instanceof Error && value.name === "ContractError" && "boundary" in value && "issues" in value
    );
  }
}

function describe({ graph, boundary, node, issues, hint }: ContractViolation): string {
  const whose = node === undefined ? "" : ` of node "${node}"`;
  const lines = [`Graph "${graph}" refused the ${boundary}${whose}:`, listIssues(issues)];
  if (hint !== undefined) lines.push(hint);
  return lines.join("\n");
}
