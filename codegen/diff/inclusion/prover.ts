import { equal } from "../../../src/schema/validation/index.js";
import { canonicalJson } from "../../model/shape.js";
import type { JsonValue } from "../../schema/json.js";
import type { SchemaNode } from "../../schema/schema-node.js";
import { reachableNodes } from "../../schema/subschemas.js";
import { isSuspicious } from "../../schema/suspicious-pattern.js";
import { add, type Case, emptyCase, type Same } from "./case.js";
import { eitherWay, nextCases, withoutIdle } from "./choices.js";
import { KINDS, type Kind, kindOf } from "./kind.js";
import type { Logic } from "./logic.js";
import { logicOf } from "./logic-of.js";
import type { Step } from "./refusal.js";
import { MAX_MADE } from "./strings.js";

/** What a prover needs to know of schemas. */
export interface ProverOptions {
  /** Whether two schemas mean the same; `false` where that is not known. */
  readonly same: Same;
  /** Whether a schema accepts a value: what its validator says. */
  readonly accepts: (node: SchemaNode, value: JsonValue) => boolean;
}

/** Bounds the work of one question, the same on every machine: for each question, and more for each schema that it is about. */
const MAX_STEPS = 10_000;
const STEPS_PER_SCHEMA = 20;
const MAX_SCHEMAS = 5_000;
/** Longer texts are not tried on a pattern that may take for ever. */
const MAX_TEXT_FOR_SUSPECTS = 20;
const MAX_SAMPLE_STEPS = 1_500;
/** Samples are not nested deeper than this. */
const MAX_SAMPLE_DEPTH = 120;
const MAX_SAMPLES = 8;
/** So many ways of a case to go on are followed for samples. */
const MAX_SAMPLED_CASES = 24;

/**
 * Tells whether there are values that some schemas accept and others refuse. It takes schemas apart, kind of value by kind of value and choice by
 * choice, until each way ends in a contradiction.
 *
 * Values are finite: if a value had to hold, somewhere inside of it, a value of which the same is known, there would be a smallest one, which can't be.
 * So a question that comes up again inside of itself counts as answered, and schemas that refer to themselves need no special case.
 *
 * Only the answer "impossible" is certain. The other one may mean that the bounds were reached, or that it is not seen.
 */
export class Prover implements Logic {
  readonly #options: ProverOptions;
  readonly #ids = new WeakMap<SchemaNode, number>();
  #nextId = 0;
  readonly #answers = new Map<string, boolean>();
  readonly #single = new WeakMap<SchemaNode, boolean>();
  /** The questions that are being answered, with how deep each is. */
  readonly #open = new Map<string, number>();
  /** The outermost open question that the answer relies on. */
  #relies = Number.POSITIVE_INFINITY;
  #steps = 0;
  #maxSteps = MAX_STEPS;
  readonly #samples = new Map<string, readonly JsonValue[]>();
  readonly #sampling = new Set<string>();
  #sampleSteps = 0;
  #longestText = MAX_MADE;

  constructor(options: ProverOptions) {
    this.#options = options;
  }

  /** Starts a question about some schemas. It has its own bounds. */
  begin(...schemas: readonly SchemaNode[]): void {
    const all = reachableNodes(schemas);
    this.#maxSteps = MAX_STEPS + STEPS_PER_SCHEMA * Math.min(MAX_SCHEMAS, all.size);
    const longest = [...all].some(isSlow) ? MAX_TEXT_FOR_SUSPECTS : MAX_MADE;
    if (longest !== this.#longestText) this.#samples.clear();
    this.#longestText = longest;
    this.#steps = 0;
    this.#sampleSteps = 0;
  }

  get longestText(): number {
    return this.#longestText;
  }

  /** Whether two schemas mean the same, as far as that is seen at once. */
  areSame(a: SchemaNode, b: SchemaNode): boolean {
    return this.#options.same(a, b);
  }

  accepts(node: SchemaNode, value: JsonValue): boolean {
    return node.boolean ?? this.#options.accepts(node, value);
  }

  isImpossible(accepted: readonly SchemaNode[], refused: readonly SchemaNode[] = []): boolean {
    if (accepted.some(({ boolean }) => boolean === false)) return true;
    if (refused.some(({ boolean }) => boolean === true)) return true;
    if (accepted.length === 0 && refused.length === 0) return false;
    const [only] = accepted;
    if (only !== undefined && accepted.length === 1 && refused.length === 0) {
      // Most properties have one schema, and are asked about again and again.
      const known = this.#single.get(only);
      if (known !== undefined) return known;
      const answer = this.#ask(accepted, refused);
      if (this.#answers.has(this.#keyOf(accepted, refused))) this.#single.set(only, answer);
      return answer;
    }
    return this.#ask(accepted, refused);
  }

  #ask(accepted: readonly SchemaNode[], refused: readonly SchemaNode[]): boolean {
    const key = this.#keyOf(accepted, refused);
    const known = this.#answers.get(key);
    if (known !== undefined) return known;
    const depth = this.#open.get(key);
    if (depth !== undefined) {
      this.#relies = Math.min(this.#relies, depth);
      return true;
    }
    return this.#answer(key, accepted, refused);
  }

  #answer(key: string, accepted: readonly SchemaNode[], refused: readonly SchemaNode[]): boolean {
    const own = this.#open.size;
    const before = this.#relies;
    this.#relies = Number.POSITIVE_INFINITY;
    this.#open.set(key, own);
    const answer = KINDS.every((kind) => this.isImpossibleCase(this.caseOf(kind, { accepted, refused })));
    this.#open.delete(key);
    // What relies on an open question is only as certain as that is; a "no" may have come from the bounds.
    if (answer && this.#relies >= own) this.#answers.set(key, true);
    if (!answer && this.#steps < this.#maxSteps) this.#answers.set(key, false);
    this.#relies = Math.min(before, answer && this.#relies >= own ? Number.POSITIVE_INFINITY : this.#relies);
    return answer;
  }

  #keyOf(accepted: readonly SchemaNode[], refused: readonly SchemaNode[]): string {
    const ids = (nodes: readonly SchemaNode[]): string =>
      [...new Set(nodes.map((node) => this.idOf(node)))].sort((a, b) => a - b).join(" ");
    return `${ids(accepted)}|${ids(refused)}`;
  }

  /** A number for each schema. */
  idOf(node: SchemaNode): number {
    let id = this.#ids.get(node);
    if (id === undefined) {
      id = this.#nextId;
      this.#nextId += 1;
      this.#ids.set(node, id);
    }
    return id;
  }

  /** What is known of a value of a kind; undefined where there is none. */
  caseOf(kind: Kind, step: Step): Case | undefined {
    return add(emptyCase(kind), step, this.#options.same);
  }

  /** A case in which more is known; undefined where there is none. */
  extended(known: Case, step: Step): Case | undefined {
    return add(known, step, this.#options.same);
  }

  /** Whether it is certain that there is no value of a case. */
  isImpossibleCase(known: Case | undefined): boolean {
    if (known === undefined) return true;
    this.#steps += 1;
    if (this.#steps > this.#maxSteps) return false;
    const values = this.#valuesOf(known);
    if (values !== undefined) return values.length === 0;
    if (logicOf(known.kind)?.isImpossible(known, this) === true) return true;
    const next = nextCases(withoutIdle(known, this), this) ?? eitherWay(known, this);
    return next?.every((each) => this.isImpossibleCase(each)) === true;
  }

  /** Whether a case is impossible whatever is chosen, as far as its kind tells. */
  isFutile(known: Case): boolean {
    return this.#steps <= this.#maxSteps && logicOf(known.kind)?.isImpossible(known, this) === true;
  }

  /** All values of a case, where they are listed: then validators tell exactly. */
  #valuesOf(known: Case): readonly JsonValue[] | undefined {
    const { kind, facts, denials } = known;
    const lists = facts.flatMap((fact) => [
      ...(fact.enum === undefined ? [] : [fact.enum]),
      ...(fact.const === undefined ? [] : [[fact.const.value]]),
    ]);
    if (kind === "null") lists.push([null]);
    if (kind === "boolean") lists.push([true, false]);
    const shortest = lists.toSorted((a, b) => a.length - b.length)[0];
    if (shortest === undefined) return undefined;
    // Long lists are gone through once.
    const excluded = new Set(
      denials.flatMap((denial) => (denial.is === "none of" ? denial.values.map(canonicalJson) : [])),
    );
    return shortest.filter(
      (value) => kindOf(value) === kind && !excluded.has(canonicalJson(value)) && this.fits(known, value),
    );
  }

  samples(accepted: readonly SchemaNode[], refused: readonly SchemaNode[] = []): readonly JsonValue[] {
    if (accepted.some(({ boolean }) => boolean === false)) return [];
    const key = this.#keyOf(accepted, refused);
    const known = this.#samples.get(key);
    if (known !== undefined) return known;
    // A value that must hold one like itself is not finite.
    if (this.#sampling.has(key) || this.#sampling.size > MAX_SAMPLE_DEPTH) return [];
    this.#sampling.add(key);
    const found = this.#find(accepted, refused);
    this.#sampling.delete(key);
    if (found.length > 0 || this.#sampling.size === 0) this.#samples.set(key, found);
    return found;
  }

  #find(accepted: readonly SchemaNode[], refused: readonly SchemaNode[]): readonly JsonValue[] {
    const perKind = SAMPLED_KINDS.map((kind) =>
      this.#fitting(this.caseOf(kind, { accepted, refused }), accepted, refused),
    );
    // A little of each kind.
    const found: JsonValue[] = [];
    for (let index = 0; index < MAX_SAMPLES; index += 1) {
      for (const values of perKind) {
        const value = values[index];
        if (value !== undefined && found.length < 2 * MAX_SAMPLES) found.push(value);
      }
    }
    return found;
  }

  /** Samples of a case that fit the schemas for certain. */
  #fitting(
    known: Case | undefined,
    accepted: readonly SchemaNode[],
    refused: readonly SchemaNode[],
  ): readonly JsonValue[] {
    const fitting: JsonValue[] = [];
    if (known === undefined) return fitting;
    for (const value of this.samplesOf(known)) {
      if (fitting.some((other) => equal(other, value))) continue;
      if (!accepted.every((node) => this.accepts(node, value))) continue;
      if (!refused.every((node) => !this.accepts(node, value))) continue;
      fitting.push(value);
      if (fitting.length >= MAX_SAMPLES) break;
    }
    return fitting;
  }

  /** Whether a value is as is known. */
  fits({ accepted, refused }: Pick<Case, "accepted" | "refused">, value: JsonValue): boolean {
    return (
      [...accepted].every((node) => this.accepts(node, value)) &&
      [...refused].every((node) => !this.accepts(node, value))
    );
  }

  /** Values that may be those of a case. */
  *samplesOf(known: Case): Generator<JsonValue> {
    for (const each of this.ends(known)) {
      this.#sampleSteps += 1;
      if (this.#sampleSteps > MAX_SAMPLE_STEPS) return;
      const values = this.#valuesOf(each);
      if (values !== undefined) yield* values;
      else yield* logicOf(each.kind)?.samples(each, this) ?? [];
    }
  }

  /** Cases without choices that a case leads to: some of them. */
  *ends(known: Case): Generator<Case> {
    const open = [known];
    let count = 0;
    for (let next = open.pop(); next !== undefined && count < MAX_SAMPLED_CASES; next = open.pop()) {
      const cases = nextCases(next, this);
      if (cases === undefined) {
        count += 1;
        yield next;
      } else {
        open.push(...cases.slice(0, MAX_SAMPLED_CASES).reverse());
      }
    }
  }
}

/** Whether a schema has a pattern that may take for ever. */
function isSlow({ pattern, patternProperties }: SchemaNode): boolean {
  return [...(pattern === undefined ? [] : [pattern]), ...(patternProperties?.keys() ?? [])].some(
    isSuspicious,
  );
}

/** Simple values first: where a schema refers to itself, they end it. */
const SAMPLED_KINDS: readonly Kind[] = ["string", "number", "boolean", "null", "array", "object"];
