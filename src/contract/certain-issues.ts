import type { Issue } from "../schema/issue.js";
import type { Schema } from "../schema/schema.js";

/**
 * What is wrong with a part of an object, whatever is added to it: such as the context of an assistant, which the context of a run completes, or a state
 * whose fields are not all there yet.
 */
export function certainIssues(schema: Schema<unknown, unknown>, issues: readonly Issue[]): readonly Issue[] {
  return issues.filter((issue) => isCertain(issue, schema));
}

function isCertain({ path, keyword }: Issue, { jsonSchema }: Schema<unknown, unknown>): boolean {
  if (path === "") return keyword === "type" || keyword === "additionalProperties";
  // Which alternative is meant may depend on a property that is added.
  if (typeof jsonSchema === "object" && ["anyOf", "oneOf", "if"].some((each) => each in jsonSchema)) {
    return false;
  }
  return keyword !== "required" || path.lastIndexOf("/") > 0;
}
