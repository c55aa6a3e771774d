import type { JsonValue } from "../schema/json.js";
import type { SchemaNode } from "../schema/schema-node.js";
import { contextsOf } from "./contexts.js";
import { declaredDefault } from "./declared-default.js";
import { requires } from "./discriminator.js";
import type { Cause } from "./effect.js";
import { Expansions } from "./expansions.js";
import type { Fill } from "./fills.js";
import type { Plan, PropertyPlan } from "./plan.js";
import { RiskFinder, type Risks } from "./risks.js";
import { pickBranches, targets, waysOf, withoutTail } from "./ways.js";

/** What is known of the defaults of a library's schemas. Answers are remembered; ask one instance for everything. */
export interface Defaults {
  /**
   * The default that an absent property with this schema gets: the schema's own, else the nearest of its `$ref` target or its `allOf`.
   * Undefined where there is none, where the schema rejects it (even with the defaults inside it applied), or where
   * applying it would never end or grow beyond reason.
   */
  usableDefault(node: SchemaNode): { readonly value: JsonValue } | undefined;
  /** Whether the schema accepts a value once the defaults inside the value are applied: whether the value could be its default. */
  accepts(node: SchemaNode, value: JsonValue): boolean;
  /** Whether applying defaults changes any value of this schema: there is a usable default on some way into it. */
  hasDefaults(node: SchemaNode): boolean;
  /**
   * For the branches of an `anyOf` or `oneOf`: in which of them defaults are applied, because the JSON type of a value or the
   * constant that one of its properties has tells that it can only be this branch. In the others values stay as they are.
   */
  appliedBranches(branches: readonly SchemaNode[]): readonly boolean[];
  /** Those of the branches that are applied of which every value has what tells that it is theirs. */
  completedBranches(node: SchemaNode, keyword: "anyOf" | "oneOf"): readonly SchemaNode[];
  /** The defaults with which a valid value of the schema may be invalid: they are only filled in where it stays valid. */
  risks(node: SchemaNode): Risks;
  /** The same, of the schema and of everything that its plan leads to. */
  allRisks(node: SchemaNode): Risks["all"];
  /** What applying the defaults of this schema does, one step deep. */
  plan(node: SchemaNode): Plan;
}

/** What defaults are worked out from. */
export interface DefaultsOptions {
  /** Whether a schema has a plan and a type of its own. */
  readonly isDefinition?: (node: SchemaNode) => boolean;
  /** The schemas that values are checked against; so that defaults which several of their parts keep adding to each other are found. */
  readonly roots?: Iterable<SchemaNode>;
}

/**
 * @param accepts - Whether a schema accepts a value; asked only for defaults, with the defaults inside them applied.
 */
export function createDefaults(
  accepts: (node: SchemaNode, value: JsonValue) => boolean,
  options: DefaultsOptions = {},
): Defaults {
  return new LibraryDefaults(accepts, options);
}

class LibraryDefaults implements Defaults {
  readonly #expansions: Expansions;
  readonly #risks: RiskFinder;
  readonly #hasDefaults = new Map<SchemaNode, boolean>();
  readonly #allRisks = new Map<SchemaNode, Risks["all"]>();
  readonly #hasRisks = new Map<SchemaNode, boolean>();
  readonly #plans = new Map<SchemaNode, Plan>();

  constructor(
    accepts: (node: SchemaNode, value: JsonValue) => boolean,
    { isDefinition = () => false, roots = [] }: DefaultsOptions,
  ) {
    this.#expansions = new Expansions(accepts, contextsOf(roots));
    this.#risks = new RiskFinder({
      accepts,
      usable: (node) => this.#expanded(node),
      hasDefaults: (node) => this.hasDefaults(node),
      isDefinition,
    });
  }

  usableDefault(node: SchemaNode): { readonly value: JsonValue } | undefined {
    const own = declaredDefault(node);
    return own !== undefined && this.#expansions.of(node).usable ? own : undefined;
  }

  accepts(node: SchemaNode, value: JsonValue): boolean {
    // Asked about a schema's own default, the answer is needed again when code is printed.
    const asked = node.default?.value === value ? node : { ...node, default: { value } };
    return this.usableDefault(asked) !== undefined;
  }

  #expanded(node: SchemaNode): { readonly value: JsonValue } | undefined {
    return this.usableDefault(node) && this.#expansions.of(node);
  }

  risks(node: SchemaNode): Risks {
    return this.#risks.of(node);
  }

  allRisks(node: SchemaNode): Risks["all"] {
    const known = this.#allRisks.get(node);
    if (known !== undefined) return known;
    const all = new Map<Fill, Cause>();
    this.#allRisks.set(node, all);
    const next = (each: SchemaNode) => this.#risks.next(each);
    const hasRisks = (each: SchemaNode) =>
      leadsTo(each, this.#hasRisks, next, (some) => this.risks(some).all.size > 0);
    const reached = new Set(hasRisks(node) ? [node] : []);
    for (const each of reached) {
      for (const [fill, cause] of this.risks(each).all) if (!all.has(fill)) all.set(fill, cause);
      for (const inner of next(each)) if (hasRisks(inner)) reached.add(inner);
    }
    return all;
  }

  hasDefaults(node: SchemaNode): boolean {
    const next = (each: SchemaNode) => targets(waysOf(each));
    return leadsTo(node, this.#hasDefaults, next, (each) =>
      waysOf(each).properties.some(([, property]) => this.usableDefault(property) !== undefined),
    );
  }

  appliedBranches(branches: readonly SchemaNode[]): readonly boolean[] {
    return pickBranches(branches).applied;
  }

  completedBranches(node: SchemaNode, keyword: "anyOf" | "oneOf"): readonly SchemaNode[] {
    const branches = node[keyword] ?? [];
    const { applied, discriminated, discriminator } = pickBranches(branches);
    return branches.filter((branch, index) => {
      if (applied[index] !== true || discriminated[index] !== true || discriminator === undefined) {
        return applied[index] === true;
      }
      const { property } = discriminator;
      return requires(branch, property) || requires(node, property) || this.#isFilledIn(node, property);
    });
  }

  /** Whether a property gets a default in every value of a schema. */
  #isFilledIn(node: SchemaNode, name: string): boolean {
    const property = node.properties?.get(name);
    return (
      property !== undefined && this.usableDefault(property) !== undefined && !this.risks(node).own.has(name)
    );
  }

  plan(node: SchemaNode): Plan {
    const known = this.#plans.get(node);
    if (known !== undefined) return known;
    const has = (target: SchemaNode) => this.hasDefaults(target);
    const { only, additionalProperties, items, ...ways } = waysOf(node);
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
}

/**
 * Whether a way from a schema leads to a schema that is looked for. Everything that can be reached is settled at once.
 *
 * @param settled - Answers that were given before.
 */
function leadsTo(
  node: SchemaNode,
  settled: Map<SchemaNode, boolean>,
  next: (node: SchemaNode) => readonly SchemaNode[],
  isLookedFor: (node: SchemaNode) => boolean,
): boolean {
  const known = settled.get(node);
  if (known !== undefined) return known;
  const reached = new Set([node]);
  const comesFrom = new Map<SchemaNode, SchemaNode[]>();
  const yes: SchemaNode[] = [];
  for (const from of reached) {
    const before = settled.get(from);
    if (before !== undefined) {
      if (before) yes.push(from);
      continue;
    }
    if (isLookedFor(from)) yes.push(from);
    for (const to of next(from)) {
      reached.add(to);
      const sources = comesFrom.get(to);
      if (sources === undefined) comesFrom.set(to, [from]);
      else sources.push(from);
    }
  }
  const leads = new Set(yes);
  for (const to of leads) for (const from of comesFrom.get(to) ?? []) leads.add(from);
  for (const each of reached) settled.set(each, leads.has(each));
  return leads.has(node);
}
