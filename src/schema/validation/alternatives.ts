import { escapeKey } from "./json-pointer.js";
import type { ValidatorError } from "./validator.js";
import { isObject, valueAt } from "./value-at.js";

/** What keeps a value from being one of the things that it may be: the errors of one branch of a union. */
export type Alternative = readonly ValidatorError[];

/** Where there would be more alternatives, a union inside a union stays in one piece. */
const MAX_ALTERNATIVES = 200;

/** Whether an error says that a value fits no branch of a union; conditions that end in `false` are one. */
export function isUnion({ keyword, secret }: ValidatorError): boolean {
  return secret !== true && (keyword === "anyOf" || keyword === "oneOf" || keyword === "if");
}

/**
 * The alternatives of a union that nothing fits, those of unions inside its branches included: `anyOf` of an `anyOf` is one choice to a person.
 *
 * @param value - What was validated.
 * @returns None where too many branches fit, or where the validator kept no errors.
 */
export function alternativesOf(union: ValidatorError, value: unknown): readonly Alternative[] {
  if (typeof union.params.property === "string") return [[tagError(union, union.params.property, value)]];
  const { matches } = union.params;
  if (typeof matches === "number" && matches > 1) return [];
  const alternatives: Alternative[] = [];
  for (const errors of branchesOf(union)) {
    const nested = errors.find((error) => isUnion(error) && error.instancePath === union.instancePath);
    const inner = nested === undefined ? [] : alternativesOf(nested, value);
    if (inner.length === 0 || alternatives.length + inner.length > MAX_ALTERNATIVES)
      alternatives.push(errors);
    else {
      const others = errors.filter((error) => error !== nested);
      for (const each of inner) alternatives.push([...others, ...each]);
    }
  }
  return alternatives;
}

/** The errors of each branch, as the validator left them. */
export function branchesOf(error: ValidatorError): readonly Alternative[] {
  return Array.isArray(error.params.branches) ? error.params.branches : [];
}

/** What is wrong with a value that has none of the constants that tell the branches of a union apart. */
export function tagError(union: ValidatorError, property: string, value: unknown): ValidatorError {
  const { instancePath, schemaPath } = union;
  const object = valueAt(value, instancePath);
  if (!isObject(object)) return { instancePath, schemaPath, keyword: "type", params: { type: "object" } };
  const place = `${instancePath}/${escapeKey(property)}`;
  if (valueAt(value, place) === undefined) {
    return { instancePath, schemaPath, keyword: "required", params: { missingProperty: property } };
  }
  const { allowedValues } = union.params;
  return { instancePath: place, schemaPath, keyword: "enum", params: { allowedValues } };
}
