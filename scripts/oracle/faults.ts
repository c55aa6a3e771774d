import type { JsonSchema } from "../../codegen/schema/json.js";
import { keyPattern } from "../../codegen/types/algebra/key-pattern.js";
import { isNever, type Term } from "../../codegen/types/algebra/type.js";

/** What json-schema-to-typescript gets wrong though JSON Schema can say it. The oracle is given TypeScript (`tsType`) for such a term instead. */
export interface Fault {
  readonly name: string;
  /** What it prints, and what is wrong with that. */
  readonly reason: string;
  /** Whether a term is of the kind that it gets wrong. */
  concerns(term: Term): boolean;
  /** A schema of such a type: as long as that is printed wrong, the exception stands. */
  readonly sample: JsonSchema;
}

/** What TypeScript finds on every object, even on one that has no property of that name. */
export const INHERITED: ReadonlySet<string> = new Set(
  Object.getOwnPropertyNames(Object.prototype).filter((name) => !name.startsWith("__")),
);

/** All of them. One that no longer applies fails the run. */
export const FAULTS = [
  {
    name: "closed-empty-object",
    reason: "prints `{}`, which takes any object, array or string, for an object that may have no property",
    concerns: (term) =>
      term.kind === "object" && term.properties.size + term.patterns.size === 0 && isNever(term.rest),
    sample: { type: "object", additionalProperties: false },
  },
  {
    name: "optional-places",
    reason:
      "prints a union of tuples, one for each length, for a tuple whose last places may be absent; a value whose length is not known fits none of them",
    concerns: (term) => term.kind === "array" && term.min < term.prefix.length,
    sample: { type: "array", prefixItems: [{ type: "string" }, { type: "number" }], items: false },
  },
  {
    name: "key-patterns",
    reason:
      "gives all keys the type that `patternProperties` has for some, where a template literal can name those",
    concerns: (term) =>
      term.kind === "object" &&
      [...term.patterns.keys()].some((pattern) => keyPattern(pattern) !== undefined),
    sample: { type: "object", patternProperties: { "^x-": { type: "number" } }, additionalProperties: false },
  },
  {
    name: "has-own-property",
    reason: "throws a TypeError for a property that is called `hasOwnProperty`",
    concerns: (term) => term.kind === "object" && term.properties.has("hasOwnProperty"),
    sample: {
      type: "object",
      properties: { hasOwnProperty: { type: "string" } },
      required: ["hasOwnProperty"],
    } as never,
  },
  {
    name: "inherited-names",
    reason:
      "gives `constructor` and its like the schema's type where they may be absent; `{}` does not fit that type",
    concerns: (term) =>
      term.kind === "object" &&
      [...term.properties].some(([name, { optional }]) => optional && INHERITED.has(name)),
    sample: { type: "object", properties: { toString: { type: "string" } } as never },
  },
] as const satisfies readonly Fault[];

export type FaultName = (typeof FAULTS)[number]["name"];
