import type { JsonValue } from "../schema/json.js";
import type { SchemaNode } from "../schema/schema-node.js";
import { conjuncts } from "../schema/subschemas.js";
import { requires } from "./discriminator.js";
import { type Ways, waysOf } from "./ways.js";

/** A property that gets a default where it is absent. */
export interface Fill {
  readonly name: string;
  /** The property's schema. */
  readonly node: SchemaNode;
  /** The default, with the defaults inside it. */
  readonly value: JsonValue;
  readonly part: PlanPart;
}

/** A schema by whose ways a value gets defaults. */
export interface PlanPart {
  readonly node: SchemaNode;
  readonly ways: Ways;
  /** The branch that the value is known to be of, for each union on the way to this part. */
  readonly branches: ReadonlyMap<readonly SchemaNode[], SchemaNode>;
  /** The first definition or branch on the way to this part, which is judged by itself; absent where there is none. */
  readonly through?: SchemaNode;
}

/**
 * The parts of a schema's plan for one and the same value.
 *
 * @param isDefinition - Whether a schema has a plan and a type of its own.
 */
export function partsOf(node: SchemaNode, isDefinition: (node: SchemaNode) => boolean): readonly PlanPart[] {
  const parts = new Map<SchemaNode, PlanPart>();
  const open: Omit<PlanPart, "ways">[] = [{ node, branches: new Map() }];
  for (let part = open.pop(); part !== undefined; part = open.pop()) {
    if (parts.has(part.node)) continue;
    const ways = waysOf(part.node);
    parts.set(part.node, { ...part, ways });
    const { anyOf, oneOf } = part.node;
    const { through = undefined, branches } = part;
    const certain = new Set(conjuncts(part.node));
    const applied = [
      ...ways.also,
      ...ways.unions.flatMap((union) => union.branches.map(([, branch]) => branch)),
    ];
    for (const next of [...new Set(applied)].reverse()) {
      if (certain.has(next)) {
        const first = through ?? (isDefinition(next) ? next : undefined);
        open.push({ node: next, branches, ...(first === undefined ? {} : { through: first }) });
        continue;
      }
      const union = [anyOf, oneOf].find((some) => some?.includes(next)) ?? [];
      open.push({
        node: next,
        branches: new Map([...branches, [union, next]]),
        through: through ?? next,
      });
    }
  }
  return [...parts.values()];
}

/** The properties that a schema's plan adds to an object that may be valid without them. */
export function fillsOf(
  node: SchemaNode,
  parts: readonly PlanPart[],
  usableValue: (node: SchemaNode) => { readonly value: JsonValue } | undefined,
): readonly Fill[] {
  return parts.flatMap((part) =>
    part.ways.properties.flatMap(([name, property]): Fill[] => {
      if (requires(node, name) || requires(part.node, name)) return [];
      const usable = usableValue(property);
      return usable === undefined ? [] : [{ name, node: property, value: usable.value, part }];
    }),
  );
}
