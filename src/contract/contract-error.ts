import type { Issue } from "../schema/issue.js";
import { listIssues } from "../schema/schema-error.js";

/** The places where a value crosses into or out of a graph and is checked. */
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

/** Where a value was refused, and why. */
export interface ContractViolation {
  readonly graph: string;
  readonly boundary: Boundary;
  readonly issues: readonly Issue[];
  /** The node whose value it was, where it was a node's. */
  readonly node?: string | undefined;
  /** What to do about it, where that is more than mending the issues. */
  readonly hint?: string | undefined;
}

/**
 * A value did not fit its graph's contract.
 *
 * The message names the graph, the boundary, the node and every issue, a line each; it never holds the value itself.
 */
export class ContractError extends Error {
  override readonly name = "ContractError";
  /** The contract's name, e.g. `support-agent`. */
  readonly graph: string;
  readonly boundary: Boundary;
  /** The node whose update, event or store access was refused; undefined at the graph's own border. */
  readonly node: string | undefined;
  readonly issues: readonly Issue[];

  constructor(violation: ContractViolation) {
    super(describe(violation));
    this.graph = violation.graph;
    this.boundary = violation.boundary;
    this.node = violation.node;
    this.issues = violation.issues;
  }

  /**
   * Marks the error as not worth another try: LangGraph's default retry handler repeats nothing that has the status of a bad request,
   * so a `ContractError` that leaves a subgraph is not retried by a plain graph around it either.
   */
  get status(): 400 {
    return 400;
  }

  /** Whether a value is a `ContractError`, also one of another copy of this package. */
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
