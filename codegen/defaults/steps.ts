import { patternMatches } from "../schema/pattern.js";
import type { SchemaNode } from "../schema/schema-node.js";
import { matches } from "./fill.js";
import type { PlanPart } from "./fills.js";

/** A way into a value: to its properties or items. */
export type Step =
  | { readonly kind: "property"; readonly name: string }
  | { readonly kind: "pattern"; readonly pattern: string }
  | { readonly kind: "other"; readonly except: readonly string[]; readonly exceptPatterns: readonly string[] }
  | { readonly kind: "item"; readonly from: number; readonly to: number };

/** A way, and the schema whose defaults apply there. */
export type PlannedStep = readonly [step: Step, planned: SchemaNode];

/** The ways that a part of a plan goes to defaults. */
export class Steps {
  readonly all: readonly PlannedStep[];
  readonly #indexes = new Map<string, number>();

  /** @param hasDefaults - Whether there are defaults behind a schema. */
  constructor(part: PlanPart, hasDefaults: (node: SchemaNode) => boolean) {
    this.all = stepsOf(part).filter(([, node]) => hasDefaults(node));
    for (const [index, [step]] of this.all.entries()) {
      if (step.kind === "property") this.#indexes.set(step.name, index);
    }
  }

  /** Those that a schema's own keywords may say something of, in their order. */
  about(node: SchemaNode): readonly PlannedStep[] {
    const { properties } = node;
    if (this.#indexes.size < this.all.length || OTHERS.some((keyword) => node[keyword] !== undefined)) {
      return this.all;
    }
    if (properties === undefined) return [];
    if (properties.size >= this.all.length) return this.all;
    const indexes = [...properties.keys()].flatMap((name) => this.#indexes.get(name) ?? []);
    return indexes.sort((a, b) => a - b).flatMap((index) => this.all.slice(index, index + 1));
  }
}

/** Keywords that say something of properties without naming them, or of the whole. */
const OTHERS = [
  ...(["patternProperties", "additionalProperties", "unevaluatedProperties", "const", "enum"] as const),
] as const satisfies readonly (keyof SchemaNode)[];

/** The ways that a part of a plan goes, each with the schema whose defaults apply there. */
function stepsOf({ ways }: PlanPart): PlannedStep[] {
  const { properties, patternProperties, additionalProperties, prefixItems, items } = ways;
  return [
    ...properties.map(([name, node]) => [{ kind: "property", name }, node] as const),
    ...patternProperties.map(([pattern, node]) => [{ kind: "pattern", pattern }, node] as const),
    ...(additionalProperties === undefined
      ? []
      : [[{ kind: "other", ...additionalProperties }, additionalProperties.node] as const]),
    ...prefixItems.flatMap((node, index) =>
      node === undefined ? [] : [[{ kind: "item", from: index, to: index } as const, node] as const],
    ),
    ...(items === undefined
      ? []
      : [[{ kind: "item", from: items.from, to: Infinity } as const, items.node] as const]),
  ];
}

/** The schemas that a schema has for what a step may lead to. */
export function childrenFor(node: SchemaNode, step: Step, planned: SchemaNode): SchemaNode[] {
  const found: SchemaNode[] = [];
  if (step.kind === "item") {
    const prefix = node.prefixItems ?? [];
    found.push(...prefix.slice(step.from, step.to + 1));
    if (node.items !== undefined && step.to >= prefix.length) found.push(node.items);
    if (node.unevaluatedItems !== undefined) found.push(node.unevaluatedItems);
    return found;
  }
  if (step.kind === "property") {
    const child = node.properties?.get(step.name);
    if (child !== undefined) found.push(child);
  } else for (const [name, child] of node.properties ?? []) if (mayBe(step, name)) found.push(child);
  for (const [pattern, child] of node.patternProperties ?? []) {
    const isOut = step.kind === "other" && step.exceptPatterns.includes(pattern);
    if (!isOut && (step.kind !== "property" || mayMatch(pattern, step.name))) found.push(child);
  }
  const isNamed = step.kind === "property" && node.properties?.has(step.name) === true;
  // A name that a pattern of the same schema matches is not an additional property.
  if (node.additionalProperties !== undefined && !isNamed && !(step.kind === "pattern" && node === planned)) {
    found.push(node.additionalProperties);
  }
  if (node.unevaluatedProperties !== undefined) found.push(node.unevaluatedProperties);
  return found;
}

function mayBe(step: Extract<Step, { readonly kind: "pattern" | "other" }>, name: string): boolean {
  if (step.kind === "pattern") return mayMatch(step.pattern, name);
  return !step.except.includes(name) && !step.exceptPatterns.some((pattern) => matches(pattern, name));
}

function mayMatch(pattern: string, name: string): boolean {
  return patternMatches(pattern, name) ?? true;
}
