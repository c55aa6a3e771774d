import type { JsonValue } from "./json.js";
import { copyPlain, isPlain } from "./schema/plain-object.js";

/**
 * Where a schema's defaults go: data in generated code, followed by {@link applyDefaults}.
 *
 * A plan mirrors its schema but holds only the ways that lead to a default. Parts for objects do nothing to an array and the
 * other way round, so a plan can be applied to any value.
 */
export interface DefaultsPlan {
  /** Set where the plan is for values of one type only. */
  readonly only?: "object" | "array";
  /** Whether an object has every property that the plan would add. Code, because that is several times as fast as looking them up by name. */
  readonly isFull?: (value: { readonly [name: string]: unknown }) => boolean;
  /** What each property gets when it is absent, and what applies inside it. */
  readonly properties?: { readonly [name: string]: PropertyDefaults };
  /** What applies inside properties whose names match. */
  readonly patternProperties?: readonly (readonly [pattern: RegExp, plan: NestedPlan])[];
  /** What applies inside properties that are neither named in `except` nor match one of its patterns. */
  readonly additionalProperties?: {
    readonly except?: readonly (string | RegExp)[];
    readonly plan: NestedPlan;
  };
  /** What applies inside the first items; `null` where nothing does. */
  readonly prefixItems?: readonly (NestedPlan | null)[];
  /** What applies inside the items from `from` (0) on. */
  readonly items?: { readonly from?: number; readonly plan: NestedPlan };
  /** Further plans for the same value, applied in turn after the parts above. */
  readonly also?: readonly NestedPlan[];
  /** Unions that a property tells apart: the plan beside the value that the property has. */
  readonly unions?: readonly UnionDefaults[];
}

/** A plan, or a way to one that stands elsewhere; that is how plans of recursive schemas refer to themselves. */
export type NestedPlan = DefaultsPlan | (() => DefaultsPlan);

/** What happens to one property. */
export interface PropertyDefaults {
  /** Assigned when the property is absent or `undefined`; `plan` applies to it too. */
  readonly default?: JsonValue;
  readonly plan?: NestedPlan;
}

/** A union whose branches give one property different constants. */
export interface UnionDefaults {
  readonly property: string;
  readonly branches: readonly (readonly [value: JsonValue, plan: NestedPlan])[];
}

/** Applies one plan: returns the value itself where nothing changes, else a copy of what has to change. */
export type ApplyDefaults = (value: unknown) => unknown;

/**
 * Applies the defaults of a schema to a value.
 *
 * @param plan - The schema's plan, as generated code has it.
 * @param value - Anything. It is never changed. Only plain objects and arrays are looked into: an instance of a class stays as it is.
 * @returns The same value where no default applies; else a copy in which only the objects on the way to a default are new.
 * Defaults are copied each time, so nobody shares them.
 * @throws RangeError where the value is nested too deeply.
 */
export function applyDefaults(plan: DefaultsPlan, value: unknown): unknown {
  return prepareDefaults(plan)(value);
}

/** Each plan is prepared once. */
const prepared = new WeakMap<DefaultsPlan, ApplyDefaults>();

/** Makes a plan ready to be applied many times; parts behind a function are made ready when a value first gets there. */
export function prepareDefaults(plan: NestedPlan): ApplyDefaults {
  if (typeof plan === "function") {
    let apply: ApplyDefaults | undefined;
    return (value) => {
      apply ??= prepareDefaults(plan());
      return apply(value);
    };
  }
  let apply = prepared.get(plan);
  if (apply === undefined) {
    apply = prepare(plan);
    prepared.set(plan, apply);
  }
  return apply;
}

type PlainObject = { [name: string]: unknown };

function prepare(plan: DefaultsPlan): ApplyDefaults {
  const toObject = prepareObject(plan);
  const toArray = prepareArray(plan);
  const also = (plan.also ?? []).map(prepareDefaults);
  const unions = (plan.unions ?? []).map(prepareUnion);
  const { isFull } = plan;
  return (value) => {
    if (typeof value !== "object" || value === null) return value;
    if (isFull?.(value as PlainObject)) return value;
    let result: unknown = value;
    if (Array.isArray(value)) {
      if (plan.only === "object") return value;
      result = toArray(value);
    } else {
      if (plan.only === "array" || !isPlain(value)) return value;
      result = toObject(value);
    }
    for (const apply of also) result = apply(result);
    for (const apply of unions) result = apply(result);
    return result;
  };
}

function prepareObject(plan: DefaultsPlan): (value: PlainObject) => unknown {
  const properties = Object.entries(plan.properties ?? {}).map(([name, property]) => ({
    name,
    isOwnOnly: name in Object.prototype,
    make: "default" in property && property.default !== undefined ? copier(property.default) : undefined,
    inside: property.plan === undefined ? undefined : prepareDefaults(property.plan),
  }));
  const patterns = (plan.patternProperties ?? []).map(
    ([pattern, nested]) => [pattern, prepareDefaults(nested)] as const,
  );
  const others = plan.additionalProperties;
  const otherwise = others === undefined ? undefined : prepareDefaults(others.plan);
  const names = new Set(others?.except?.filter((each) => typeof each === "string"));
  const excepted = others?.except?.filter((each) => typeof each !== "string") ?? [];

  return (value) => {
    let result = value;
    for (const { name, isOwnOnly, make, inside } of properties) {
      const isPresent = value[name] !== undefined && (!isOwnOnly || Object.hasOwn(value, name));
      if (!isPresent && make === undefined) continue;
      const before = isPresent ? value[name] : make?.();
      const after = inside === undefined ? before : inside(before);
      if (isPresent && after === before) continue;
      if (result === value) result = copyPlain(value);
      assign(result, name, after);
    }
    if (patterns.length === 0 && otherwise === undefined) return result;
    for (const name of Object.keys(result)) {
      const before = result[name];
      let after = before;
      for (const [pattern, inside] of patterns) if (pattern.test(name)) after = inside(after);
      if (otherwise !== undefined && !names.has(name) && !excepted.some((each) => each.test(name))) {
        after = otherwise(after);
      }
      if (after === before) continue;
      if (result === value) result = copyPlain(value);
      assign(result, name, after);
    }
    return result;
  };
}

function prepareArray(plan: DefaultsPlan): (value: readonly unknown[]) => unknown {
  const prefix = (plan.prefixItems ?? []).map((nested) =>
    nested === null ? undefined : prepareDefaults(nested),
  );
  const rest = plan.items === undefined ? undefined : prepareDefaults(plan.items.plan);
  const from = plan.items?.from ?? 0;
  if (prefix.length === 0 && rest === undefined) return (value) => value;
  return (value) => {
    let result: unknown[] | undefined;
    const end = rest === undefined ? Math.min(prefix.length, value.length) : value.length;
    for (let index = 0; index < end; index++) {
      const inside = index < from || rest === undefined ? prefix[index] : rest;
      const before = value[index];
      const after = inside === undefined ? before : inside(before);
      if (after === before) continue;
      result ??= value.slice();
      result[index] = after;
    }
    return result ?? value;
  };
}

function prepareUnion({ property, branches }: UnionDefaults): ApplyDefaults {
  const byTag = new Map<unknown, ApplyDefaults>(branches.map(([tag, plan]) => [tag, prepareDefaults(plan)]));
  return (value) => {
    if (Array.isArray(value) || !Object.hasOwn(value as PlainObject, property)) return value;
    const apply = byTag.get((value as PlainObject)[property]);
    return apply === undefined ? value : apply(value);
  };
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
