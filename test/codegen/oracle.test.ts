import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../codegen/schema/json.js";
import { compare, staleFaults } from "../../scripts/oracle/compare.js";
import { disagreementText } from "../../scripts/oracle/report.js";
import { printed, repositoryContracts, type Subject, schemaSubject } from "../../scripts/oracle/subject.js";
import { arbitrarySchema } from "../support/arbitrary-schema.js";
import { fc, seed } from "../support/fast-check.js";

describe("json-schema-to-typescript says the same as our printer", { timeout: 300_000 }, () => {
  it("of every contract of the repository", async () => {
    const { types, disagreements } = await compare(repositoryContracts());
    expect(disagreements.map(disagreementText)).toEqual([]);
    expect(types).toBeGreaterThan(200);
  });

  it("of random schemas", async () => {
    const schemas = fc.sample(arbitrarySchema, { numRuns: 60, seed });
    const subjects = schemas.flatMap((schema, index) => schemaSubject(`schema ${index}`, schema) ?? []);
    const { types, disagreements } = await compare(subjects);
    expect(disagreements.map(disagreementText)).toEqual([]);
    expect(types).toBeGreaterThan(50);
  });

  it("but for faults of its own, each of which it still has", async () => {
    expect(await staleFaults()).toEqual([]);
  });
});

/** A fault that a printer may have: what it would print instead of a piece of text. */
interface SeededFault {
  readonly name: string;
  readonly from: RegExp;
  readonly to: string;
}

const SEEDED: readonly SeededFault[] = [
  { name: "requires what is optional", from: /\?: /, to: ": " },
  { name: "makes optional what is required", from: /(?<=^ +\w+): /, to: "?: " },
  { name: "takes an intersection for a union", from: / \| (?!undefined)/, to: " & " },
  { name: "takes a union for an intersection", from: / & /, to: " | " },
  { name: "closes an open object", from: /\[key: string\]: unknown;?/, to: "" },
  { name: "opens a closed object", from: /(?<!& )\{ (?=\w)/, to: "{ [key: string]: unknown; " },
  { name: "leaves out a literal", from: /"[\w-]+" \| /, to: "" },
  { name: "takes another literal", from: /"(?=[\w-]+" \|)/, to: '"x' },
  { name: "takes any string for a literal", from: /"[\w-]+"(?=[;,\]])/, to: "string" },
  { name: "leaves out null", from: / \| null/, to: "" },
  { name: "takes any value for a number", from: /: number/, to: ": unknown" },
  { name: "takes no value for a string", from: /: string(?=[;,\]])/, to: ": never" },
  { name: "takes an item for an array", from: /\[\](?=[;,)])/, to: "" },
  { name: "takes an array for an item", from: /: boolean/, to: ": boolean[]" },
  { name: "leaves out a base", from: / extends \w+ \{/, to: " {" },
  { name: "calls a property otherwise", from: /(?<=^ +)(?=[a-z]\w*\??: )/, to: "x_" },
];

/** Each place where a fault could be seeded, as a text with that one place changed; comments are left alone. */
function seeded({ from, to }: SeededFault, text: string): string[] {
  const lines = text.split("\n");
  return lines.flatMap((line, index) => {
    if (/^\s*(?:\/?\*|import )/.test(line) || !from.test(line)) return [];
    return [lines.toSpliced(index, 1, line.replace(from, to)).join("\n")];
  });
}

/** Something of everything that types can say. */
const EVERYTHING: JsonObject = {
  type: "object",
  properties: {
    kind: { enum: ["cat", "dog", 3, true, null] },
    tag: { const: "pet" },
    name: { type: "string" },
    count: { type: ["integer", "null"] },
    flag: { type: "boolean" },
    list: { type: "array", items: { anyOf: [{ type: "string" }, { type: "number" }] } },
    some: { type: "array", items: { type: "string" }, minItems: 1 },
    pair: { type: "array", prefixItems: [{ type: "string" }, { type: "number" }], items: false, minItems: 2 },
    open: { type: "array", prefixItems: [{ type: "string" }, { type: "number" }], minItems: 1 },
    map: { type: "object", additionalProperties: { type: "number" } },
    named: { type: "object", patternProperties: { "^x-": { type: "number" } }, additionalProperties: false },
    closed: { type: "object", properties: { a: { type: "string" } }, additionalProperties: false },
    none: { type: "object", additionalProperties: false },
    more: {
      allOf: [{ $ref: "#/$defs/Base" }],
      properties: { extra: { type: "string" } },
      required: ["extra"],
    },
    tree: { $ref: "#/$defs/Tree" },
    either: { oneOf: [{ $ref: "#/$defs/Base" }, { $ref: "#/$defs/Tree" }, { type: "null" }] },
    special: { $ref: "#/$defs/Special" },
    anything: true,
  },
  required: ["kind", "list", "closed", "more"],
  additionalProperties: false,
  $defs: {
    Base: {
      type: "object",
      properties: { id: { type: "string" }, size: { type: "number" } },
      required: ["id"],
    },
    Special: {
      allOf: [{ $ref: "#/$defs/Base" }],
      properties: { rank: { type: "number" } },
      required: ["rank"],
    },
    Tree: { type: "object", properties: { children: { type: "array", items: { $ref: "#/$defs/Tree" } } } },
  },
};

/** In the examples, one place is enough for each fault. */
const PLACES = 1;

/** The subject with each fault seeded at each place, or at some of them. */
function withFaults(subject: Subject, fault: SeededFault, limit = Number.POSITIVE_INFINITY): Subject[] {
  const all = subject.modules.flatMap((module) => {
    const { text } = printed(subject, module);
    return seeded(fault, text).map((changed) => ({ text, changed }));
  });
  const step = Math.max(1, Math.floor(all.length / limit));
  const places = all.filter((_, index) => index % step === 0);
  return places.map(({ text, changed }) => ({
    ...subject,
    name: `${subject.name}, ${fault.name}: ${changedLine(text, changed)}`,
    seed: (each) => (each === text ? changed : each),
  }));
}

describe("a fault seeded into our printer", { timeout: 300_000 }, () => {
  it("shows wherever it is", async () => {
    const everything = schemaSubject("everything", EVERYTHING);
    const [examples] = repositoryContracts();
    const subjects = SEEDED.flatMap((fault) => {
      const own = everything === undefined ? [] : withFaults(everything, fault);
      expect(own.length, fault.name).toBeGreaterThan(0);
      return [...own, ...(examples === undefined ? [] : withFaults(examples, fault, PLACES))];
    });
    const { disagreements } = await compare(subjects);
    const noticed = new Set(disagreements.map(({ subject }) => subject));
    expect(subjects.filter(({ name }) => !noticed.has(name)).map(({ name }) => name)).toEqual([]);
  });
});

function changedLine(text: string, changed: string): string {
  const lines = changed.split("\n");
  const index = text.split("\n").findIndex((line, at) => line !== lines[at]);
  return `${index + 1} ${lines[index]?.trim()}`;
}
