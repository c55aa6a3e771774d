import { type Discriminator, discriminatorOf } from "./defaults/discriminator.js";
import { possibleTypes, typeOf, type ValueType } from "./defaults/json-types.js";
import { isJsonObject, type JsonObject, type JsonValue } from "./json.js";
import { compilePattern } from "./pattern.js";
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
   * For the branches of an `anyOf` or `oneOf`: in which of them defaults are applied, because the JSON type of a value or the
   * constant that one of its properties has tells that it can only be this branch. In the others values stay as they are.
   */
  appliedBranches(branches: readonly SchemaNode[]): readonly boolean[];
  /** What applying the defaults of this schema does, one step deep. */
  plan(node: SchemaNode): Plan;
}

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

/** A default that would grow to more values than this is not applied. */
const MAX_EXPANSION = 10_000;
/** A default nested deeper than this is not applied. */
const MAX_DEPTH = 200;

/**
 * @param accepts - Whether a schema accepts a value; asked only for defaults, with the defaults inside them applied.
 */
export function createDefaults(accepts: (node: SchemaNode, value: JsonValue) => boolean): Defaults {
  return new LibraryDefaults(accepts);
}

/** A schema's ways into its values, whether or not they lead to a default. */
interface Ways extends Omit<Plan, "properties"> {
  readonly properties: readonly (readonly [name: string, node: SchemaNode])[];
}

/** How a default comes out: with the defaults inside it, and how many values it then is. */
interface Expansion {
  readonly usable: boolean;
  readonly value: JsonValue;
  readonly size: number;
}

class LibraryDefaults implements Defaults {
  readonly #accepts: (node: SchemaNode, value: JsonValue) => boolean;
  readonly #ways = new Map<SchemaNode, Ways>();
  readonly #expansions = new Map<SchemaNode, Expansion>();
  readonly #hasDefaults = new Map<SchemaNode, boolean>();
  readonly #plans = new Map<SchemaNode, Plan>();
  readonly #patterns = new Map<string, RegExp | undefined>();

  constructor(accepts: (node: SchemaNode, value: JsonValue) => boolean) {
    this.#accepts = accepts;
  }

  usableDefault(node: SchemaNode): { readonly value: JsonValue } | undefined {
    const own = declaredDefault(node);
    if (own === undefined) return undefined;
    return this.#expansion(node).usable ? own : undefined;
  }

  hasDefaults(node: SchemaNode): boolean {
    const known = this.#hasDefaults.get(node);
    if (known !== undefined) return known;
    // Everything that can be reached is settled at once: a schema has defaults when one of its ways leads to a default.
    const reached = new Set([node]);
    const comesFrom = new Map<SchemaNode, SchemaNode[]>();
    const yes: SchemaNode[] = [];
    for (const from of reached) {
      const settled = this.#hasDefaults.get(from);
      if (settled !== undefined) {
        if (settled) yes.push(from);
        continue;
      }
      const ways = this.#waysOf(from);
      if (ways.properties.some(([, property]) => this.usableDefault(property) !== undefined)) yes.push(from);
      for (const to of targets(ways)) {
        reached.add(to);
        const sources = comesFrom.get(to);
        if (sources === undefined) comesFrom.set(to, [from]);
        else sources.push(from);
      }
    }
    const leads = new Set(yes);
    for (const to of leads) for (const from of comesFrom.get(to) ?? []) leads.add(from);
    for (const each of reached) this.#hasDefaults.set(each, leads.has(each));
    return leads.has(node);
  }

  appliedBranches(branches: readonly SchemaNode[]): readonly boolean[] {
    return pickBranches(branches).applied;
  }

  plan(node: SchemaNode): Plan {
    const known = this.#plans.get(node);
    if (known !== undefined) return known;
    const has = (target: SchemaNode) => this.hasDefaults(target);
    const { only, additionalProperties, items, ...ways } = this.#waysOf(node);
    const plan: Plan = {
      ...(only === undefined ? {} : { only }),
      properties: ways.properties.flatMap(([name, target]) => this.#propertyPlan(name, target)),
      patternProperties: ways.patternProperties.filter(([, target]) => has(target)),
      ...(additionalProperties !== undefined && has(additionalProperties.node)
        ? { additionalProperties }
        : {}),
      prefixItems: withoutTail(
        ways.prefixItems.map((target) => (target && has(target) ? target : undefined)),
      ),
      ...(items !== undefined && has(items.node) ? { items } : {}),
      also: ways.also.filter(has),
      unions: ways.unions
        .map(({ property, branches }) => ({
          property,
          branches: branches.filter(([, target]) => has(target)),
        }))
        .filter(({ branches }) => branches.length > 0),
    };
    this.#plans.set(node, plan);
    return plan;
  }

  #propertyPlan(name: string, node: SchemaNode): PropertyPlan[] {
    const value = this.usableDefault(node);
    const inside = this.hasDefaults(node);
    if (value === undefined && !inside) return [];
    return [{ name, ...(value === undefined ? {} : { default: value }), ...(inside ? { node } : {}) }];
  }

  #waysOf(node: SchemaNode): Ways {
    let ways = this.#ways.get(node);
    if (ways === undefined) {
      ways = waysOf(node);
      this.#ways.set(node, ways);
    }
    return ways;
  }

  /**
   * Settles a default and all defaults that its value would get, innermost first. A default that would get itself, at whatever depth,
   * never ends; all defaults on such a circle are unusable, whichever of them was asked for first (Tarjan's algorithm, with
   * a stack of our own because the circle's length is the schema's to choose).
   */
  #expansion(asked: SchemaNode): Expansion {
    const known = this.#expansions.get(asked);
    if (known !== undefined) return known;

    interface Visit {
      readonly node: SchemaNode;
      readonly inner: readonly SchemaNode[];
      readonly index: number;
      next: number;
      low: number;
    }
    const visits = new Map<SchemaNode, Visit>();
    const open: SchemaNode[] = [];
    const isOpen = new Set<SchemaNode>();
    const path: Visit[] = [];
    const enter = (node: SchemaNode): void => {
      const index = visits.size;
      const visit: Visit = { node, inner: this.#innerDefaults(node), index, next: 0, low: index };
      visits.set(node, visit);
      open.push(node);
      isOpen.add(node);
      path.push(visit);
    };

    enter(asked);
    for (let visit = path.at(-1); visit !== undefined; visit = path.at(-1)) {
      const inner = visit.inner[visit.next];
      if (inner !== undefined) {
        visit.next += 1;
        const met = visits.get(inner);
        if (met !== undefined) {
          if (isOpen.has(inner)) visit.low = Math.min(visit.low, met.index);
        } else if (!this.#expansions.has(inner)) enter(inner);
        continue;
      }
      path.pop();
      const parent = path.at(-1);
      if (parent !== undefined) parent.low = Math.min(parent.low, visit.low);
      if (visit.low !== visit.index) continue;
      const circle = open.splice(open.lastIndexOf(visit.node));
      for (const node of circle) isOpen.delete(node);
      const endless = circle.length > 1 || visit.inner.includes(visit.node);
      for (const node of circle) this.#expansions.set(node, endless ? UNUSABLE : this.#expand(node));
    }
    return this.#expansions.get(asked) ?? UNUSABLE;
  }

  /** The schemas of the absent properties, with a default, that the default of this schema has inside. */
  #innerDefaults(node: SchemaNode): SchemaNode[] {
    const value = declaredDefault(node)?.value;
    if (value === undefined) return [];
    const found = new Set<SchemaNode>();
    this.#fill(value, node, (absent) => {
      if (declaredDefault(absent) !== undefined) found.add(absent);
      return undefined;
    });
    return [...found];
  }

  /** The default of a schema with the defaults inside it, which are settled. */
  #expand(node: SchemaNode): Expansion {
    const own = declaredDefault(node);
    if (own === undefined) return UNUSABLE;
    let size = sizeOf(own.value);
    if (size === undefined) return UNUSABLE;
    const value = this.#fill(own.value, node, (absent) => {
      const inner = this.#expansions.get(absent);
      if (!inner?.usable || size === undefined || size > MAX_EXPANSION) return undefined;
      size += inner.size;
      return inner;
    });
    if (size > MAX_EXPANSION) return UNUSABLE;
    return this.#accepts(node, value) ? { usable: true, value, size } : UNUSABLE;
  }

  /** A copy of the value in which each absent property has what `absent` says; the same steps as `applyDefaults` takes at run time. */
  #fill(
    value: JsonValue,
    node: SchemaNode,
    absent: (node: SchemaNode) => { readonly value: JsonValue } | undefined,
    depth = 0,
  ): JsonValue {
    if (typeof value !== "object" || value === null || depth > MAX_DEPTH) return value;
    const inside = (item: JsonValue, target: SchemaNode) => this.#fill(item, target, absent, depth + 1);
    let filled: JsonObject | readonly JsonValue[] = value;
    const seen = new Set<SchemaNode>();
    // Schemas to apply to the value, and unions to pick one from once those before them are done; the next is the last.
    const pending: (SchemaNode | UnionPlan)[] = [node];
    for (let part = pending.pop(); part !== undefined; part = pending.pop()) {
      if ("branches" in part) {
        const { property, branches } = part;
        const tag = isJsonObject(filled) && Object.hasOwn(filled, property) ? filled[property] : undefined;
        const branch = branches.find(([constant]) => constant === tag);
        if (branch !== undefined) pending.push(branch[1]);
        continue;
      }
      if (seen.has(part)) continue;
      seen.add(part);
      const ways = this.#waysOf(part);
      filled = isJsonObject(filled)
        ? this.#fillObject(filled, ways, absent, inside)
        : fillArray(filled, ways, inside);
      if (ways.only !== undefined && ways.only !== typeOf(filled)) continue;
      pending.push(...[...ways.also, ...ways.unions].reverse());
    }
    return filled;
  }

  #fillObject(
    value: JsonObject,
    ways: Ways,
    absent: (node: SchemaNode) => { readonly value: JsonValue } | undefined,
    inside: (item: JsonValue, target: SchemaNode) => JsonValue,
  ): JsonObject {
    const entries = new Map(Object.entries(value));
    for (const [name, target] of ways.properties) {
      const present = entries.get(name);
      if (present === undefined) {
        const assigned = absent(target);
        if (assigned !== undefined) entries.set(name, assigned.value);
      } else entries.set(name, inside(present, target));
    }
    const matches = (pattern: string, name: string) => this.#pattern(pattern)?.test(name) ?? false;
    for (const [name, item] of entries) {
      let filled = item;
      for (const [pattern, target] of ways.patternProperties) {
        if (matches(pattern, name)) filled = inside(filled, target);
      }
      const other = ways.additionalProperties;
      if (
        other !== undefined &&
        !other.except.includes(name) &&
        !other.exceptPatterns.some((pattern) => matches(pattern, name))
      ) {
        filled = inside(filled, other.node);
      }
      entries.set(name, filled);
    }
    return Object.fromEntries(entries);
  }

  #pattern(pattern: string): RegExp | undefined {
    if (!this.#patterns.has(pattern)) this.#patterns.set(pattern, compilePattern(pattern));
    return this.#patterns.get(pattern);
  }
}

const UNUSABLE: Expansion = { usable: false, value: null, size: 0 };

function fillArray(
  value: readonly JsonValue[],
  ways: Ways,
  inside: (item: JsonValue, target: SchemaNode) => JsonValue,
): readonly JsonValue[] {
  return value.map((item, index) => {
    const target =
      ways.prefixItems[index] ?? (ways.items && index >= ways.items.from ? ways.items.node : undefined);
    return target === undefined ? item : inside(item, target);
  });
}

/** The default that a schema declares for its place: its own, else its reference target's. */
export function declaredDefault(node: SchemaNode): { readonly value: JsonValue } | undefined {
  const seen = new Set([node]);
  for (const each of seen) {
    if (each.default !== undefined) return each.default;
    for (const target of each.refs ?? []) seen.add(target);
  }
  return undefined;
}

/** How many values a value consists of; undefined where it is nested too deeply. */
function sizeOf(value: JsonValue, depth = 0): number | undefined {
  if (typeof value !== "object" || value === null) return 1;
  if (depth > MAX_DEPTH) return undefined;
  let size = 1;
  for (const item of Object.values(value)) {
    const inner = sizeOf(item, depth + 1);
    if (inner === undefined) return undefined;
    size += inner;
  }
  return size;
}

function waysOf(node: SchemaNode): Ways {
  const types = possibleTypes(node);
  const isObject = types.has("object");
  const isArray = types.has("array");
  const ways: Ways = {
    properties: isObject ? [...(node.properties ?? [])] : [],
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
  const also = [...(node.refs ?? []), ...(node.allOf ?? [])];
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
  return { ...ways, ...(guarded ? { only } : {}), also, unions };
}

interface PickedBranches {
  readonly applied: readonly boolean[];
  /** Those among the applied that need the discriminator to be told apart. */
  readonly discriminated: readonly boolean[];
  readonly discriminator?: UnionPlan;
}

function pickBranches(branches: readonly SchemaNode[]): PickedBranches {
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

function targets(ways: Ways): SchemaNode[] {
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

function withoutTail<T>(items: readonly (T | undefined)[]): readonly (T | undefined)[] {
  const last = items.findLastIndex((item) => item !== undefined);
  return items.slice(0, last + 1);
}
