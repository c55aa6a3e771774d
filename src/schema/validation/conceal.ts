import { changed, type Errors } from "./errors.js";
import { unescapeKey } from "./json-pointer.js";
import type { ValidatorError } from "./validator.js";

/** Keywords whose parameters come from the schema and tell nothing of a value. */
const TELLS_NOTHING = new Set([
  "type",
  "minLength",
  "maxLength",
  "pattern",
  "format",
  "minimum",
  "maximum",
  "exclusiveMinimum",
  "exclusiveMaximum",
  "multipleOf",
  "minItems",
  "maxItems",
  "minProperties",
  "maxProperties",
]);

/**
 * Removes everything from the errors about secrets (`writeOnly`) that could reveal their content.
 *
 * @param errors - The errors so far. Those from index `from` on are checked and replaced.
 * @param path - JSON Pointer to a value.
 * @param isSecret - Which properties (or items) of that value are secrets; absent where the value itself is one.
 */
export function conceal(
  errors: Errors,
  from: number,
  path: string,
  isSecret?: (key: string) => boolean,
): void {
  if (errors === null) return;
  for (let index = from; index < errors.length; index++) {
    const error = errors[index];
    if (error === undefined || !isWithin(error.instancePath, path)) continue;
    if (isSecret === undefined) {
      errors[index] = concealed(error, path);
      continue;
    }
    const rest = error.instancePath.slice(path.length + 1);
    const end = rest.indexOf("/");
    const token = end === -1 ? rest : rest.slice(0, end);
    if (error.instancePath !== path && isSecret(unescapeKey(token))) {
      errors[index] = concealed(error, `${path}/${token}`);
    } else if (Array.isArray(error.params.branches)) {
      // Errors of a union's branches may lie deeper than the union.
      for (const branch of error.params.branches) conceal(branch, 0, path, isSecret);
    }
  }
}

function isWithin(path: string, outer: string): boolean {
  return path.startsWith(outer) && (path.length === outer.length || path[outer.length] === "/");
}

function concealed(error: ValidatorError, path: string): ValidatorError {
  const { schemaPath, keyword } = error;
  if (error.instancePath === path) {
    return changed(error, { params: TELLS_NOTHING.has(keyword) ? error.params : {}, secret: true });
  }
  // The rule and its place in the schema would reveal what is inside the secret.
  const [file = ""] = schemaPath.split("#", 1);
  return { instancePath: path, schemaPath: `${file}#`, keyword: "writeOnly", params: {}, secret: true };
}
