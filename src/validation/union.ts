import { equal } from "./equal.js";
import type { ValidatorError } from "./validator.js";

/** What is best told of a value that fits no branch of a union. */
export type Verdict =
  /** These errors, of the branch that was surely meant or that all branches share. */
  | { readonly errors: readonly ValidatorError[] }
  /** At `path`, only values of these types or these very values are allowed. */
  | {
      readonly path: string;
      readonly schemaPath: string;
      readonly types: readonly string[];
      readonly values: readonly unknown[];
    }
  /** No branch stands out; these are the errors of the one with the fewest. */
  | { readonly nearest: readonly ValidatorError[] };

/**
 * Finds out which branch of a union a value was meant for.
 *
 * @param union - The error of an `anyOf` or `oneOf` that no branch of fits.
 * @param branches - The errors of each of its branches.
 */
export function judge(union: ValidatorError, branches: readonly (readonly ValidatorError[])[]): Verdict {
  const path = union.instancePath;
  const alike = allowedAt(union, branches, path);
  if (alike !== undefined) return alike;
  // A branch for another type was not meant, unless all are.
  const ofType = branches.filter(
    (errors) => !errors.some((error) => isAt(error, path) && error.keyword === "type"),
  );
  const candidates = ofType.length === 0 ? branches : ofType;
  const [only] = candidates;
  if (candidates.length === 1 && only !== undefined) return { errors: only };
  return byDiscriminator(union, candidates) ?? shared(candidates) ?? { nearest: fewest(candidates) };
}

/** A union of constants and types: what all of them allow together, where nothing else is wrong. */
function allowedAt(
  union: ValidatorError,
  branches: readonly (readonly ValidatorError[])[],
  path: string,
): Verdict | undefined {
  const types = new Set<string>();
  const values: unknown[] = [];
  for (const errors of branches) {
    const allowed = errors.map((error) => (isAt(error, path) ? allowedBy(error) : undefined));
    // A constant says all that its type would.
    const most = allowed.find((each) => each?.values !== undefined) ?? allowed[0];
    if (most === undefined || allowed.includes(undefined)) return undefined;
    for (const type of most.types ?? []) types.add(type);
    for (const value of most.values ?? []) if (!values.some((each) => equal(each, value))) values.push(value);
  }
  return { path, schemaPath: union.schemaPath, types: [...types], values };
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

/** A union told apart by a constant property: the branch whose constant the value has, or what the property may be. */
function byDiscriminator(
  union: ValidatorError,
  branches: readonly (readonly ValidatorError[])[],
): Verdict | undefined {
  const wrong = branches.map((errors) =>
    errors.filter((error) => isChild(error, union.instancePath) && ["const", "enum"].includes(error.keyword)),
  );
  const tagged = wrong.flat();
  for (const path of new Set(tagged.map((error) => error.instancePath))) {
    const matching = branches.filter(
      (_, index) => !wrong[index]?.some((error) => error.instancePath === path),
    );
    const [only] = matching;
    if (matching.length === 1 && only !== undefined) return { errors: only };
    if (matching.length === 0) {
      const tags = tagged.filter((error) => error.instancePath === path);
      return allowedAt(
        { ...union, instancePath: path },
        tags.map((error) => [error]),
        path,
      );
    }
  }
  return undefined;
}

/** What every branch complains of: a property that all of them require, say. */
function shared(branches: readonly (readonly ValidatorError[])[]): Verdict | undefined {
  const [first = [], ...others] = branches;
  const errors = first.filter((error) =>
    others.every((branch) => branch.some((other) => isSame(error, other))),
  );
  return errors.length === 0 ? undefined : { errors };
}

function fewest(branches: readonly (readonly ValidatorError[])[]): readonly ValidatorError[] {
  const [first = [], ...others] = branches;
  return others.reduce((least, branch) => (branch.length < least.length ? branch : least), first);
}

function isSame(a: ValidatorError, b: ValidatorError): boolean {
  return (
    a.instancePath === b.instancePath &&
    a.keyword === b.keyword &&
    a.keyword === "required" &&
    equal(a.params, b.params)
  );
}

function isAt(error: ValidatorError, path: string): boolean {
  return error.instancePath === path;
}

function isChild(error: ValidatorError, path: string): boolean {
  return (
    error.instancePath.startsWith(`${path}/`) && !error.instancePath.slice(path.length + 1).includes("/")
  );
}
