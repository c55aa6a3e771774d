import type { ApplyDefaults } from "./defaults.js";
import type { Issue } from "./issue.js";
import type { Validator, ValidatorError } from "./validation/validator.js";

/** A value with defaults, and what is still wrong with it. */
export interface Fitted {
  readonly value: unknown;
  readonly errors: readonly ValidatorError[];
}

/** How a schema applies its defaults. Generated code passes it, so that a bundle without defaults has none of the code for them. */
export interface SchemaDefaults {
  readonly apply: ApplyDefaults;
  /**
   * Fills in the defaults with which a value is valid.
   *
   * @param full - The value with all of them, which is not.
   */
  fit(given: unknown, validate: Validator, full: Fitted): Fitted;
  /** Says of each issue whether it is about a default. */
  tell(issues: readonly Issue[], value: unknown, given: unknown): readonly Issue[];
}
