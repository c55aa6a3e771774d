import { type Checkpost, type Observation, Observer } from "../contract/observer.js";

/** Whether a boundary is checked: `"warn"` reports a value that does not fit, and lets it pass as it is. */
export type CheckLevel = boolean | "warn";

/** Which boundaries a compiled graph checks. The context is always checked. */
export interface Checks {
  readonly input: CheckLevel;
  readonly update: CheckLevel;
  readonly output: CheckLevel;
}

/** Makes a check as its level says. */
export function checkAt<Given, Result>(
  { level, observer }: { readonly level: CheckLevel; readonly observer: Observer | undefined },
  place: Checkpost,
  check: () => Result,
  given: Given,
): Result | Given {
  if (level === false) return given;
  if (level === "warn" && observer !== undefined) return observer.warn<Result | Given>(place, check, given);
  return observer === undefined ? check() : observer.watch(place, check);
}

/**
 * The option `validate` of `compile`: `false` turns off all checks, an object turns off single boundaries or, with `"warn"`, reports and does not
 * refuse. Boundaries that it leaves out stay on.
 */
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
    throw new Error(
      'compile: validate must be true, false or an object that says true, false or "warn" of a boundary.',
    );
  }
  for (const [name, isOn] of Object.entries(option)) {
    if (name === "context")
      throw new Error("compile: validate.context does not exist, because the context is always checked.");
    if (!Object.hasOwn(ALL, name)) {
      const known = Object.keys(ALL).join(", ");
      throw new Error(`compile: validate has no option ${JSON.stringify(name)}; its options are ${known}.`);
    }
    if (isOn !== undefined && typeof isOn !== "boolean" && isOn !== "warn") {
      throw new Error(`compile: validate.${name} must be true, false or "warn".`);
    }
  }
  const { input = true, update = true, output = true } = option;
  return { input, update, output };
}

/** Who sees the checks of a graph; nobody, if none is asked for and no boundary is set to warn. */
export function observerFor(
  checks: Checks,
  { onViolation, onCheck }: { [Name in keyof Observation]: Observation[Name] | undefined },
): Observer | undefined {
  const isAsked =
    onViolation !== undefined || onCheck !== undefined || Object.values(checks).includes("warn");
  if (!isAsked) return undefined;
  return new Observer({
    ...(onViolation === undefined ? {} : { onViolation }),
    ...(onCheck === undefined ? {} : { onCheck }),
  });
}
