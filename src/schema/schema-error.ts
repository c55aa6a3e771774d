import type { Issue } from "./issue.js";

/**
 * Thrown by `Schema.parse` if a value does not fit the schema. The message has a line for each issue, and never holds a value.
 */
export class SchemaError extends Error {
  override readonly name = "SchemaError";
  /** The generated name of the schema, e.g. `GreetingContext`. */
  readonly schema: string;
  readonly issues: readonly Issue[];

  constructor(schema: string, issues: readonly Issue[]) {
    super(`The value is not a valid ${schema}:\n${listIssues(issues)}`);
    this.schema = schema;
    this.issues = issues;
  }
}

/** The issues, a line each. */
export function listIssues(issues: readonly Issue[]): string {
  return issues.map((issue) => `  - ${issue.message}`).join("\n");
}
