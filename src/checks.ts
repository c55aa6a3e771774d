/** Which boundaries a compiled graph checks. The context is always checked. */
export interface Checks {
  readonly input: boolean;
  readonly update: boolean;
  readonly output: boolean;
}

/** How `compile` is told to leave checks out: `false` for all of them, or boundary by boundary. What is not named stays on. */
export type ValidateOption = boolean | Partial<Checks>;

/** All checks, less those turned off. */
export function resolveChecks(option: ValidateOption | undefined): Checks {
  if (typeof option === "boolean") return { input: option, update: option, output: option };
  return { input: true, update: true, output: true, ...option };
}
