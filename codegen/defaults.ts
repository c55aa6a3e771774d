import type { JsonValue } from "./json.js";
import type { SchemaNode } from "./schema-node.js";

/** What is known of the defaults of a library's schemas. Answers are remembered; ask one instance for everything. */
export interface Defaults {
  /**
   * The default that an absent property with this schema gets: the schema's own, else that of its `$ref` target (and so on).
   * Undefined where there is none, where the schema rejects it (even with the defaults inside it applied), or where
   * applying it would never end or grow beyond reason.
   */
  usableDefault(node: SchemaNode): { readonly value: JsonValue } | undefined;
  /** Whether applying defaults changes any value of this schema: there is a usable default on some way into it. */
  hasDefaults(node: SchemaNode): boolean;
  /**
   * For the branches of an `anyOf` or `oneOf`: in which of them defaults are applied, because the JSON type of a value or the constant
   * that one of its properties has tells that it can only be this branch. In the others values stay as they are.
   */
  appliedBranches(branches: readonly SchemaNode[]): readonly boolean[];
  /** What applying the defaults of this schema does, one step deep. */
  plan(node: SchemaNode): Plan;
}

/** One schema's part of a plan; what lies behind a way is the plan of the schema there. Only ways that lead to a default are listed. */
export interface Plan {
  readonly properties: readonly PropertyPlan[];
  readonly patternProperties: readonly (readonly [pattern: string, node: SchemaNode])[];
  readonly additionalProperties?: { readonly except: readonly string[]; readonly exceptPatterns: readonly string[]; readonly node: SchemaNode };
  readonly prefixItems: readonly (SchemaNode | undefined)[];
  readonly items?: { readonly from: number; readonly node: SchemaNode };
  /** `$ref` targets, members of `allOf`, and branches that the type of the value picks: they apply to the same value. */
  readonly also: readonly SchemaNode[];
  readonly unions: readonly { readonly property: string; readonly branches: readonly (readonly [value: JsonValue, node: SchemaNode])[] }[];
}

export interface PropertyPlan {
  readonly name: string;
  readonly default?: { readonly value: JsonValue };
  /** Set where there are defaults inside the property. */
  readonly node?: SchemaNode;
}
