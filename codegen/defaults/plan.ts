import type { JsonValue } from "../schema/json.js";
import type { SchemaNode } from "../schema/schema-node.js";

/** One schema's part of a plan; behind each node is the plan of that node. Only ways that lead to a default are listed. */
export interface Plan {
  /** Set where `also` and `unions` apply to values of one type only, though the schemas in them would take others. */
  readonly only?: "object" | "array";
  readonly properties: readonly PropertyPlan[];
  readonly patternProperties: readonly (readonly [pattern: string, node: SchemaNode])[];
  readonly additionalProperties?: OtherProperties;
  readonly prefixItems: readonly (SchemaNode | undefined)[];
  readonly items?: { readonly from: number; readonly node: SchemaNode };
  /** References, members of `allOf`, branches that the value's type picks: they apply to the same value. */
  readonly also: readonly SchemaNode[];
  readonly unions: readonly UnionPlan[];
}

/** A property that gets a default, or that has defaults inside. */
export interface PropertyPlan {
  readonly name: string;
  readonly default?: { readonly value: JsonValue };
  /** Set where there are defaults inside the property. */
  readonly node?: SchemaNode;
}

/** `additionalProperties`: those that are neither named nor match. */
export interface OtherProperties {
  readonly except: readonly string[];
  readonly exceptPatterns: readonly string[];
  readonly node: SchemaNode;
}

/** Branches that a property tells apart; one constant of it each. */
export interface UnionPlan {
  readonly property: string;
  readonly branches: readonly (readonly [value: JsonValue, node: SchemaNode])[];
}
