import type { JsonValue } from "../schema/json.js";
import type { SchemaNode } from "../schema/schema-node.js";
import { conjuncts } from "../schema/subschemas.js";
import { type Cause, conditionEffects, type Effect, FillEffect, joined, unionEffect } from "./effect.js";
import { combined, type Effects, mapOf, merged, NONE, sizeOf } from "./effects.js";
import type { Accepts } from "./expansions.js";
import { type Fill, fillsOf, type PlanPart, partsOf } from "./fills.js";
import { childrenFor, Steps } from "./steps.js";

/** The defaults with which a value of a schema may be invalid though it is valid without them. */
export interface Risks {
  /** Of the value's own properties, by name. */
  readonly own: ReadonlyMap<string, Cause>;
  /** Further inside; there, only what the schemas inside don't know by themselves. */
  readonly inside: ReadonlyMap<Fill, Cause>;
  /** Both, each default once. */
  readonly all: ReadonlyMap<Fill, Cause>;
}

/** What risks are worked out from. */
export interface RiskSources {
  readonly accepts: Accepts;
  readonly usable: (node: SchemaNode) => { readonly value: JsonValue } | undefined;
  readonly hasDefaults: (node: SchemaNode) => boolean;
  readonly isDefinition: (node: SchemaNode) => boolean;
}

const NO_RISKS: Risks = { own: new Map(), inside: new Map(), all: new Map() };

/** What is known so far of one schema's defaults and another one's verdict. */
interface Pair {
  effects: Effects;
  isFinal: boolean;
}

/** One way through the schemas that say something of a value. */
interface Walk {
  readonly part: PlanPart;
  readonly known: Map<SchemaNode, Map<unknown, Effects>>;
}

const CERTAIN = Symbol("certain");
const UNCERTAIN = Symbol("uncertain");

/**
 * Finds the risks of schemas; answers are remembered.
 *
 * One class, because schemas refer to themselves: the effects of one pair of schemas follow from those of others, until no more is known.
 */
export class RiskFinder {
  readonly #sources: RiskSources;
  readonly #risks = new Map<SchemaNode, Risks>();
  readonly #parts = new Map<SchemaNode, readonly PlanPart[]>();
  readonly #steps = new Map<PlanPart, Steps>();
  readonly #own = new Map<SchemaNode, ReadonlyMap<Fill, Cause>>();
  readonly #fills = new Map<SchemaNode, readonly Fill[]>();
  readonly #pairs = new Map<SchemaNode, Map<SchemaNode, Pair>>();
  readonly #visited = new Set<Pair>();
  #hasGrown = false;
  readonly #verdicts = new Map<SchemaNode, Map<JsonValue, boolean>>();

  constructor(sources: RiskSources) {
    this.#sources = sources;
  }

  of(node: SchemaNode): Risks {
    const known = this.#risks.get(node);
    if (known !== undefined) return known;
    const risks = this.#sources.hasDefaults(node) ? this.#find(node) : NO_RISKS;
    this.#risks.set(node, risks);
    return risks;
  }

  /** What a schema's plan leads to that is judged by itself: what is further inside, and definitions and branches for the same value. */
  next(node: SchemaNode): readonly SchemaNode[] {
    return this.#partsOf(node).flatMap((part) => {
      if (part.through === part.node) return [part.node];
      return part.through === undefined ? this.#stepsOf(part).all.map(([, inner]) => inner) : [];
    });
  }

  #find(node: SchemaNode): Risks {
    const all = new Map<Fill, Cause>(this.#ownOf(node));
    const own = new Map([...all].map(([{ name }, cause]) => [name, cause]));
    const inside = this.#settled(() => this.#inside(node, node, true)).breaks;
    for (const [fill, cause] of inside) all.set(fill, cause);
    return all.size === 0 ? NO_RISKS : { own, inside, all };
  }

  /** The risky ones among the defaults of a value's own properties. */
  #ownOf(node: SchemaNode): ReadonlyMap<Fill, Cause> {
    let own = this.#own.get(node);
    if (own === undefined) {
      const found = this.#fillsOf(node).map((fill) =>
        mapOf(fill, this.#effect(fill, node, fill.part.through).breaks),
      );
      own = new Map(found.flatMap((each) => [...each]));
      this.#own.set(node, own);
    }
    return own;
  }

  /** By name, those that a schema and the definitions and branches for the same value know of. */
  #ownNames(node: SchemaNode): ReadonlyMap<string, Cause> {
    const parts = this.#partsOf(node).filter((part) => part.node === node || part.through === part.node);
    const own = parts.flatMap((part) => [...this.#ownOf(part.node)]);
    return new Map(own.map(([{ name }, cause]) => [name, cause]));
  }

  /** Works something out again and again, until no more is known of the pairs that it depends on; these may depend on each other. */
  #settled(find: () => Effects): Effects {
    for (;;) {
      this.#visited.clear();
      this.#hasGrown = false;
      const effects = find();
      if (this.#hasGrown) continue;
      for (const pair of this.#visited) pair.isFinal = true;
      return effects;
    }
  }

  /** What the defaults of one schema do to the verdict of another one on the same value. */
  #pair(observer: SchemaNode, planned: SchemaNode): Effects {
    if (!this.#sources.hasDefaults(planned) || observer.boolean !== undefined) return NONE;
    const known = this.#pairs.get(observer) ?? new Map<SchemaNode, Pair>();
    this.#pairs.set(observer, known);
    const pair = known.get(planned) ?? { effects: NONE, isFinal: false };
    known.set(planned, pair);
    if (pair.isFinal || this.#visited.has(pair)) return pair.effects;
    this.#visited.add(pair);
    const found: Effects[] = [this.#inside(observer, planned, false)];
    const names = this.#ownNames(observer);
    for (const fill of this.#fillsOf(planned)) {
      const { breaks, fixes } = this.#effect(fill, observer);
      // A property that is left out for the sake of one schema gets no default of another.
      found.push({ breaks: mapOf(fill, breaks ?? names.get(fill.name)), fixes: mapOf(fill, fixes) });
    }
    const effects = merged(found);
    if (sizeOf(effects) > sizeOf(pair.effects)) this.#hasGrown = true;
    pair.effects = effects;
    return effects;
  }

  /**
   * What defaults inside the properties and items of a value do to a schema's verdict on the value.
   *
   * @param planned - The schema whose defaults these are.
   * @param isCertain - Whether the value has to fit the schema, so that what both ways lead to at once is judged there.
   */
  #inside(node: SchemaNode, planned: SchemaNode, isCertain: boolean): Effects {
    const parts = this.#partsOf(planned);
    return merged(parts.map((part) => this.#byPart(node, { part, known: new Map() }, isCertain)));
  }

  #byPart(node: SchemaNode, walk: Walk, isCertain: boolean, through?: SchemaNode): Effects {
    if (node.boolean !== undefined) return NONE;
    const key = isCertain ? (through ?? CERTAIN) : UNCERTAIN;
    const seen = walk.known.get(node) ?? new Map<unknown, Effects>();
    walk.known.set(node, seen);
    const known = seen.get(key);
    if (known !== undefined) return known;
    seen.set(key, NONE);
    const effects = this.#byKeywords(node, walk, isCertain, through);
    seen.set(key, effects);
    return effects;
  }

  #byKeywords(node: SchemaNode, walk: Walk, isCertain: boolean, through: SchemaNode | undefined): Effects {
    const { part } = walk;
    const on = (child: SchemaNode): Effects => this.#byPart(child, walk, false);
    const found: Effects[] = [this.#atChildren(node, part, isCertain, through)];
    for (const next of conjuncts(node)) {
      const first = through ?? (isCertain && this.#sources.isDefinition(next) ? next : undefined);
      found.push(this.#byPart(next, walk, isCertain, first));
    }
    for (const keyword of ["anyOf", "oneOf"] as const) {
      const branches = node[keyword];
      if (branches === undefined) continue;
      const known = part.branches.get(branches);
      if (known !== undefined) {
        found.push(this.#byPart(known, walk, isCertain, through ?? (isCertain ? known : undefined)));
        continue;
      }
      const effects = branches.map(on);
      found.push(combined(effects, (each) => [unionEffect({ node, keyword }, branches, each)]));
    }
    if (node.not !== undefined) {
      const { breaks, fixes } = on(node.not);
      found.push({ breaks: fixes, fixes: breaks });
    }
    const conditional = [node.if, node.then, node.else].filter((child) => child !== undefined);
    if (node.if !== undefined) {
      const effectOf = (each: readonly Effect[]) => (child: SchemaNode) =>
        each[conditional.indexOf(child)] ?? joined([]);
      found.push(combined(conditional.map(on), (each) => [...conditionEffects(node, effectOf(each))]));
    }
    for (const child of node.dependentSchemas?.values() ?? []) found.push(on(child));
    const result = merged(found);
    if (node.unevaluatedProperties === undefined && node.unevaluatedItems === undefined) return result;
    // Whether a branch applies decides what it has seen.
    return { breaks: new Map([...result.fixes, ...result.breaks]), fixes: result.fixes };
  }

  /** By the keywords that are about properties and items. */
  #atChildren(
    node: SchemaNode,
    part: PlanPart,
    isCertain: boolean,
    through: SchemaNode | undefined,
  ): Effects {
    // A definition on the way knows its own.
    if (through !== undefined && through === part.through) return NONE;
    const found: Effects[] = [];
    for (const [step, planned] of this.#stepsOf(part).about(node)) {
      for (const keyword of ["const", "enum"] as const) {
        if (node[keyword] !== undefined) found.push(this.#any(planned, { node, keyword }));
      }
      for (const child of childrenFor(node, step, part.node)) {
        if (!isCertain || child !== planned) found.push(this.#pair(child, planned));
      }
      if (step.kind !== "item") continue;
      if (node.uniqueItems === true) found.push(this.#any(planned, { node, keyword: "uniqueItems" }));
      if (node.contains === undefined) continue;
      const { breaks, fixes } = this.#pair(node.contains, planned);
      const both = new Map([...breaks, ...fixes]);
      found.push({ breaks: both, fixes: both });
    }
    return merged(found);
  }

  /** For a keyword that minds any default inside. */
  #any(planned: SchemaNode, cause: Cause): Effects {
    const fills = new Map<Fill, Cause>();
    const seen = new Set([planned]);
    for (const node of seen) {
      for (const fill of this.#fillsOf(node)) fills.set(fill, cause);
      for (const part of this.#partsOf(node)) {
        for (const [, next] of this.#stepsOf(part).all) seen.add(next);
      }
    }
    return { breaks: fills, fixes: fills };
  }

  #effect(fill: Fill, observer: SchemaNode, skip?: SchemaNode): Effect {
    return new FillEffect(fill, (node, value) => this.#verdict(node, value), skip).on(observer);
  }

  #verdict(node: SchemaNode, value: JsonValue): boolean {
    const known = this.#verdicts.get(node) ?? new Map<JsonValue, boolean>();
    this.#verdicts.set(node, known);
    let verdict = known.get(value);
    if (verdict === undefined) {
      verdict = this.#sources.accepts(node, value);
      known.set(value, verdict);
    }
    return verdict;
  }

  #partsOf(node: SchemaNode): readonly PlanPart[] {
    let parts = this.#parts.get(node);
    if (parts === undefined) {
      parts = partsOf(node, this.#sources.isDefinition);
      this.#parts.set(node, parts);
    }
    return parts;
  }

  /** The ways of a part that lead to defaults. */
  #stepsOf(part: PlanPart): Steps {
    let steps = this.#steps.get(part);
    if (steps === undefined) {
      steps = new Steps(part, (node) => this.#sources.hasDefaults(node));
      this.#steps.set(part, steps);
    }
    return steps;
  }

  #fillsOf(node: SchemaNode): readonly Fill[] {
    let fills = this.#fills.get(node);
    if (fills === undefined) {
      fills = fillsOf(node, this.#partsOf(node), this.#sources.usable);
      this.#fills.set(node, fills);
    }
    return fills;
  }
}
