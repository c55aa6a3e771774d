import { changed } from "./errors.js";
import { escapeKey } from "./json-pointer.js";
import { has } from "./own.js";
import type { ValidatorError } from "./validator.js";
import { isObject, valueAt } from "./value-at.js";
import { listed, place, quoted, series, types } from "./wording.js";

/** A summary of a schema for error messages. Each part is only set if it is all that the schema says. */
interface Outline {
  readonly type?: readonly string[];
  readonly values?: readonly unknown[];
  readonly pattern?: string;
  readonly required?: readonly string[];
  readonly properties?: readonly string[];
}

/**
 * What exactly is wrong with a value that fits a schema which it must not fit: an error about one of its properties, where only that can be meant.
 *
 * @param value - What was validated.
 */
export function specific(error: ValidatorError, value: unknown): ValidatorError {
  const { keyword, instancePath, schemaPath } = error;
  const { properties = [], required = [] } = error.params as Outline;
  if (properties.length === 0 || !isRuledOut(error)) return error;
  const part = valueAt(value, instancePath);
  // A schema accepts an absent property, and does not check the properties of a value that is not an object.
  if (!isObject(part)) return { instancePath, schemaPath, keyword: "type", params: { type: "object" } };
  const names = [...new Set([...properties, ...required])];
  const present = names.filter((name) => has(part, name));
  const [name = "", ...others] = present.length === 0 ? names : present;
  if (present.length === 0 && others.length === 0) {
    return { instancePath, schemaPath, keyword: "required", params: { missingProperty: name } };
  }
  if (others.length > 0) return changed(error, { params: { ...error.params, present } });
  return { instancePath: `${instancePath}/${escapeKey(name)}`, schemaPath, keyword, params: { value: true } };
}

function isRuledOut({ keyword, secret }: ValidatorError): boolean {
  return secret !== true && (keyword === "not" || keyword === "false schema");
}

/** What an error says that {@link specific} gave. */
export function ruledOut({ keyword, instancePath, params }: ValidatorError): string {
  const { type, pattern, required = [], properties = [] } = params as Outline;
  const where = place(instancePath);
  if (type !== undefined) return `${where} must not be ${types(type)}`;
  if (pattern !== undefined) return `${where} must not match the pattern ${quoted(pattern)}`;
  if (properties.length > 0) {
    const present = (params.present ?? []) as readonly string[];
    if (present.length === 0) return `${where} must have ${named(properties, "or")}`;
    return `${where} must not have these values of ${named(present, "and")} together`;
  }
  if (required.length === 1) return `${where} must not have ${named(required, "and")}`;
  if (required.length > 1) return `${where} must not have ${named(required, "and")} together`;
  const isProperty = instancePath !== "" && (keyword === "not" || params.value === true);
  return isProperty ? `${where} must not have this value` : `${where} is not allowed`;
}

/** The kind of item that an array is to contain: what follows `at least 2 items`. */
export function kindWanted({ wanted }: ValidatorError["params"]): string {
  const { type, values, pattern, required = [], properties } = (wanted ?? {}) as Outline;
  if (values !== undefined) return `equal to ${listed(values)}`;
  if (type !== undefined) return `of the type ${series(type, "or")}`;
  if (pattern !== undefined) return `matching the pattern ${quoted(pattern)}`;
  if (required.length > 0 && properties === undefined) return `with ${named(required, "and")}`;
  return `of the kind that "contains" describes`;
}

/** Names of properties in a row. */
function named(names: readonly string[], word: "and" | "or"): string {
  return series(names.map(quoted), word);
}
