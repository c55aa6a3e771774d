import type { Issue } from "../schema/issue.js";
import { escapeKey, unescapeKey } from "./json-pointer.js";
import { nearName } from "./near-name.js";
import { has } from "./own.js";
import { judge } from "./union.js";
import type { ValidatorError } from "./validator.js";
import { alternatives, count, kindOf, listed, place, quoted, types } from "./wording.js";

/** More issues than this are counted, not listed. */
const MAX_ISSUES = 100;

/**
 * Tells in words why a value was refused: one issue for each useful thing that is wrong. What the branches of a union say is folded into what is wrong with
 * the branch that was surely meant.
 *
 * @param errors - What the validator left.
 * @param value - What it was given; only types of its parts are read, nothing of it gets into a message but names of its properties.
 * @returns At most 100 issues; where there are more, the last says how many.
 */
export function explain(errors: readonly ValidatorError[], value: unknown): readonly Issue[] {
  const issues = new Map<string, Issue>();
  let index = 0;
  for (; index < errors.length && issues.size < MAX_ISSUES; index++) {
    for (const issue of issuesOf(errors.slice(index, index + 1), value)) {
      if (!issues.has(issue.message)) issues.set(issue.message, issue);
    }
  }
  const found = [...issues.values()];
  const more = found.length + errors.length - index - MAX_ISSUES;
  if (more <= 0) return found;
  const rest = { path: "", keyword: "more", message: `${more + 1} more things are wrong`, schemaPath: "" };
  return [...found.slice(0, MAX_ISSUES - 1), rest];
}

function issuesOf(errors: readonly ValidatorError[], value: unknown): Issue[] {
  return errors.flatMap((error) => {
    if (error.secret !== true && (error.keyword === "anyOf" || error.keyword === "oneOf")) {
      return unionIssues(error, value);
    }
    if (error.secret !== true && error.keyword === "propertyNames") return [nameIssue(error)];
    return [issue(error, messageOf(error, value), pathOf(error))];
  });
}

/** The place that an issue is about: for a property that is missing, where it would be. */
function pathOf({ instancePath, keyword, params }: ValidatorError): string {
  const isMissing = keyword === "required" || keyword === "dependentRequired";
  return isMissing && typeof params.missingProperty === "string"
    ? `${instancePath}/${escapeKey(params.missingProperty)}`
    : instancePath;
}

function messageOf(error: ValidatorError, value: unknown): string {
  const { instancePath, keyword, params, secret } = error;
  const where = place(pathOf(error));
  switch (keyword) {
    case "type": {
      const wanted = [params.type].flat().map(String);
      const message = `${where} must be ${types(wanted)}`;
      return secret === true ? message : `${message}, but is ${kindOf(valueAt(value, instancePath), wanted)}`;
    }
    case "minLength":
      return `${where} must have at least ${count(number(params.limit), "character")}`;
    case "maxLength":
      return `${where} must have at most ${count(number(params.limit), "character")}`;
    case "pattern":
      return `${where} must match the pattern ${quoted(String(params.pattern))}`;
    case "format":
      return `${where} must be in the format ${quoted(String(params.format))}`;
    case "minimum":
      return `${where} must be at least ${params.limit}`;
    case "maximum":
      return `${where} must be at most ${params.limit}`;
    case "exclusiveMinimum":
      return `${where} must be greater than ${params.limit}`;
    case "exclusiveMaximum":
      return `${where} must be less than ${params.limit}`;
    case "multipleOf":
      return `${where} must be a multiple of ${params.multipleOf}`;
    case "minItems":
      return `${where} must have at least ${count(number(params.limit), "item")}`;
    case "maxItems":
      return `${where} must have at most ${count(number(params.limit), "item")}`;
    case "minProperties":
      return `${where} must have at least ${count(number(params.limit), "property", "properties")}`;
    case "maxProperties":
      return `${where} must have at most ${count(number(params.limit), "property", "properties")}`;
  }
  // What is in a secret is not told, and which of its rules it breaks would tell.
  if (secret === true) return `${where} is not valid (it is a secret, so nothing of it is shown)`;
  switch (keyword) {
    case "required":
      return `${where} is missing`;
    case "dependentRequired":
      return `${where} is missing, which ${quoted(String(params.property))} requires`;
    case "additionalProperties":
      return unknownProperty(where, String(params.additionalProperty), params.known);
    case "unevaluatedProperties":
      return unknownProperty(where, String(params.unevaluatedProperty), params.known);
    case "const":
      return `${where} must be ${listed([params.allowedValue])}`;
    case "enum":
      return `${where} must be ${oneOf(Array.isArray(params.allowedValues) ? params.allowedValues : [])}`;
    case "items":
      return `${where} must have at most ${count(number(params.limit), "item")}`;
    case "uniqueItems":
      return `${where} must not have two equal items, but ${indexes(params.indexes)} are`;
    case "contains":
      return containsMessage(where, number(params.min), params.max);
    case "not":
      return `${where} is a value that the schema rules out`;
    case "false schema":
      return `${where} is not allowed`;
    default:
      return `${where} violates ${quoted(keyword)}`;
  }
}

function unknownProperty(where: string, name: string, known: unknown): string {
  const near = Array.isArray(known) ? nearName(name, known) : undefined;
  const hint = near === undefined ? "" : ` (did you mean ${quoted(near)}?)`;
  return `${where} has an unknown property ${quoted(name)}${hint}`;
}

function oneOf(values: readonly unknown[]): string {
  return values.length === 1 ? listed(values) : `one of ${listed(values)}`;
}

function indexes(pair: unknown): string {
  return Array.isArray(pair) ? `those at ${pair.join(" and ")}` : "some";
}

function containsMessage(where: string, min: number, max: unknown): string {
  const fewest = `at least ${count(min, "item")}`;
  const amount = typeof max === "number" ? `${fewest} and at most ${max}` : fewest;
  return `${where} must have ${amount} of the kind that it is to contain`;
}

/** What is wrong with the name of a property. */
function nameIssue(error: ValidatorError): Issue {
  const name = quoted(String(error.params.propertyName));
  const where = place(error.instancePath);
  // The reasons are about the name, not about the object whose place they give.
  const reasons = branchesOf(error)
    .flat()
    .map((each) => ({ ...each, instancePath: "" }));
  const [reason] = issuesOf(reasons.slice(0, 1), error.params.propertyName);
  const subject = `${place("")} `;
  const because = reason?.message.startsWith(subject) ? reason.message.slice(subject.length) : undefined;
  const message =
    because === undefined
      ? `${where} has a property with a name that is not allowed: ${name}`
      : `${where} has a property whose name ${because}: ${name}`;
  return issue(error, message, error.instancePath);
}

function unionIssues(error: ValidatorError, value: unknown): Issue[] {
  const where = place(error.instancePath);
  const { matches, property } = error.params;
  if (typeof property === "string") return [tagIssue(error, property, value)];
  if (typeof matches === "number" && matches > 1) {
    return [issue(error, `${where} must fit exactly one of its alternatives, but fits ${matches}`)];
  }
  const branches = branchesOf(error);
  if (branches.length === 0) return [issue(error, `${where} fits none of its alternatives`)];
  const verdict = judge(error, branches);
  if ("errors" in verdict) return issuesOf(verdict.errors, value);
  if ("types" in verdict) {
    const values = verdict.values.length === 0 ? [] : [oneOf(verdict.values)];
    const allowed = alternatives([...verdict.types.map((type) => types([type])), ...values]);
    const but =
      verdict.values.length === 0 ? `, but is ${kindOf(valueAt(value, verdict.path), verdict.types)}` : "";
    return [issue(error, `${place(verdict.path)} must be ${allowed}${but}`, verdict.path)];
  }
  const [nearest] = issuesOf(verdict.nearest.slice(0, 1), value);
  const hint = nearest === undefined ? "" : ` (the nearest: ${nearest.message})`;
  return [issue(error, `${where} fits none of its ${branches.length} alternatives${hint}`)];
}

/** A union told apart by a property, which has none of the constants that it may have. */
function tagIssue(error: ValidatorError, property: string, value: unknown): Issue {
  const { instancePath: path, params } = error;
  const object = valueAt(value, path);
  if (typeof object !== "object" || object === null || Array.isArray(object)) {
    return issue(error, `${place(path)} must be an object, but is ${kindOf(object, [])}`);
  }
  const tagPath = `${path}/${escapeKey(property)}`;
  if (valueAt(value, tagPath) === undefined) return issue(error, `${place(tagPath)} is missing`, tagPath);
  const allowed = Array.isArray(params.allowedValues) ? params.allowedValues : [];
  return issue(error, `${place(tagPath)} must be ${oneOf(allowed)}`, tagPath);
}

function branchesOf(error: ValidatorError): readonly (readonly ValidatorError[])[] {
  return Array.isArray(error.params.branches) ? error.params.branches : [];
}

function issue(error: ValidatorError, message: string, path = error.instancePath): Issue {
  return { path, keyword: error.keyword, message, schemaPath: error.schemaPath };
}

/** The part of a value that a JSON Pointer leads to. */
function valueAt(value: unknown, pointer: string): unknown {
  let part = value;
  for (const token of pointer.split("/").slice(1)) {
    const name = unescapeKey(token);
    if (typeof part !== "object" || part === null || !has(part, name)) return undefined;
    part = (part as { readonly [name: string]: unknown })[name];
  }
  return part;
}

function number(limit: unknown): number {
  return typeof limit === "number" ? limit : Number.NaN;
}
