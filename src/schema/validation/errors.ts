import type { ValidatorError } from "./validator.js";

/** The errors that a validator collects while it runs; null as long as there are none. */
export type Errors = ValidatorError[] | null;

/** An error as it is reported. Its keyword is only looked for when somebody asks, because many who check a value only want the verdict. */
class Reported implements ValidatorError {
  readonly instancePath: string;
  readonly schemaPath: string;
  readonly params: ValidatorError["params"];
  readonly #keyword: string | undefined;

  constructor(
    instancePath: string,
    schemaPath: string,
    params: ValidatorError["params"],
    keyword: string | undefined,
  ) {
    this.instancePath = instancePath;
    this.schemaPath = schemaPath;
    this.params = params;
    this.#keyword = keyword;
  }

  get keyword(): string {
    return this.#keyword ?? this.schemaPath.slice(this.schemaPath.lastIndexOf("/") + 1);
  }
}

/** An error with some things changed. A spread alone would lose the keyword. */
export function changed(error: ValidatorError, changes: Partial<ValidatorError>): ValidatorError {
  return { ...error, keyword: error.keyword, ...changes };
}

/**
 * Adds one error; without more than the errors, one of which only the number matters.
 *
 * @param schemaPath - Where the violated keyword stands; ends in its name where `keyword` isn't given.
 */
export function report(
  errors: Errors,
  instancePath = "",
  schemaPath = "",
  params: ValidatorError["params"] = {},
  keyword?: string,
): ValidatorError[] {
  const error = new Reported(instancePath, schemaPath, params, keyword);
  if (errors === null) return [error];
  errors.push(error);
  return errors;
}

/** Adds the errors of another validator that was called for a part of the value. */
export function join(errors: Errors, others: Errors): Errors {
  if (errors === null || others === null) return errors ?? others;
  // Not `push(...others)`: there may be more of them than a call takes arguments.
  for (const error of others) errors.push(error);
  return errors;
}

/** How many errors there are. */
export function count(errors: Errors): number {
  return errors === null ? 0 : errors.length;
}

/** Forgets all errors but the first `count`. */
export function forget(errors: Errors, count: number): Errors {
  if (errors === null || count === 0) return null;
  errors.length = count;
  return errors;
}

/**
 * The errors of each branch of an `anyOf` or `oneOf`.
 *
 * @param starts - How many errors there were before each branch, ascending.
 */
export function branches(errors: Errors, starts: readonly number[]): ValidatorError[][] {
  return starts.map((start, index) => (errors ?? []).slice(start, starts[index + 1]));
}
