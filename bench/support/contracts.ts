import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };
type Schema = { readonly [name: string]: Json };

/**
 * Contracts of the size that people write, the same on every machine: four to seven files each, with nested objects, shared definitions,
 * unions told apart by a constant, defaults, formats and reducers. No two are alike, and none gives a warning.
 *
 * @returns The text of each file, by its path in the schemas folder.
 */
export function contracts(count: number): Map<string, string> {
  const files = new Map<string, string>();
  for (const [name, schema] of Object.entries(SHARED)) files.set(`shared/${name}.schema.json`, print(schema));
  for (let index = 0; index < count; index++) {
    for (const [member, schema] of Object.entries(contract(index))) {
      files.set(`${contractName(index)}/${member}.schema.json`, print(schema));
    }
  }
  return files;
}

/** Writes the first contracts into a folder. */
export function writeContracts(folder: string, count: number): void {
  for (const [path, text] of contracts(count)) {
    const place = join(folder, path);
    mkdirSync(dirname(place), { recursive: true });
    writeFileSync(place, text);
  }
}

/** The folder of a contract, e.g. `invoice-review-7`. */
export function contractName(index: number): string {
  return `${at(SUBJECTS, index)}-${at(TASKS, Math.floor(index / SUBJECTS.length))}-${index}`;
}

const SUBJECTS = [
  "invoice",
  "claim",
  "shipment",
  "ticket",
  "loan",
  "article",
  "patient",
  "contract",
  "lead",
  "order",
  "recipe",
];
const TASKS = ["review", "triage", "search", "summary", "planner", "audit", "intake"];
const WORDS = [
  "amount",
  "label",
  "origin",
  "score",
  "region",
  "topic",
  "reason",
  "owner",
  "notes",
  "source",
  "version",
  "channel",
  "priority",
  "status",
];

function contract(index: number): { readonly [member: string]: Schema } {
  const random = randomFrom(index);
  const subject = at(SUBJECTS, index);
  const item = capital(subject);
  return {
    context: context(subject, random),
    state: state(subject, item, random),
    input: {
      ...DIALECT,
      title: "Input",
      description: `What a ${subject} run starts from.`,
      type: "object",
      properties: {
        [subject]: { $ref: `state.schema.json#/$defs/${item}` },
        question: { type: "string", minLength: 1, description: "What the caller wants to know." },
      },
      required: [subject],
      additionalProperties: false,
    },
    ...(index % 4 === 3 ? {} : { output: output(subject, item) }),
    ...(index % 3 === 0 ? { events: events(subject) } : {}),
    ...(index % 4 === 1 ? { store: store(subject, item) } : {}),
    ...(index % 5 === 2 ? { interrupts: interrupts(item) } : {}),
  };
}

const DIALECT = { $schema: "https://json-schema.org/draft/2020-12/schema" };

function context(subject: string, random: Random): Schema {
  return {
    ...DIALECT,
    title: "Context",
    description: `On whose behalf a ${subject} is handled.`,
    type: "object",
    properties: {
      user: { $ref: "../shared/user.schema.json" },
      locale: { type: "string", pattern: "^[a-z]{2}(-[A-Z]{2})?$", default: "en" },
      model: { enum: ["small", "medium", "large"], default: random.of(["small", "medium", "large"]) },
      limits: {
        description: "How much a run may use.",
        type: "object",
        properties: {
          tool_calls: { type: "integer", minimum: 0, default: random.upTo(40) },
          budget: { $ref: "../shared/money.schema.json" },
        },
        additionalProperties: false,
        default: {},
      },
      api_key: { type: "string", minLength: 16, writeOnly: true },
    },
    required: ["user"],
    additionalProperties: false,
  };
}

function state(subject: string, item: string, random: Random): Schema {
  const details = random.some(WORDS, 3 + random.upTo(3));
  const extra = random.some(WORDS, 2 + random.upTo(3));
  return {
    ...DIALECT,
    title: "State",
    description: `One ${subject} on its way through the graph.`,
    type: "object",
    properties: {
      messages: {
        type: "array",
        items: { type: "object" },
        "x-reducer": "messages",
        description: "The conversation so far.",
      },
      [subject]: { $ref: `#/$defs/${item}` },
      question: { type: "string", description: "What the caller wants to know." },
      decision: { description: "Absent until it is taken.", $ref: "#/$defs/Decision" },
      findings: {
        type: "array",
        items: { $ref: "#/$defs/Finding" },
        "x-reducer": "append",
        description: "Oldest first.",
      },
      sources: { type: "array", items: { type: "string", format: "uri" }, "x-reducer": "union" },
      facts: {
        type: "object",
        additionalProperties: { type: ["string", "number", "boolean"] },
        "x-reducer": "merge",
      },
      steps: { type: "integer", minimum: 0, "x-reducer": "add", description: "How many steps were taken." },
      ...Object.fromEntries(extra.map((word) => [`last_${word}`, value(word, random)])),
    },
    required: [subject],
    additionalProperties: false,
    $defs: {
      [item]: {
        description: `A ${subject} as it came in.`,
        type: "object",
        properties: {
          id: { type: "string", format: "uuid" },
          created_at: { type: "string", format: "date-time" },
          total: { $ref: "../shared/money.schema.json" },
          contact: { anyOf: [{ $ref: "../shared/user.schema.json" }, { type: "null" }], default: null },
          tags: { type: "array", items: { type: "string", maxLength: 40 }, uniqueItems: true, default: [] },
          ...Object.fromEntries(details.map((word) => [word, value(word, random)])),
        },
        required: ["id", "created_at"],
        additionalProperties: false,
      },
      Finding: {
        description: "Something that was found out.",
        type: "object",
        properties: {
          text: { type: "string", minLength: 1 },
          confidence: { type: "number", minimum: 0, maximum: 1, default: 0.5 },
          evidence: { type: "array", items: { $ref: "../shared/evidence.schema.json" } },
        },
        required: ["text"],
        additionalProperties: false,
      },
      Decision: {
        description: "How it ended.",
        oneOf: [
          {
            type: "object",
            properties: { kind: { const: "accepted" }, by: { type: "string" } },
            required: ["kind", "by"],
            additionalProperties: false,
          },
          {
            type: "object",
            properties: { kind: { const: "refused" }, reason: { type: "string", minLength: 1 } },
            required: ["kind", "reason"],
            additionalProperties: false,
          },
          {
            type: "object",
            properties: {
              kind: { const: "escalated" },
              to: { enum: random.some(["legal", "finance", "sales", "support", "medical"], 3) },
              urgent: { type: "boolean", default: false },
            },
            required: ["kind", "to"],
            additionalProperties: false,
          },
        ],
      },
    },
  };
}

function output(subject: string, item: string): Schema {
  return {
    ...DIALECT,
    title: "Output",
    description: `What became of the ${subject}.`,
    type: "object",
    properties: {
      [subject]: { $ref: `state.schema.json#/$defs/${item}` },
      decision: { $ref: "state.schema.json#/$defs/Decision" },
      findings: { type: "array", items: { $ref: "state.schema.json#/$defs/Finding" } },
    },
    required: [subject],
  };
}

function events(subject: string): Schema {
  return {
    ...DIALECT,
    title: "Events",
    description: `What is told while a ${subject} is worked on.`,
    oneOf: [
      {
        type: "object",
        properties: { type: { const: "progress" }, percent: { type: "integer", minimum: 0, maximum: 100 } },
        required: ["type", "percent"],
        additionalProperties: false,
      },
      {
        type: "object",
        properties: { type: { const: "found" }, finding: { $ref: "state.schema.json#/$defs/Finding" } },
        required: ["type", "finding"],
        additionalProperties: false,
      },
    ],
  };
}

function store(subject: string, item: string): Schema {
  return {
    ...DIALECT,
    title: "Store",
    description: "What is remembered between runs.",
    type: "object",
    properties: {
      users: { $ref: "../shared/user.schema.json" },
      [`${subject}s`]: { $ref: `state.schema.json#/$defs/${item}` },
    },
    additionalProperties: false,
  };
}

function interrupts(item: string): Schema {
  return {
    ...DIALECT,
    title: "Interrupts",
    description: "What people are asked.",
    type: "object",
    properties: {
      approve: {
        type: "object",
        properties: {
          value: { $ref: `state.schema.json#/$defs/${item}` },
          resume: {
            type: "object",
            properties: { approved: { type: "boolean" }, comment: { type: "string" } },
            required: ["approved"],
            additionalProperties: false,
          },
        },
        required: ["value", "resume"],
        additionalProperties: false,
      },
    },
    required: ["approve"],
    additionalProperties: false,
  };
}

const SHARED: { readonly [name: string]: Schema } = {
  user: {
    ...DIALECT,
    title: "User",
    description: "A person who uses the product.",
    type: "object",
    properties: {
      id: { type: "string", minLength: 1 },
      name: { type: "string" },
      email: { type: "string", format: "email" },
      role: { enum: ["guest", "member", "admin"], default: "member" },
    },
    required: ["id"],
    additionalProperties: false,
  },
  money: {
    ...DIALECT,
    title: "Money",
    description: "An amount in one currency.",
    type: "object",
    properties: {
      amount: { type: "number", minimum: 0 },
      currency: { type: "string", pattern: "^[A-Z]{3}$", default: "EUR" },
    },
    required: ["amount"],
    additionalProperties: false,
  },
  evidence: {
    ...DIALECT,
    title: "Evidence",
    description: "Where a finding comes from.",
    type: "object",
    properties: {
      url: { type: "string", format: "uri" },
      quote: { type: "string" },
      seen_at: { type: "string", format: "date-time" },
    },
    required: ["url"],
    additionalProperties: false,
  },
};

/** A property of a kind that differs from contract to contract. */
function value(word: string, random: Random): Schema {
  const description = `The ${word} that was given.`;
  return random.of<Schema>([
    { description, type: "string", maxLength: 20 + random.upTo(200) },
    { description, type: "number", minimum: 0, maximum: 10 + random.upTo(990) },
    { description, type: ["string", "null"], default: null },
    { description, enum: ["low", "normal", "high", `level_${random.upTo(9)}`] },
    { description, type: "boolean", default: random.upTo(1) === 1 },
    { description, type: "array", items: { type: "string" }, maxItems: 5 + random.upTo(20) },
    {
      description,
      type: "object",
      properties: { value: { type: "number" }, unit: { type: "string" }, exact: { type: "boolean" } },
      required: ["value"],
      additionalProperties: false,
    },
  ]);
}

/** Choices that depend on a seed only. */
interface Random {
  /** A whole number from 0 to the limit. */
  upTo(limit: number): number;
  of<Item>(items: readonly Item[]): Item;
  some<Item>(items: readonly Item[], count: number): Item[];
}

function randomFrom(seed: number): Random {
  let last = (seed + 1) * 0x9e3779b1;
  const upTo = (limit: number): number => {
    last = (Math.imul(last, 1664525) + 1013904223) >>> 0;
    return Math.floor((last / 2 ** 32) * (limit + 1));
  };
  return {
    upTo,
    of: (items) => at(items, upTo(items.length - 1)),
    some: (items, count) => {
      const left = [...items];
      return Array.from({ length: count }, () => left.splice(upTo(left.length - 1), 1)).flat();
    },
  };
}

function at<Item>(items: readonly Item[], index: number): Item {
  const item = items[index % items.length];
  if (item === undefined) throw new RangeError("nothing to choose from");
  return item;
}

function capital(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}

function print(schema: Schema): string {
  return `${JSON.stringify(schema, undefined, 2)}\n`;
}
