import { closestName } from "./closest-name.js";
import { escapeKey } from "./json-pointer.js";
import { kindWanted, ruledOut } from "./outline.js";
import type { ValidatorError } from "./validator.js";
import { valueAt } from "./value-at.js";
import { count, kindOf, listed, place, quoted, types } from "./wording.js";

/** The place that an issue is about: for a property that is missing, where it would be. */
export function pathOf({ instancePath, keyword, params }: ValidatorError): string {
  const isMissing = keyword === "required" || keyword === "dependentRequired";
  return isMissing && typeof params.missingProperty === "string"
    ? `${instancePath}/${escapeKey(params.missingProperty)}`
    : instancePath;
}

/** What an error says, in words. One long function, because it is a table: a line a keyword, those that may be said of a secret first. */
export function messageOf(error: ValidatorError, value: unknown): string {
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
  // The content of a secret is not shown, and the violated rule would reveal it.
  if (secret === true) return `${where} is not valid (it is secret, so its value is not shown)`;
  switch (keyword) {
    case "required":
      return `${where} is missing`;
    case "dependentRequired":
      return `${where} is missing, which ${quoted(String(params.property))} requires`;
    case "additionalProperties":
      return unknownProperty(error, where, String(params.additionalProperty));
    case "unevaluatedProperties":
      return unknownProperty(error, where, String(params.unevaluatedProperty));
    case "const":
      return `${where} must be ${listed([params.allowedValue])}`;
    case "enum":
      return `${where} must be ${oneOf(Array.isArray(params.allowedValues) ? params.allowedValues : [])}`;
    case "items":
      return `${where} must have at most ${count(number(params.limit), "item")}`;
    case "uniqueItems":
      return `${where} must not have two equal items, but ${indexes(params.indexes)} are`;
    case "contains":
      return containsMessage(where, params);
    case "not":
    case "false schema":
      return ruledOut(error);
    default:
      return `${where} violates ${quoted(keyword)}`;
  }
}

/** A property that the schema doesn't know, or only knows in another place. */
function unknownProperty({ keyword, params }: ValidatorError, where: string, name: string): string {
  const known: readonly string[] = Array.isArray(params.known) ? params.known : [];
  const isDeclared = known.includes(name);
  if (isDeclared && keyword === "additionalProperties") {
    return `${where} must not have ${quoted(name)} ("additionalProperties" only knows the properties beside it)`;
  }
  const near = isDeclared ? undefined : closestName(name, known);
  if (near !== undefined)
    return `${where} has an unknown property ${quoted(name)} (did you mean ${quoted(near)}?)`;
  return isDeclared || params.open === true || params.elsewhere === true
    ? `${where} has the property ${quoted(name)}, which only other alternatives allow`
    : `${where} has an unknown property ${quoted(name)}`;
}

/** `one of a, b`. */
export function oneOf(values: readonly unknown[]): string {
  return values.length === 1 ? listed(values) : `one of ${listed(values)}`;
}

function indexes(pair: unknown): string {
  return Array.isArray(pair) ? `those at ${pair.join(" and ")}` : "some";
}

function containsMessage(where: string, params: ValidatorError["params"]): string {
  const { min, max } = params;
  const fewest = `at least ${count(number(min), "item")}`;
  const amount = typeof max === "number" ? `${fewest} and at most ${max}` : fewest;
  return `${where} must have ${amount} ${kindWanted(params)}`;
}

function number(limit: unknown): number {
  return typeof limit === "number" ? limit : Number.NaN;
}
