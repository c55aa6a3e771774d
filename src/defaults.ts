import type { JsonValue } from "./json.js";

/**
 * Where a schema's defaults go: data in generated code, followed by {@link applyDefaults}.
 *
 * A plan mirrors its schema but holds only the ways that lead to a default. Parts for objects do nothing to an array and the
 * other way round, so a plan can be applied to any value.
 */
export interface DefaultsPlan {
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
