import type { Issue } from "../issue.js";
import { type Alternative, branchesOf, isUnion, tagError } from "./alternatives.js";
import { changed } from "./errors.js";
import { messageOf, oneOf, pathOf } from "./message.js";
import { specific } from "./outline.js";
import { type Allowed, type Choices, judge } from "./union.js";
import type { ValidatorError } from "./validator.js";
import { valueAt } from "./value-at.js";
import { kindOf, place, quoted, series, types } from "./wording.js";

/** More issues than this are counted, not listed. */
const MAX_ISSUES = 100;

/**
 * Tells in words why a value was refused: one issue for each useful thing that is wrong. What the branches of a union say is folded into what is wrong with
 * the branch that was surely meant.
 *
 * @param all - What the validator left.
 * @param value - What it was given; only types of its parts are read, nothing of it gets into a message but names of its properties.
 * @returns At most 100 issues; where there are more, the last says how many.
 */
export function explain(all: readonly ValidatorError[], value: unknown): readonly Issue[] {
  const errors = explained(all);
  const issues = new Map<string, Issue>();
  let index = 0;
  for (; index < errors.length && issues.size < MAX_ISSUES; index++) {
    const error = errors[index];
    for (const issue of error === undefined ? [] : issuesFor(error, value)) {
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
  return explained(errors).flatMap((error) => issuesFor(error, value));
}

function issuesFor(error: ValidatorError, value: unknown): Issue[] {
  if (isUnion(error)) return unionIssues(error, value);
  if (error.secret !== true && error.keyword === "propertyNames") return [nameIssue(error)];
  return [issueOf(error, specific(error, value), value)];
}

/** Leaves out what only follows from a union that nothing fits: none of its branches looked at the value, so what they declare is left unevaluated. */
function explained(errors: readonly ValidatorError[]): readonly ValidatorError[] {
  if (!errors.some(isUnevaluated)) return errors;
  const failed = new Set(errors.filter(isUnion).map(({ instancePath }) => instancePath));
  return errors.filter((error) => {
    const { instancePath, params } = error;
    if (!isUnevaluated(error)) return true;
    if (error.keyword === "false schema")
      return !failed.has(instancePath.slice(0, instancePath.lastIndexOf("/")));
    const isDeclared =
      params.open === true ||
      (Array.isArray(params.known) && params.known.includes(params.unevaluatedProperty));
    return !isDeclared || !failed.has(instancePath);
  });
}

function isUnevaluated({ keyword, schemaPath, secret }: ValidatorError): boolean {
  if (secret === true) return false;
  return (
    keyword === "unevaluatedProperties" ||
    (keyword === "false schema" && schemaPath.endsWith("/unevaluatedItems"))
  );
}

/** What is wrong with the name of a property. */
function nameIssue(error: ValidatorError): Issue {
  const name = quoted(String(error.params.propertyName));
  const where = place(error.instancePath);
  // The reasons are about the name, not about the object whose place they give.
  const reasons = branchesOf(error).flat().map(atRoot);
  const [reason] = issuesOf(reasons.slice(0, 1), error.params.propertyName);
  const subject = `${place("")} `;
  const because = reason?.message.startsWith(subject) ? reason.message.slice(subject.length) : undefined;
  const message =
    because === undefined
      ? `${where} has a property with a name that is not allowed: ${name}`
      : `${where} has a property whose name ${because}: ${name}`;
  return issue(error, message, error.instancePath);
}

function atRoot(error: ValidatorError): ValidatorError {
  const { params } = error;
  const branches = branchesOf(error).map((errors) => errors.map(atRoot));
  return changed(error, {
    instancePath: "",
    params: branches.length === 0 ? params : { ...params, branches },
  });
}

function unionIssues(error: ValidatorError, value: unknown): Issue[] {
  const where = place(error.instancePath);
  const { matches, property } = error.params;
  if (typeof property === "string") return [issueOf(error, tagError(error, property, value), value)];
  if (typeof matches === "number" && matches > 1) {
    return [issue(error, `${where} must fit exactly one of its alternatives, but fits ${matches}`)];
  }
  const verdict = judge(error, value);
  if ("errors" in verdict) return issuesOf(verdict.errors, value);
  if ("path" in verdict) return [issue(error, allowedMessage(verdict, value), verdict.path)];
  return [issue(error, choiceMessage(error, verdict, value))];
}

/** What a place may hold. */
function allowedMessage({ path, types: names, values }: Allowed, value: unknown): string {
  const allowed = [...names.map((name) => types([name])), ...(values.length === 0 ? [] : [oneOf(values)])];
  const but = values.length === 0 ? `, but is ${kindOf(valueAt(value, path), names)}` : "";
  return `${place(path)} must be ${series(allowed, "or")}${but}`;
}

/** So many alternatives are told. */
const MAX_CHOICES = 3;

/** What would have to be otherwise, where several alternatives may have been meant. */
function choiceMessage(error: ValidatorError, { choices, total }: Choices, value: unknown): string {
  const where = place(error.instancePath);
  const firsts = choices.flatMap((errors) => errors.slice(0, 1));
  const [first] = firsts;
  if (first === undefined) return `${where} fits none of its alternatives`;
  const names = namesIn(choices, error.instancePath);
  if (names !== undefined) return namesMessage(where, first.keyword, names);
  if (firsts.length > MAX_CHOICES) {
    return `${where} fits none of its ${total} alternatives (of one of them, ${briefly(first, value)})`;
  }
  const texts = [...new Set(firsts.map((each) => briefly(each, value)))];
  const subject = `${place(pathOf(first))} must `;
  if (!texts.every((text) => text.startsWith(subject)))
    return texts.length === 1 ? texts.join() : `either ${texts.join(", or ")}`;
  const rules = texts.map((text) => text.slice(subject.length));
  const areStates = rules.every((rule) => rule.startsWith("be "));
  return `${subject}${areStates ? `be ${rules.map((rule) => rule.slice(3)).join(" or ")}` : rules.join(" or ")}`;
}

/** The properties that each alternative misses, or that each doesn't take, where nothing else is wrong with any of them. */
function namesIn(choices: readonly Alternative[], path: string): readonly (readonly string[])[] | undefined {
  const keyword = choices[0]?.[0]?.keyword;
  const names = choices.map((errors) =>
    errors.flatMap((error) => {
      const name = error.instancePath === path && error.keyword === keyword ? nameIn(error) : undefined;
      return typeof name === "string" ? [name] : [];
    }),
  );
  return names.every((each, index) => each.length > 0 && each.length === choices[index]?.length)
    ? names
    : undefined;
}

/** The one property that an error is about: one that is missing, or that must not be there. */
function nameIn({ keyword, params }: ValidatorError): unknown {
  const { missingProperty, additionalProperty, required, properties } = params;
  if (keyword !== "not") return missingProperty ?? additionalProperty;
  return Array.isArray(required) && required.length === 1 && properties === undefined
    ? required[0]
    : undefined;
}

function namesMessage(where: string, keyword: string, names: readonly (readonly string[])[]): string {
  if (keyword !== "required") {
    const all = [...new Set(names.flat())].sort();
    return `${where} must not have ${series(all.map(quoted), "and")} together`;
  }
  const each = names.map((some) => series(some.map(quoted), "and"));
  return `${where} must have ${names.some((some) => some.length > 1) ? each.join(", or ") : series(each, "or")}`;
}

/** One thing that is wrong, without the alternatives that there may be to it. */
function briefly(error: ValidatorError, value: unknown): string {
  if (!isUnion(error)) return messageOf(specific(error, value), value);
  const verdict = judge(error, value);
  if ("path" in verdict) return allowedMessage(verdict, value);
  if ("choices" in verdict && namesIn(verdict.choices, error.instancePath) !== undefined) {
    return choiceMessage(error, verdict, value);
  }
  const [first] = "errors" in verdict ? verdict.errors : [];
  return first === undefined
    ? `${place(error.instancePath)} fits none of its alternatives`
    : briefly(first, value);
}

/** @param reading - The same error, put more precisely. */
function issueOf(error: ValidatorError, reading: ValidatorError, value: unknown): Issue {
  return issue(error, messageOf(reading, value), pathOf(reading));
}

function issue(error: ValidatorError, message: string, path = error.instancePath): Issue {
  return { path, keyword: error.keyword, message, schemaPath: error.schemaPath };
}
