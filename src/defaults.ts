import type { JsonValue } from "./json.js";

/**
 * Where a schema's defaults go: plain data in generated code, walked by {@link applyDefaults}.
 * A plan mirrors the schema but holds only the ways that lead to a default.
 */
export interface DefaultsPlan {
  /** Properties that get a default when absent, or whose values have defaults inside. */
  readonly properties?: readonly (readonly [name: string, plan: PropertyDefaults])[];
}

/** What happens to one property. */
export interface PropertyDefaults {
  readonly default?: { readonly value: JsonValue };
  readonly plan?: DefaultsPlan;
}
