import type { DefaultsPlan, NestedPlan } from "./defaults-plan.js";
import type { JsonValue } from "./json.js";
import { copyPlain, isPlain } from "./plain-object.js";
import { escapeKey } from "./validation/json-pointer.js";

/** Whether an absent property gets its default. `object` is the JSON Pointer of the object that it would be added to. */
export type MayFill = (object: string, name: string) => boolean;

/** Applies one plan: returns the value itself where nothing changes, else a copy of what has to change. */
export type ApplyDefaults = (value: unknown, mayFill?: MayFill) => unknown;

/**
 * Applies the defaults of a schema to a value.
 *
 * All plans for one object first add what it lacks, in their order, and then go on inside: so a default gets the defaults inside it from every
 * plan, and a tag that is filled in picks its branch. Applied to what it returned, it changes nothing any more.
 *
 * @param plan - The schema's plan, as generated code has it.
 * @param value - Anything. It is never changed. Only plain objects and arrays are looked into: an instance of a class stays as it is.
 * @param mayFill - Asked before each default. Without it, every default is filled in.
 * @returns The same value where no default applies; else a copy in which only the objects on the way to a default are new.
 * Defaults are copied each time, so nobody shares them.
 * @throws RangeError where the value is nested too deeply.
 */
export function applyDefaults(plan: DefaultsPlan, value: unknown, mayFill?: MayFill): unknown {
  return prepareDefaults(plan)(value, mayFill);
}

/** Makes a plan ready to be applied many times; parts behind a function are made ready when a value first gets there. */
export function prepareDefaults(plan: DefaultsPlan): ApplyDefaults {
  return preparedPart(plan).apply;
}

type PlainObject = { [name: string]: unknown };
type Way = () => Part;

/** A plan that is ready to be applied. */
interface Part {
  readonly plan: DefaultsPlan;
  readonly apply: ApplyDefaults;
  /** The plan and all that it refers to for the same value. */
  readonly together: readonly Part[];
  readonly properties: readonly {
    readonly name: string;
    readonly isOwnOnly: boolean;
    readonly make: (() => unknown) | undefined;
    readonly inside: Way | undefined;
  }[];
  readonly inside: ReadonlyMap<string, Way>;
  readonly patterns: readonly (readonly [RegExp, Way])[];
  readonly others:
    | { readonly names: ReadonlySet<string>; readonly patterns: readonly RegExp[]; readonly way: Way }
    | undefined;
  readonly prefix: readonly (Way | undefined)[];
  readonly items: { readonly from: number; readonly way: Way } | undefined;
  readonly unions: readonly {
    readonly property: string;
    readonly branches: ReadonlyMap<unknown, Way>;
  }[];
}

/** Each plan is prepared once. */
const prepared = new WeakMap<DefaultsPlan, Part>();

function preparedPart(plan: DefaultsPlan): Part {
  let part = prepared.get(plan);
  if (part === undefined) {
    part = prepare(plan);
    prepared.set(plan, part);
  }
  return part;
}

function way(nested: NestedPlan): Way {
  let part: Part | undefined;
  return () => {
    part ??= preparedPart(typeof nested === "function" ? nested() : nested);
    return part;
  };
}

function prepare(plan: DefaultsPlan): Part {
  const properties = Object.entries(plan.properties ?? {}).map(([name, property]) => ({
    name,
    isOwnOnly: name in Object.prototype,
    make: property.default === undefined ? undefined : copier(property.default),
    inside: property.plan === undefined ? undefined : way(property.plan),
  }));
  const { additionalProperties: others, items, isFull, add } = plan;
  const excepted = others?.except ?? [];
  const isPlainPlan = [plan.also, plan.unions, plan.patternProperties, others].every((part) => !part);
  let together: readonly Part[] | undefined;
  const part: Part = {
    plan,
    apply: (value, mayFill) => {
      if (typeof value !== "object" || value === null) return value;
      if (isFull?.(value as PlainObject)) return value;
      if (add !== undefined && mayFill === undefined) {
        return Array.isArray(value) || !isPlain(value) ? value : add(copyPlain(value));
      }
      if (mayFill === undefined && isPlainPlan && !Array.isArray(value)) {
        return isPlain(value) && plan.only !== "array" ? fillPlainly(part, value) : value;
      }
      return applyAll([part], value, "", mayFill);
    },
    get together() {
      together ??= partsTogether(part);
      return together;
    },
    properties,
    inside: new Map(properties.flatMap(({ name, inside }) => (inside === undefined ? [] : [[name, inside]]))),
    patterns: (plan.patternProperties ?? []).map(([pattern, nested]) => [pattern, way(nested)]),
    others: others && {
      names: new Set(excepted.filter((each) => typeof each === "string")),
      patterns: excepted.filter((each) => typeof each !== "string"),
      way: way(others.plan),
    },
    prefix: (plan.prefixItems ?? []).map((nested) => (nested === null ? undefined : way(nested))),
    items: items && { from: items.from ?? 0, way: way(items.plan) },
    unions: (plan.unions ?? []).map(({ property, branches }) => ({
      property,
      branches: new Map<unknown, Way>(branches.map(([tag, nested]) => [tag, way(nested)])),
    })),
  };
  return part;
}

function partsTogether(part: Part): readonly Part[] {
  const found = new Set<Part>();
  const open = [part];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    open.push(...(next.plan.also ?? []).map((nested) => way(nested)()).reverse());
  }
  return [...found];
}

/** The same as {@link applyAll}, for an object and a plan that only has properties. */
function fillPlainly({ properties }: Part, value: PlainObject): PlainObject {
  let result = value;
  for (const { name, isOwnOnly, make, inside } of properties) {
    const isThere = isPresent(value, name, isOwnOnly);
    if (!isThere && make === undefined) continue;
    const before = isThere ? value[name] : make?.();
    const after = inside === undefined ? before : inside().apply(before);
    if (isThere && after === before) continue;
    if (result === value) result = copyPlain(value);
    assign(result, name, after);
  }
  return result;
}

/** Applies several plans to one value. `path` is its JSON Pointer, for `mayFill`. */
function applyAll(
  parts: readonly Part[],
  value: unknown,
  path: string,
  mayFill: MayFill | undefined,
): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return applyToItems(partsFor(parts, "array"), value, path, mayFill);
  if (!isPlain(value)) return value;
  const { filled, active } = fillObject(partsFor(parts, "object"), value, path, mayFill);
  let result = filled;
  for (const name of Object.keys(filled)) {
    const inner = active.flatMap((part) => waysInto(part, name));
    if (inner.length === 0) continue;
    const before = filled[name];
    const after = applyInside(inner, before, mayFill && `${path}/${escapeKey(name)}`, mayFill);
    if (after === before) continue;
    if (result === value) result = copyPlain(value);
    assign(result, name, after);
  }
  return result;
}

function partsFor(parts: readonly Part[], type: "object" | "array"): Part[] {
  return parts.flatMap((part) => (part.plan.only === undefined || part.plan.only === type ? [part] : []));
}

/** Adds what an object lacks, by all plans that apply to it; a tag that one of them adds brings in the plan of its branch. */
function fillObject(
  parts: readonly Part[],
  value: PlainObject,
  path: string,
  mayFill: MayFill | undefined,
): { readonly filled: PlainObject; readonly active: readonly Part[] } {
  const active = new Set<Part>();
  const unions = new Set<Part["unions"][number]>();
  let filled = value;
  const add = (whole: Part): void => {
    for (const part of partsFor(whole.together, "object")) {
      if (active.has(part)) continue;
      active.add(part);
      for (const union of part.unions) unions.add(union);
      for (const { name, isOwnOnly, make } of part.properties) {
        if (make === undefined || isPresent(filled, name, isOwnOnly) || mayFill?.(path, name) === false)
          continue;
        if (filled === value) filled = copyPlain(value);
        assign(filled, name, make());
      }
    }
  };
  for (const part of parts) add(part);
  for (let size = -1; size !== active.size; ) {
    size = active.size;
    for (const { property, branches } of unions) {
      const branch = Object.hasOwn(filled, property) ? branches.get(filled[property]) : undefined;
      if (branch !== undefined) add(branch());
    }
  }
  return { filled, active: [...active] };
}

function waysInto({ inside, patterns, others }: Part, name: string): Part[] {
  const found: Part[] = [];
  const named = inside.get(name);
  if (named !== undefined) found.push(named());
  for (const [pattern, nested] of patterns) if (pattern.test(name)) found.push(nested());
  if (
    others !== undefined &&
    !others.names.has(name) &&
    !others.patterns.some((pattern) => pattern.test(name))
  ) {
    found.push(others.way());
  }
  return found;
}

function applyToItems(
  parts: readonly Part[],
  value: readonly unknown[],
  path: string,
  mayFill: MayFill | undefined,
): unknown {
  const active = [...new Set(parts.flatMap((part) => partsFor(part.together, "array")))];
  const end = active.some(({ items }) => items !== undefined)
    ? value.length
    : Math.min(value.length, Math.max(0, ...active.map(({ prefix }) => prefix.length)));
  let result: unknown[] | undefined;
  for (let index = 0; index < end; index++) {
    const inner = active.flatMap(({ prefix, items }) => {
      const nested = items !== undefined && index >= items.from ? items.way : prefix[index];
      return nested === undefined ? [] : [nested()];
    });
    const before = value[index];
    const after = applyInside(inner, before, mayFill && `${path}/${index}`, mayFill);
    if (after === before) continue;
    result ??= value.slice();
    result[index] = after;
  }
  return result ?? value;
}

function applyInside(
  parts: readonly Part[],
  value: unknown,
  path: string | undefined,
  mayFill: MayFill | undefined,
): unknown {
  const [only, ...others] = parts;
  if (only === undefined) return value;
  if (path === undefined && others.length === 0) return only.apply(value);
  return applyAll(parts, value, path ?? "", mayFill);
}

function isPresent(object: PlainObject, name: string, isOwnOnly: boolean): boolean {
  return object[name] !== undefined && (!isOwnOnly || Object.hasOwn(object, name));
}

/** Sets a property; `__proto__` is a property like any other here. */
function assign(object: PlainObject, name: string, value: unknown): void {
  if (name === "__proto__") {
    Object.defineProperty(object, name, { value, writable: true, enumerable: true, configurable: true });
  } else object[name] = value;
}

/** Makes copies of a default. */
function copier(value: JsonValue): () => unknown {
  if (typeof value !== "object" || value === null) return () => value;
  return () => copyJson(value);
}

function copyJson(value: JsonValue): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(copyJson);
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, copyJson(item)]));
}
