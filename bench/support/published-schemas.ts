import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

type Json = string | number | boolean | readonly Json[] | { readonly [name: string]: Json };
type Schema = { readonly [name: string]: Json };

/**
 * Schemas like those that tools publish of their configuration files: a root with many options, and definitions that refer to each other and some
 * to the root. As in SchemaStore, a quarter is descriptions, a property takes 250 bytes, and a fifth of the objects have a default. Most have some ten kilobytes, one in forty several hundred.
 * The same on every machine.
 */
export function publishedSchema(index: number): Schema {
  return schemaWith(index % 40 === 39 ? 600 : 8 + ((index * 7) % 45), index);
}

/** One of these with so many definitions. */
export function schemaWith(count: number, index = 0): Schema {
  const names = Array.from({ length: count }, (_, number) => `option${number}`);
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    $id: `https://example.com/tool-${index}.json`,
    title: `Tool ${index}`,
    description: `The configuration of tool number ${index}, as its documentation describes it.`,
    type: "object",
    properties: {
      ...Object.fromEntries(names.map((name) => [name, { $ref: `#/definitions/${name}` }])),
      extends: { type: "array", items: { type: "string", pattern: "^[a-z@/-]+$" }, default: [] },
    },
    additionalProperties: false,
    definitions: Object.fromEntries(names.map((name, number) => [name, definition(name, number, count)])),
  };
}

/** Writes contracts whose events are the first of these; returns how many bytes of schemas they are. */
export function writePublished(folder: string, count: number): number {
  let bytes = 0;
  for (let index = 0; index < count; index++) {
    const place = join(folder, `tool-${index}`);
    mkdirSync(place, { recursive: true });
    for (const [member, schema] of [
      ["state", STATE],
      ["events", publishedSchema(index)],
    ] as const) {
      const text = `${JSON.stringify(schema, undefined, 2)}\n`;
      bytes += Buffer.byteLength(text);
      writeFileSync(join(place, `${member}.schema.json`), text);
    }
  }
  return bytes;
}

const STATE: Schema = {
  type: "object",
  properties: { done: { type: "boolean" } },
  additionalProperties: false,
};

function definition(name: string, number: number, count: number): Schema {
  const next = `option${(number + 1) % count}`;
  const description = `What ${name} does, when it is worth setting, and what happens where it is left out.`;
  if (number % 5 === 4) {
    return {
      description,
      oneOf: [{ type: "string" }, { type: "array", items: { $ref: `#/definitions/${next}` } }],
    };
  }
  return {
    type: "object",
    description,
    properties: {
      enabled: {
        type: "boolean",
        description: "Whether it is switched on.",
        ...(number % 5 === 0 ? { default: true } : {}),
      },
      level: {
        enum: ["off", "info", "warning", "error"],
        description:
          "How loudly it speaks up. With `error`, a run that finds something fails, as does one that it can't finish.",
      },
      retries: {
        type: "integer",
        minimum: 0,
        maximum: 10,
        title: "Retries",
        description: "How often a step that failed is tried again before the run is given up.",
      },
      include: {
        type: "array",
        items: { type: "string", minLength: 1 },
        uniqueItems: true,
        description: "Patterns of the files that it looks at, relative to the folder of the configuration.",
        examples: [["src/**/*.ts", "!src/generated/**"]],
      },
      labels: {
        type: "object",
        additionalProperties: { type: "string" },
        description: "Names and values that are added to everything that is reported.",
      },
      [`${name}Path`]: { type: "string", description: "A path relative to the configuration file." },
      ...(number % 3 === 0 ? { next: { $ref: `#/definitions/${next}` } } : {}),
      ...(number % 7 === 0 ? { overrides: { $ref: "#" } } : {}),
    },
    required: ["enabled"],
    additionalProperties: false,
  };
}
