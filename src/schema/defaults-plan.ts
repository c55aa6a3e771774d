import type { JsonValue } from "./json.js";

/**
 * Where a schema's defaults go: data in generated code, followed by `applyDefaults`.
 *
 * A plan mirrors its schema but holds only the ways that lead to a default. Parts for objects do nothing to an array and the
 * other way round, so a plan can be applied to any value.
 */
export interface DefaultsPlan {
  /** Set where the plan is for values of one type only. */
  readonly only?: "object" | "array";
  /** Whether an object has every property that the plan would add. Code, because that is several times as fast as looking them up by name. */
  readonly isFull?: (value: { readonly [name: string]: unknown }) => boolean;
  /** Adds to a copy of an object all that the plan would add, where that is a few scalars; code for the same reason. Returns the copy. */
  readonly add?: <Copy extends { [name: string]: unknown }>(copy: Copy) => Copy;
  /** The properties, here or further inside, whose defaults may make a valid value invalid: each is only filled in where the value stays valid with it. */
  readonly risky?: readonly string[];
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
  /** Further plans for the same value. */
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
