import type { SchemaNode } from "../schema/schema-node.js";
import { conjuncts } from "../schema/subschemas.js";
import { type Discriminator, discriminatorOf } from "./discriminator.js";
import { possibleTypes, type ValueType } from "./json-types.js";
import type { Plan, UnionPlan } from "./plan.js";

/** A schema's ways into its values, whether or not they lead to a default. */
export interface Ways extends Omit<Plan, "properties"> {
  readonly properties: readonly (readonly [name: string, node: SchemaNode])[];
  /** The same by name. */
  readonly named: ReadonlyMap<string, SchemaNode>;
}

const known = new WeakMap<SchemaNode, Ways>();

/** The ways of a schema; answers are remembered. */
export function waysOf(node: SchemaNode): Ways {
  let ways = known.get(node);
  if (ways === undefined) {
    ways = waysInto(node);
    known.set(node, ways);
  }
  return ways;
}

const NO_PROPERTIES: ReadonlyMap<string, SchemaNode> = new Map();

function waysInto(node: SchemaNode): Ways {
  const types = possibleTypes(node);
  const isObject = types.has("object");
  const isArray = types.has("array");
  const ways: Ways = {
    properties: isObject ? [...(node.properties ?? [])] : [],
    named: (isObject ? node.properties : undefined) ?? NO_PROPERTIES,
    patternProperties: isObject ? [...(node.patternProperties ?? [])] : [],
    ...(isObject && node.additionalProperties !== undefined
      ? {
          additionalProperties: {
            except: [...(node.properties?.keys() ?? [])],
            exceptPatterns: [...(node.patternProperties?.keys() ?? [])],
            node: node.additionalProperties,
          },
        }
      : {}),
    prefixItems: isArray ? (node.prefixItems ?? []) : [],
    ...(isArray && node.items !== undefined
      ? { items: { from: node.prefixItems?.length ?? 0, node: node.items } }
      : {}),
    also: [],
    unions: [],
  };
  if (!isObject && !isArray) return ways;
  const also = conjuncts(node);
  const unions: UnionPlan[] = [];
  for (const branches of [node.anyOf, node.oneOf]) {
    if (branches === undefined) continue;
    const { applied, discriminated, discriminator } = pickBranches(branches);
    also.push(...branches.filter((_, index) => applied[index] && !discriminated[index]));
    if (discriminator !== undefined) {
      unions.push({ property: discriminator.property, branches: discriminator.branches });
    }
  }
  const only = isObject && isArray ? undefined : isObject ? "object" : "array";
  const isWider = (target: SchemaNode) => possibleTypes(target).has(only === "object" ? "array" : "object");
  const guarded = only !== undefined && also.some(isWider);
  return { ...ways, ...(guarded ? { only } : {}), also: also.filter(mayLeadOn), unions };
}

/** Whether a schema says anything that may be a way; a condition, for one, does not. */
function mayLeadOn(node: SchemaNode): boolean {
  return LEADING.some((keyword) => node[keyword] !== undefined);
}

const LEADING = [
  ...(["refs", "allOf", "anyOf", "oneOf", "prefixItems", "items"] as const),
  ...(["properties", "patternProperties", "additionalProperties"] as const),
] as const satisfies readonly (keyof SchemaNode)[];

/** Which branches of a union a value can be known to be of. */
export interface PickedBranches {
  readonly applied: readonly boolean[];
  /** The applied ones that only the discriminator can distinguish. */
  readonly discriminated: readonly boolean[];
  readonly discriminator?: UnionPlan;
}

export function pickBranches(branches: readonly SchemaNode[]): PickedBranches {
  const types = branches.map(possibleTypes);
  const count = (type: ValueType) => types.filter((each) => each.has(type)).length;
  const objects = count("object");
  const arrays = count("array");
  const ofObjects = branches.filter((_, index) => types[index]?.has("object"));
  const discriminator: Discriminator | undefined = objects > 1 ? discriminatorOf(ofObjects) : undefined;
  const discriminated = types.map((each) => each.has("object") && discriminator !== undefined);
  const applied = types.map((each) => {
    const isObject = each.has("object");
    const isArray = each.has("array");
    if (!isObject && !isArray) return false;
    return (
      (!isObject || objects === 1 || discriminator !== undefined) &&
      // A branch that takes both would need both answers at once.
      (!isArray || (arrays === 1 && !(isObject && objects > 1)))
    );
  });
  if (discriminator === undefined) return { applied, discriminated };
  const listed = ofObjects.flatMap((node, index) => {
    if (!applied[branches.indexOf(node)]) return [];
    return (discriminator.values[index] ?? []).map((value) => [value, node] as const);
  });
  return { applied, discriminated, discriminator: { property: discriminator.property, branches: listed } };
}

/** The schemas that ways lead to. */
export function targets(ways: Ways): SchemaNode[] {
  return [
    ...ways.properties.map(([, node]) => node),
    ...ways.patternProperties.map(([, node]) => node),
    ...(ways.additionalProperties === undefined ? [] : [ways.additionalProperties.node]),
    ...ways.prefixItems.filter((node) => node !== undefined),
    ...(ways.items === undefined ? [] : [ways.items.node]),
    ...ways.also,
    ...ways.unions.flatMap(({ branches }) => branches.map(([, node]) => node)),
  ];
}

export function withoutTail<T>(items: readonly (T | undefined)[]): readonly (T | undefined)[] {
  const last = items.findLastIndex((item) => item !== undefined);
  return items.slice(0, last + 1);
}
