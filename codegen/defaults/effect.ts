import { patternMatches } from "../schema/pattern.js";
import type { SchemaNode } from "../schema/schema-node.js";
import { conjuncts } from "../schema/subschemas.js";
import { discriminatorOf, requires } from "./discriminator.js";
import type { Accepts } from "./expansions.js";
import type { Fill } from "./fills.js";
import { possibleTypes } from "./json-types.js";
import { conjunctsMinding } from "./minding.js";

/** The keyword by which a schema minds that a property is filled in. */
export interface Cause {
  readonly node: SchemaNode;
  readonly keyword: keyof SchemaNode;
}

/** What it may do to a schema's verdict on an object that the object gets a property. */
export interface Effect {
  /** The object was valid, and no longer is. */
  readonly breaks: Cause | undefined;
  /** It was not, and now is. */
  readonly fixes: Cause | undefined;
  /** It is never valid with it. */
  readonly rejects: boolean;
}

const NONE: Effect = { breaks: undefined, fixes: undefined, rejects: false };

/** Judges what filling in one property may do to a schema's verdict on the object; errs on the side of "may". */
export class FillEffect {
  readonly #fill: Fill;
  readonly #accepts: Accepts;
  readonly #known = new Map<SchemaNode, Effect>();
  readonly #skip: SchemaNode | undefined;

  /**
   * @param accepts - Whether a schema accepts a default.
   * @param skip - A schema that is not looked into where the object must fit it, because it has been judged by itself.
   */
  constructor(fill: Fill, accepts: Accepts, skip?: SchemaNode) {
    this.#fill = fill;
    this.#accepts = accepts;
    this.#skip = skip;
  }

  on(node: SchemaNode, isCertain = true): Effect {
    if (node.boolean !== undefined || (isCertain && node === this.#skip)) return NONE;
    if (!possibleTypes(node).has("object")) return NONE;
    const known = this.#known.get(node);
    if (known !== undefined) return known;
    // A schema that comes to itself again brings nothing new.
    this.#known.set(node, NONE);
    const own = [...this.#direct(node), ...this.#combined(node, isCertain)];
    const all = joined(own);
    const rejects = own.some((each) => each.rejects);
    const effect: Effect = {
      breaks: requires(node, this.#fill.name) ? undefined : all.breaks,
      fixes: rejects ? undefined : all.fixes,
      rejects,
    };
    this.#known.set(node, effect);
    return effect;
  }

  /** By the keywords that are about the object and its properties. */
  *#direct(node: SchemaNode): Generator<Effect> {
    const { name } = this.#fill;
    for (const [keyword, child] of childrenAt(node, name)) {
      if (!this.#isAccepted(child)) yield breaking({ node, keyword }, true);
    }
    if (node.propertyNames !== undefined && !this.#accepts(node.propertyNames, name)) {
      yield breaking({ node, keyword: "propertyNames" }, true);
    }
    if (node.required?.includes(name)) yield fixing({ node, keyword: "required" });
    if (node.minProperties !== undefined) yield fixing({ node, keyword: "minProperties" });
    if (node.maxProperties !== undefined) yield breaking({ node, keyword: "maxProperties" });
    if (node.const !== undefined) yield either({ node, keyword: "const" });
    if (node.enum !== undefined) yield either({ node, keyword: "enum" });
    for (const [property, needed] of node.dependentRequired ?? []) {
      const cause: Cause = { node, keyword: "dependentRequired" };
      if (property === name && !needed.every((other) => requires(node, other))) yield breaking(cause);
      if (needed.includes(name)) yield fixing(cause);
    }
  }

  /** By other schemas for the same object. */
  *#combined(node: SchemaNode, isCertain: boolean): Generator<Effect> {
    for (const part of conjunctsMinding(node, this.#fill.name)) yield this.on(part, isCertain);
    for (const keyword of ["anyOf", "oneOf"] as const) {
      const branches = node[keyword];
      if (branches === undefined) continue;
      const known = this.#fill.part.branches.get(branches);
      if (known !== undefined) yield this.on(known, isCertain);
      else {
        const effects = branches.map((branch) => this.on(branch, false));
        yield unionEffect({ node, keyword }, branches, effects);
      }
    }
    if (node.not !== undefined) {
      const { breaks, fixes } = this.on(node.not, false);
      const cause: Cause = { node, keyword: "not" };
      yield { breaks: fixes && cause, fixes: breaks && cause, rejects: false };
    }
    yield* conditionEffects(node, (child) => this.on(child, false));
    for (const [property, child] of node.dependentSchemas ?? []) {
      const cause: Cause = { node, keyword: "dependentSchemas" };
      if (property === this.#fill.name && child.boolean !== true) yield breaking(cause);
      else yield withoutRejection(this.on(child, false));
    }
    yield* this.#unevaluated(node);
  }

  *#unevaluated(node: SchemaNode): Generator<Effect> {
    const rest = node.unevaluatedProperties;
    if (rest === undefined || this.#isAccepted(rest)) return;
    const { name, part } = this.#fill;
    const isSeen = [...certainParts(node, part.branches)].some((each) => childrenAt(each, name).length > 0);
    if (!isSeen) yield breaking({ node, keyword: "unevaluatedProperties" });
    // Whether a branch applies decides what it has seen.
    const { unevaluatedProperties: _, ...others } = node;
    const { breaks, fixes } = joined([...this.#combined(others, false)]);
    if (breaks ?? fixes) yield either({ node, keyword: "unevaluatedProperties" });
  }

  #isAccepted(child: SchemaNode): boolean {
    return child === this.#fill.node || child.boolean === true || this.#accepts(child, this.#fill.value);
  }
}

/** The schemas that a schema's own keywords have for a property. */
export function childrenAt(
  node: SchemaNode,
  name: string,
): readonly (readonly [keyword: keyof SchemaNode, child: SchemaNode])[] {
  const found: [keyof SchemaNode, SchemaNode][] = [];
  const named = node.properties?.get(name);
  let isKnown = named !== undefined;
  if (named !== undefined) found.push(["properties", named]);
  for (const [pattern, child] of node.patternProperties ?? []) {
    const isMatch = patternMatches(pattern, name);
    if (isMatch !== false) found.push(["patternProperties", child]);
    isKnown ||= isMatch === true;
  }
  if (!isKnown && node.additionalProperties !== undefined) {
    found.push(["additionalProperties", node.additionalProperties]);
  }
  return found;
}

/** The effect on a union, by those on its branches. */
export function unionEffect(
  cause: Cause,
  branches: readonly SchemaNode[],
  effects: readonly Effect[],
): Effect {
  const all = joined(effects);
  const rejects = effects.length > 0 && effects.every((each) => each.rejects);
  // That one more branch fits does no harm to `anyOf`, nor where no two ever fit.
  if (cause.keyword === "anyOf" || isExclusive(branches)) return { ...all, rejects };
  return all.breaks || all.fixes ? { breaks: cause, fixes: cause, rejects } : { ...NONE, rejects };
}

/** The effects on `if`, `then` and `else`. */
export function* conditionEffects(node: SchemaNode, on: (child: SchemaNode) => Effect): Generator<Effect> {
  const { if: condition, then: consequence, else: alternative } = node;
  if (condition === undefined) return;
  const { breaks, fixes } = on(condition);
  const [no, yes] = [breaks && alternative, fixes && consequence];
  if (no !== undefined || yes !== undefined) yield either({ node, keyword: "if" });
  if (fixes && alternative !== undefined) yield fixing({ node, keyword: "if" });
  if (breaks && consequence !== undefined) yield fixing({ node, keyword: "if" });
  for (const child of [consequence, alternative]) if (child !== undefined) yield withoutRejection(on(child));
}

/** Several effects at once. */
export function joined(effects: readonly Effect[]): Effect {
  return {
    breaks: effects.find(({ breaks }) => breaks)?.breaks,
    fixes: effects.find(({ fixes }) => fixes)?.fixes,
    rejects: false,
  };
}

export function either(cause: Cause): Effect {
  return { breaks: cause, fixes: cause, rejects: false };
}

function breaking(cause: Cause, rejects = false): Effect {
  return { breaks: cause, fixes: undefined, rejects };
}

function fixing(cause: Cause): Effect {
  return { breaks: undefined, fixes: cause, rejects: false };
}

function withoutRejection(effect: Effect): Effect {
  return { ...effect, rejects: false };
}

/** Whether no object fits two of the branches, because a property tells them apart. */
function isExclusive(branches: readonly SchemaNode[]): boolean {
  const ofObjects = branches.filter((branch) => possibleTypes(branch).has("object"));
  if (ofObjects.length < 2) return true;
  const discriminator = discriminatorOf(ofObjects);
  if (discriminator === undefined) return false;
  return ofObjects.filter((branch) => !requires(branch, discriminator.property)).length < 2;
}

/** The schema and all that a value of it must fit as a whole, the branches that it is known to be of among them. */
function certainParts(
  node: SchemaNode,
  branches: ReadonlyMap<readonly SchemaNode[], SchemaNode>,
): ReadonlySet<SchemaNode> {
  const parts = new Set([node]);
  for (const part of parts) {
    const known = [part.anyOf, part.oneOf].map((some) => some && branches.get(some));
    for (const next of [...conjuncts(part), ...known]) if (next !== undefined) parts.add(next);
  }
  return parts;
}
