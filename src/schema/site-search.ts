import type { Fitted } from "./schema-defaults.js";
import type { ValidatorError } from "./validation/validator.js";

/** One property that a default was added to. */
export interface Site {
  readonly key: string;
  readonly object: string;
}

/** So many times defaults are left out only where something is wrong; then all are. */
const MAX_ROUNDS = 4;
/** Of up to so many defaults each is tried by itself. */
const MAX_SINGLES = 64;
/** Trying single ones may take as long as checking so many objects. */
const MAX_EFFORT = 5_000;

/** Looks for the defaults that a value is valid with, among those that were added at some sites. */
export class SiteSearch {
  readonly #sites: readonly Site[];
  readonly #fillBut: (left: ReadonlySet<string>) => Fitted;
  readonly #isExhausted: () => boolean;
  readonly #left = new Set<Site>();
  readonly #leftKeys = new Set<string>();
  /** The value with all defaults but those that are left out so far. */
  current: Fitted;

  /**
   * @param fillBut - Fills in all defaults but those at some sites, given by their keys.
   * @param isExhausted - Whether trying has to end.
   */
  constructor(
    sites: readonly Site[],
    fillBut: (left: ReadonlySet<string>) => Fitted,
    isExhausted: () => boolean,
  ) {
    this.#sites = sites;
    this.#fillBut = fillBut;
    this.#isExhausted = isExhausted;
    this.current = fillBut(this.#leftKeys);
  }

  /** Leaves out the defaults near to what is wrong, until nothing is. */
  leaveOut(): void {
    for (let round = 1; this.current.errors.length > 0 && this.#left.size < this.#sites.length; round++) {
      const filled = this.#sites.filter((site) => !this.#left.has(site));
      for (const site of round > MAX_ROUNDS ? filled : nearTo(this.current.errors, filled)) {
        this.#left.add(site);
        this.#leftKeys.add(site.key);
      }
      this.current = this.#fillBut(this.#leftKeys);
    }
  }

  /** Fills in those of the left out defaults again with which no more is wrong than without. */
  tryAgain(): void {
    for (const group of firstOfEach(this.#left)) {
      const errors = this.#add(group);
      if (errors === undefined || group.length === 1) continue;
      // Objects that don't contain each other rarely mind each other's defaults: what is wrong inside of one is its own.
      const blamed = new Set(within(errors, group));
      const others = group.filter((site) => !blamed.has(site));
      if (others.length <= MAX_SINGLES) this.#addAny(others);
      else if (blamed.size > 0) this.#add(others);
    }
    const { size } = this.#left;
    const isWorthIt = size <= MAX_SINGLES && size * this.#sites.length <= MAX_EFFORT;
    if (isWorthIt) for (const site of [...this.#left]) this.#add([site]);
  }

  /** Fills in some more, if no more is wrong with them than without; returns what is wrong otherwise. */
  #add(group: readonly Site[]): readonly ValidatorError[] | undefined {
    for (const { key } of group) this.#leftKeys.delete(key);
    const next = this.#fillBut(this.#leftKeys);
    if (next.errors.length > this.current.errors.length || this.#isExhausted()) {
      for (const { key } of group) this.#leftKeys.add(key);
      return next.errors;
    }
    for (const site of group) this.#left.delete(site);
    this.current = next;
    return undefined;
  }

  /** Fills in as many as possible: all at once, or else each half by itself. */
  #addAny(group: readonly Site[]): void {
    if (group.length === 0 || this.#isExhausted()) return;
    if (this.#add(group) === undefined || group.length === 1) return;
    const middle = Math.ceil(group.length / 2);
    this.#addAny(group.slice(0, middle));
    this.#addAny(group.slice(middle));
  }
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
