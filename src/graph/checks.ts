/** Which boundaries a compiled graph checks. The context is always checked. */
export interface Checks {
  readonly input: boolean;
  readonly update: boolean;
  readonly output: boolean;
}

/** The option `validate` of `compile`: `false` turns off all checks, an object turns off single boundaries. Boundaries that it leaves out stay on. */
export type ValidateOption = boolean | Partial<Checks>;

const ALL: Checks = { input: true, update: true, output: true };

/**
 * All checks, less those turned off.
 *
 * @throws Error where the option says something else: a check that was meant to be off would stay on, or one that was mistyped be off.
 */
export function resolveChecks(option: ValidateOption | undefined = true): Checks {
  if (typeof option === "boolean") return { input: option, update: option, output: option };
  if (typeof option !== "object" || option === null || Array.isArray(option)) {
    throw new Error("compile: validate must be true, false or an object of booleans.");
  }
  for (const [name, isOn] of Object.entries(option)) {
    if (name === "context")
      throw new Error("compile: validate.context does not exist, because the context is always checked.");
    if (!Object.hasOwn(ALL, name)) {
      const known = Object.keys(ALL).join(", ");
      throw new Error(`compile: validate has no option ${JSON.stringify(name)}; its options are ${known}.`);
    }
    if (isOn !== undefined && typeof isOn !== "boolean") {
      throw new Error(`compile: validate.${name} must be true or false.`);
    }
  }
  const { input = true, update = true, output = true } = option;
  return { input, update, output };
}
