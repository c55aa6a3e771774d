import type { ApplyDefaults } from "./defaults.js";
import { escapeKey } from "./validation/json-pointer.js";
import type { Validator, ValidatorError } from "./validation/validator.js";

/** A value with defaults, and what is still wrong with it. */
export interface Fitted {
  readonly value: unknown;
  readonly errors: readonly ValidatorError[];
}

/**
 * How many values inside of values all checks together may look at before all defaults in question are left out: a caller's value must not keep a
 * process busy, and each check takes as long as the value is large.
 */
const MAX_VISITED = 10_000;
/** So many times defaults are left out only where something is wrong; then all are. */
const MAX_ROUNDS = 4;
/** Of up to so many defaults each is tried by itself. */
const MAX_SINGLES = 64;
/** Trying single ones may take as long as checking so many objects. */
const MAX_EFFORT = 5_000;

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

/** One property that a default was added to. */
interface Site {
  readonly key: string;
  readonly object: string;
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
    const left = new Set<Site>();
    const leftKeys = new Set<string>();
    const leave = (site: Site): void => {
      left.add(site);
      leftKeys.add(site.key);
    };
    const fill = (): Fitted => {
      this.#visited += this.#size + sites.length;
      return this.#checked(
        this.#apply(
          value,
          (object, name) => !(this.#mayLeaveOut(name) && leftKeys.has(`${object}/${escapeKey(name)}`)),
        ),
      );
    };

    let current = fill();
    for (let round = 1; current.errors.length > 0 && left.size < sites.length; round++) {
      const filled = sites.filter((site) => !left.has(site));
      for (const site of round > MAX_ROUNDS ? filled : nearTo(current.errors, filled)) leave(site);
      current = fill();
    }

    /** Fills in some more, if no more is wrong with them than without. */
    const add = (group: readonly Site[]): readonly ValidatorError[] | undefined => {
      for (const { key } of group) leftKeys.delete(key);
      const next = fill();
      if (next.errors.length > current.errors.length || this.isExhausted) {
        for (const { key } of group) leftKeys.add(key);
        return next.errors;
      }
      for (const site of group) left.delete(site);
      current = next;
      return undefined;
    };
    const addAny = (group: readonly Site[]): void => {
      if (group.length === 0 || this.isExhausted || add(group) === undefined || group.length === 1) return;
      const middle = Math.ceil(group.length / 2);
      addAny(group.slice(0, middle));
      addAny(group.slice(middle));
    };
    for (const group of firstOfEach(left)) {
      const errors = add(group);
      if (errors === undefined || group.length === 1) continue;
      // Objects that don't contain each other rarely mind each other's defaults: what is wrong inside of one is its own.
      const blamed = new Set(within(errors, group));
      const others = group.filter((site) => !blamed.has(site));
      if (others.length <= MAX_SINGLES) addAny(others);
      else if (blamed.size > 0) add(others);
    }
    const isWorthIt = left.size <= MAX_SINGLES && left.size * sites.length <= MAX_EFFORT;
    if (isWorthIt) for (const site of [...left]) add([site]);
    return current;
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

/**
 * The sites in the objects that errors are about or lie in, and in what these hold; where an error has none, those nearest around it.
 * Where nothing is near, all.
 */
function nearTo(errors: readonly ValidatorError[], sites: readonly Site[]): readonly Site[] {
  const at = groupBy(sites, ({ object }) => [object]);
  const under = groupBy(sites, ({ object }) => pathsTo(object));
  const found = new Set<Site>();
  for (const { instancePath } of errors) {
    const around = pathsTo(instancePath);
    const near = [under.get(instancePath), ...around.map((path) => at.get(path))].flatMap(
      (some) => some ?? [],
    );
    const wider = around.find((path) => under.has(path));
    const those = near.length === 0 && wider !== undefined ? (under.get(wider) ?? []) : near;
    for (const site of those) found.add(site);
  }
  return found.size === 0 ? sites : [...found];
}

/** The sites of the innermost objects that errors lie in. */
function within(errors: readonly ValidatorError[], sites: readonly Site[]): readonly Site[] {
  const byObject = new Map(sites.map((site) => [site.object, site]));
  return errors.flatMap(({ instancePath }) => {
    const innermost = pathsTo(instancePath).find((path) => byObject.has(path));
    return (innermost === undefined ? undefined : byObject.get(innermost)) ?? [];
  });
}

/** The first site of each object, then the second of each, and so on. */
function firstOfEach(sites: Iterable<Site>): readonly (readonly Site[])[] {
  const groups: Site[][] = [];
  const counts = new Map<string, number>();
  for (const site of sites) {
    const count = counts.get(site.object) ?? 0;
    counts.set(site.object, count + 1);
    const group = groups[count];
    if (group === undefined) groups.push([site]);
    else group.push(site);
  }
  return groups;
}

/** A JSON Pointer and those of everything around it, innermost first. */
function pathsTo(pointer: string): string[] {
  const paths: string[] = [];
  for (let path = pointer; path !== ""; path = path.slice(0, path.lastIndexOf("/"))) paths.push(path);
  return [...paths, ""];
}

function groupBy(sites: readonly Site[], keysOf: (site: Site) => readonly string[]): Map<string, Site[]> {
  const groups = new Map<string, Site[]>();
  for (const site of sites) {
    for (const key of keysOf(site)) {
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [site]);
      else group.push(site);
    }
  }
  return groups;
}
