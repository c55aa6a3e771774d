import { type Alternative, alternativesOf, branchesOf, isUnion } from "./alternatives.js";
import { equal } from "./equal.js";
import { changed } from "./errors.js";
import { escapeKey } from "./json-pointer.js";
import type { ValidatorError } from "./validator.js";
import { isObject, valueAt } from "./value-at.js";

/** The best description of a value that fits no alternative of a union. */
export type Verdict = Chosen | Allowed | Choices;

/** These errors: of the alternative that was surely meant, or what all alternatives share. */
export interface Chosen {
  readonly errors: readonly ValidatorError[];
}

/** At `path`, only values of these types or these very values are allowed. */
export interface Allowed {
  readonly path: string;
  readonly types: readonly string[];
  readonly values: readonly unknown[];
}

/** Any of these may have been meant, of `total`. */
export interface Choices {
  readonly choices: readonly Alternative[];
  readonly total: number;
}

/** So many constants are looked at: those of a thousand items would tell nothing more. */
const MAX_TAGS = 20;
/** The most that anything wrong with one property counts. */
const MAX_WEIGHT = 3;

/** Finds out which alternative of a union a value was meant for. */
export function judge(union: ValidatorError, value: unknown): Verdict {
  const path = union.instancePath;
  const isImpossible = (errors: Alternative) =>
    errors.some(({ instancePath, keyword }) => instancePath === path && keyword === "false schema");
  const all = unlessAll(alternativesOf(union, value), isImpossible);
  const alike = allowedAt(all, path);
  if (alike !== undefined) return alike;
  const part = valueAt(value, path);
  const possible = unlessAll(all, (errors) => errors.some((error) => isForOthers(error, path, part)));
  const { alternatives, tag } = byTag(possible, path, declaredTags(union));
  if (tag !== undefined) return tag;
  const chosen = typeof part === "object" && part !== null ? closest(alternatives, path) : alternatives;
  const [only] = chosen;
  if (only !== undefined && chosen.length === 1)
    return { errors: only.map((error) => misplaced(error, path, possible)) };
  const errors = shared(chosen);
  const place = only?.[0]?.instancePath;
  const allowed = place === undefined || errors.length > 0 ? undefined : allowedAt(chosen, place);
  if (allowed !== undefined) return allowed;
  return errors.length > 0 ? { errors } : { choices: chosen, total: all.length };
}

/** A union of constants and types: what all of them allow together, where nothing else is wrong. */
function allowedAt(alternatives: readonly Alternative[], path: string): Allowed | undefined {
  const types = new Set<string>();
  const values: unknown[] = [];
  for (const errors of alternatives) {
    const allowed = errors.map((error) => (error.instancePath === path ? allowedBy(error) : undefined));
    // A constant says all that its type would.
    const most = allowed.find((each) => each?.values !== undefined) ?? allowed[0];
    if (most === undefined || allowed.includes(undefined)) return undefined;
    for (const type of most.types ?? []) types.add(type);
    for (const value of most.values ?? []) if (!values.some((each) => equal(each, value))) values.push(value);
  }
  return types.size + values.length === 0 ? undefined : { path, types: [...types], values };
}

function allowedBy({
  keyword,
  params,
}: ValidatorError): { types?: string[]; values?: unknown[] } | undefined {
  if (keyword === "type") return { types: [params.type].flat().map(String) };
  if (keyword === "const" && "allowedValue" in params) return { values: [params.allowedValue] };
  if (keyword === "enum" && Array.isArray(params.allowedValues)) return { values: params.allowedValues };
  return undefined;
}

/** Whether an error says that an alternative is for values of another kind. */
function isForOthers(error: ValidatorError, path: string, part: unknown): boolean {
  if (error.instancePath !== path) return false;
  if (error.keyword === "type") return true;
  const values = allowedBy(error)?.values;
  return values !== undefined && isObject(part) && !values.some(isObject);
}

/**
 * Keeps the alternatives whose constants the value has, somewhere in it, where other alternatives have other constants. Where none has them, what the place may
 * hold is all that can be told.
 */
function byTag(
  from: readonly Alternative[],
  path: string,
  declared: ReadonlySet<string>,
): { readonly alternatives: readonly Alternative[]; readonly tag?: Allowed | undefined } {
  let alternatives = from;
  for (const tag of tagsIn(from, path, declared)) {
    const refusing = alternatives.filter((errors) =>
      errors.some((error) => isTag(error) && error.instancePath === tag),
    );
    const accepting = alternatives.filter((errors) => !errors.some((error) => concerns(error, tag, path)));
    if (accepting.length > 0) alternatives = alternatives.filter((errors) => !refusing.includes(errors));
    else if (refusing.length === alternatives.length && refusing.length > 1) {
      const tags = refusing.map((errors) =>
        errors.filter((error) => isTag(error) && error.instancePath === tag),
      );
      return { alternatives, tag: allowedAt(tags, tag) };
    }
  }
  return { alternatives };
}

/**
 * The places below a path where an alternative demands a constant: what tells all branches apart before the others, what most alternatives refuse before what few do,
 * `const` before `enum`, the outer before the inner.
 */
function tagsIn(
  alternatives: readonly Alternative[],
  path: string,
  declared: ReadonlySet<string>,
): readonly string[] {
  const rank = new Map<string, number>();
  for (const { instancePath: place, keyword } of alternatives.flat().filter(isTag)) {
    if (place === path) continue;
    const start = (declared.has(place) ? 1_000 : 0) - depth(place) / 100;
    rank.set(place, (rank.get(place) ?? start) + (keyword === "const" ? 1.01 : 1));
  }
  const tags = [...rank].sort(([, a], [, b]) => b - a);
  return tags.slice(0, MAX_TAGS).map(([place]) => place);
}

/** Where a union's schema says by itself what tells its branches apart, and those of unions inside it. */
function declaredTags(union: ValidatorError): ReadonlySet<string> {
  const { instancePath, params } = union;
  const tags = new Set<string>();
  if (typeof params.tag === "string") tags.add(`${instancePath}/${escapeKey(params.tag)}`);
  for (const error of branchesOf(union).flat()) {
    if (isUnion(error) && error.instancePath === instancePath)
      for (const tag of declaredTags(error)) tags.add(tag);
  }
  return tags;
}

function isTag(error: ValidatorError): boolean {
  return error.secret !== true && (error.keyword === "const" || error.keyword === "enum");
}

/** Whether an error is about a place, or about something that the place is in, below a path. */
function concerns(error: ValidatorError, place: string, path: string): boolean {
  const about = aboutOf(error);
  return about !== path && (place === about || place.startsWith(`${about}/`));
}

/** The place that an error is about: a property that is missing or unknown, where it is or would be. */
function aboutOf({ instancePath, params }: ValidatorError): string {
  const name = params.missingProperty ?? params.additionalProperty ?? params.unevaluatedProperty;
  return typeof name === "string" ? `${instancePath}/${escapeKey(name)}` : instancePath;
}

/** Those of the alternatives that the value is least far from, each once. */
function closest(alternatives: readonly Alternative[], path: string): readonly Alternative[] {
  // What is missing tells nothing of what was meant.
  const isPlain = alternatives.every((errors) => errors.every(({ keyword }) => keyword === "required"));
  const distances = alternatives.map((errors) => (isPlain ? 0 : distance(errors, path)));
  const least = distances.reduce((a, b) => Math.min(a, b), Infinity);
  const distinct = new Map<string, Alternative>();
  for (const [index, errors] of alternatives.entries()) {
    if (distances[index] !== least) continue;
    const key = errors.map((error) => `${aboutOf(error)} ${error.schemaPath}`).join("\n");
    if (!distinct.has(key)) distinct.set(key, errors);
  }
  return [...distinct.values()];
}

/** How much would have to change for a value to fit an alternative, roughly. What is wrong deep inside counts less. */
function distance(errors: Alternative, path: string): number {
  const parts = new Map<string, number>();
  for (const error of errors) {
    const about = aboutOf(error).slice(path.length);
    const part = about.slice(0, `${about}/`.indexOf("/", 1));
    const weight = weightOf(error) / 2 ** Math.max(0, depth(about) - 1);
    parts.set(part, Math.min(MAX_WEIGHT, (parts.get(part) ?? 0) + weight));
  }
  let sum = 0;
  for (const weight of parts.values()) sum += weight;
  return sum;
}

function weightOf(error: ValidatorError): number {
  if (isTag(error) || error.keyword === "required") return MAX_WEIGHT;
  // A property too many speaks less against an alternative than one that is not there.
  if (isUnknown(error)) return 2.5;
  return error.keyword === "type" || isUnion(error) ? 2 : 1;
}

function depth(pointer: string): number {
  return pointer.split("/").length - 1;
}

/** What every alternative complains of: a property that all of them require, or that none of them knows. */
function shared(alternatives: readonly Alternative[]): readonly ValidatorError[] {
  const [first = [], ...others] = alternatives;
  const keys = others.map((errors) => new Set(errors.filter(isAboutName).map(aboutOf)));
  return first.filter((error) => isAboutName(error) && keys.every((each) => each.has(aboutOf(error))));
}

function isAboutName(error: ValidatorError): boolean {
  return error.keyword === "required" || isUnknown(error);
}

function isUnknown({ keyword }: ValidatorError): boolean {
  return keyword === "additionalProperties" || keyword === "unevaluatedProperties";
}

/** Notes of a property that the alternative doesn't know whether others take it. */
function misplaced(error: ValidatorError, path: string, others: readonly Alternative[]): ValidatorError {
  if (!isUnknown(error) || error.instancePath !== path) return error;
  const about = aboutOf(error);
  const elsewhere = others.some(
    (errors) => !errors.some((each) => isUnknown(each) && aboutOf(each) === about),
  );
  return elsewhere ? changed(error, { params: { ...error.params, elsewhere } }) : error;
}

/** The items that pass; all of them where none does. */
function unlessAll<Item>(items: readonly Item[], fails: (item: Item) => boolean): readonly Item[] {
  const passed = items.filter((item) => !fails(item));
  return passed.length === 0 ? items : passed;
}
