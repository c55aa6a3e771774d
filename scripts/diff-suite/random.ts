import fc from "fast-check";
import { createProver } from "../../codegen/diff/inclusion/create-prover.js";
import type { Difference } from "../../codegen/diff/inclusion/difference.js";
import { differences } from "../../codegen/diff/inclusion/differences.js";
import { loadSchema } from "../../codegen/load/load.js";
import type { JsonObject, JsonValue } from "../../codegen/schema/json.js";
import type { SchemaNode } from "../../codegen/schema/schema-node.js";
import { accepts } from "../../codegen/validators/verdict.js";
import { arbitrarySchema, arbitraryValue } from "../../test/support/arbitrary-schema.js";
import { compileNode } from "../../test/support/compile-node.js";

/** What trying values on random pairs showed. */
export interface RandomResult {
  readonly text: string;
  readonly contradictions: number;
}

/** How many pairs, and how many values are tried on them at least, if half of them are compatible. */
export interface RandomOptions {
  readonly count: number;
  readonly seed: number;
  readonly tries: number;
}

/** Random pairs of schemas, and what their answers are worth. */
export function randomPairs({ count, seed, tries: wanted }: RandomOptions): RandomResult {
  const verdicts = { compatible: 0, breaking: 0, undecided: 0 };
  const wrong: string[] = [];
  const perPair = Math.ceil((2.5 * wanted) / Math.max(1, count));
  const values = fc.sample(arbitraryValue, { numRuns: perPair, seed });
  let tries = 0;
  for (const [old, now] of samplePairs(count, seed)) {
    const found = compare(old, now);
    if (found === undefined) continue;
    const { result, isWitness, isConfirmed } = found;
    const isBreaking = result.some(({ witness }) => witness !== undefined);
    const verdict = result.length === 0 ? "compatible" : isBreaking ? "breaking" : "undecided";
    verdicts[verdict] += 1;
    for (const { witness } of result) {
      if (witness !== undefined && !isConfirmed(witness.value)) wrong.push(told(old, now, witness.value));
    }
    if (verdict !== "compatible") continue;
    tries += values.length;
    const contradiction = values.find(isWitness);
    if (contradiction !== undefined) wrong.push(told(old, now, contradiction));
  }
  const counts = Object.entries(verdicts).map(([verdict, pairs]) => `${pairs} ${verdict}`);
  return {
    contradictions: wrong.length,
    text: [
      `random pairs (seed ${seed}): ${counts.join(", ")}; ${tries} values tried on the compatible ones, ${wrong.length} contradictions`,
      ...wrong.map((each) => `  contradiction: ${each}`),
    ].join("\n"),
  };
}

/** Pairs of which half are a schema and a change of it. */
export function samplePairs(count: number, seed: number): (readonly [JsonObject, JsonObject])[] {
  const drawn = fc.sample(fc.tuple(arbitrarySchema, arbitrarySchema, fc.nat()), { numRuns: count, seed });
  return drawn.map(([one, other, way]) => [one, way % 2 === 0 ? other : changed(one, other, way)] as const);
}

/** A change of a schema: a keyword less, or one of another schema more. */
function changed(schema: JsonObject, other: JsonObject, way: number): JsonObject {
  const keywords = Object.keys(schema).filter((keyword) => keyword !== "$defs");
  const dropped = keywords[way % Math.max(1, keywords.length)];
  const { [dropped ?? ""]: _, ...rest } = schema;
  if (way % 3 === 0) return rest;
  const [added] = Object.entries(other).filter(([keyword]) => keyword !== "$defs");
  return added === undefined ? rest : { ...(way % 5 === 0 ? rest : schema), [added[0]]: added[1] };
}

export interface Compared {
  readonly result: readonly Difference[];
  readonly isWitness: (value: JsonValue) => boolean;
  /** The same, by compiled validators. */
  readonly isConfirmed: (value: JsonValue) => boolean;
}

/** Compares two schemas; undefined where one of them can't be loaded. */
export function compare(old: JsonObject, now: JsonObject): Compared | undefined {
  const [before, after] = [loadSchema(old), loadSchema(now)];
  if ([...before.problems, ...after.problems].some(({ severity }) => severity === "error")) return undefined;
  const isWitness = (value: JsonValue) => accepts(before.root, value) && !accepts(after.root, value);
  const result = differences(before.root, after.root, createProver(), isWitness);
  const isConfirmed = (value: JsonValue) => isValid(before.root, value) && !isValid(after.root, value);
  return { result, isWitness, isConfirmed };
}

/** What a compiled validator says; a schema that leads to itself without end accepts nothing, as in `Schema`. */
function isValid(node: SchemaNode, value: JsonValue): boolean {
  try {
    return compileNode(node)(value);
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

function told(old: JsonObject, now: JsonObject, value: JsonValue): string {
  return `${JSON.stringify(value)}\n    old ${JSON.stringify(old)}\n    new ${JSON.stringify(now)}`;
}
