import type { Issue } from "../issue.js";
import { unescapeKey } from "./json-pointer.js";
import { has } from "./own.js";
import { place } from "./wording.js";

/** Keywords that may be violated because of what an object has, not because of what one of its properties holds. */
const ABOUT_THE_WHOLE: ReadonlySet<string> = new Set([
  ...["maxProperties", "additionalProperties", "unevaluatedProperties", "propertyNames", "dependentRequired"],
  ...["not", "const", "enum", "oneOf", "uniqueItems", "contains"],
]);

/**
 * Says of each issue whether it is about a default: nobody is blamed for what they did not give.
 *
 * @param value - What was checked: `given`, with defaults.
 */
export function tellDefaults(issues: readonly Issue[], value: unknown, given: unknown): readonly Issue[] {
  return value === given ? issues : issues.map((issue) => tellDefault(issue, value, given));
}

function tellDefault(issue: Issue, value: unknown, given: unknown): Issue {
  let [filled, own] = [value, given];
  let path = "";
  for (const token of issue.path.split("/").slice(1)) {
    const name = unescapeKey(token);
    path += `/${token}`;
    filled = partOf(filled, name);
    own = partOf(own, name);
    if (filled === undefined) return issue;
    if (own === undefined) {
      return { ...issue, message: `${issue.message} (${place(path)} was not given: this is its default)` };
    }
  }
  if (filled === own || !ABOUT_THE_WHOLE.has(issue.keyword)) return issue;
  return { ...issue, message: `${issue.message} (with the defaults that were filled in)` };
}

function partOf(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null || !has(value, name)) return undefined;
  return (value as { readonly [name: string]: unknown })[name];
}
