import { type ApplyDefaults, prepareDefaults } from "./defaults.js";
import type { DefaultsPlan } from "./defaults-plan.js";
import type { Fitted, SchemaDefaults } from "./schema-defaults.js";
import { type Site, SiteSearch } from "./site-search.js";
import { escapeKey } from "./validation/json-pointer.js";
import { tellDefaults } from "./validation/tell-defaults.js";
import type { Validator } from "./validation/validator.js";

/**
 * How many values inside of values all checks together may look at before all defaults in question are left out: a caller's value must not keep a
 * process busy, and each check takes as long as the value is large.
 */
const MAX_VISITED = 10_000;

/**
 * The defaults of a schema with some that may make a valid value invalid: these are only filled in where the value stays valid.
 *
 * @param plan - The schema's plan, which names them.
 */
export function fittingDefaults(plan: DefaultsPlan): SchemaDefaults {
  const apply = prepareDefaults(plan);
  const risky = new Set(plan.risky);
  return {
    apply,
    fit: (given, validate, full) => {
      const fitted = risky.size === 0 ? full : fitDefaults(given, apply, validate, (name) => risky.has(name));
      // A value that fits as it is is never refused.
      return fitted.errors.length > 0 && validate(given)
        ? fitDefaults(given, apply, validate, () => true)
        : fitted;
    },
    tell: tellDefaults,
  };
}

/**
 * Fills in the defaults with which a value is valid, where it is not with all of them.
 *
 * First those near to what is wrong are left out, then they are tried again in their order, and each is kept with which the value stays valid.
 * That is repeated until nothing changes, so what is returned stays the same when it is fitted again.
 *
 * @param apply - Applies the defaults of the schema.
 * @param mayLeaveOut - Which properties' defaults are in question; the others are always filled in.
 * @returns The value, valid if it is without the defaults in question; else the value without any of them, and what is wrong with it.
 */
export function fitDefaults(
  value: unknown,
  apply: ApplyDefaults,
  validate: Validator,
  mayLeaveOut: (name: string) => boolean,
): Fitted {
  const fitting = new Fitting(value, apply, validate, mayLeaveOut);
  let current = value;
  for (;;) {
    const next = fitting.fit(current);
    if (next.errors.length > 0 || fitting.isExhausted) break;
    if (next.value === current) return next;
    current = next.value;
  }
  return fitting.without(value);
}

class Fitting {
  readonly #apply: ApplyDefaults;
  readonly #validate: Validator;
  readonly #mayLeaveOut: (name: string) => boolean;
  readonly #size: number;
  #visited = 0;

  constructor(
    value: unknown,
    apply: ApplyDefaults,
    validate: Validator,
    mayLeaveOut: (name: string) => boolean,
  ) {
    this.#size = sizeOf(value);
    this.#apply = apply;
    this.#validate = validate;
    this.#mayLeaveOut = mayLeaveOut;
  }

  get isExhausted(): boolean {
    return this.#visited > MAX_VISITED;
  }

  /** The value with none of the defaults in question. */
  without(value: unknown): Fitted {
    return this.#checked(this.#apply(value, (_, name) => !this.#mayLeaveOut(name)));
  }

  /** One step: a pure function of the value. */
  fit(value: unknown): Fitted {
    const sites: Site[] = [];
    this.#apply(value, (object, name) => {
      if (this.#mayLeaveOut(name)) sites.push({ key: `${object}/${escapeKey(name)}`, object });
      return true;
    });
    const fillBut = (left: ReadonlySet<string>): Fitted => {
      this.#visited += this.#size + sites.length;
      const mayFill = (object: string, name: string) =>
        !(this.#mayLeaveOut(name) && left.has(`${object}/${escapeKey(name)}`));
      return this.#checked(this.#apply(value, mayFill));
    };
    const search = new SiteSearch(sites, fillBut, () => this.isExhausted);
    search.leaveOut();
    search.tryAgain();
    return search.current;
  }

  #checked(value: unknown): Fitted {
    return { value, errors: this.#validate(value) ? [] : (this.#validate.errors ?? []) };
  }
}

/** How many values a value consists of, counted up to what may be visited. */
function sizeOf(value: unknown): number {
  const pending = [value];
  let size = 0;
  for (; pending.length > 0 && size < MAX_VISITED; size++) {
    const next = pending.pop();
    if (typeof next === "object" && next !== null) pending.push(...Object.values(next).slice(0, MAX_VISITED));
  }
  return size;
}
