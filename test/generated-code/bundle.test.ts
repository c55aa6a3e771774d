import { join, resolve } from "node:path";
import { build } from "esbuild";
import { expect, it } from "vitest";
import { generate } from "../../codegen/index.js";
import { folder } from "../support/folder.js";

const NAMES = Array.from({ length: 60 }, (_, index) => `Part${index}`);

/** A definition with something of each kind that is made when a module is loaded: patterns, sets of names, defaults. */
function definition(name: string, index: number) {
  return {
    type: "object",
    description: `Describes ${name}.`,
    properties: {
      [`id of ${name}`]: { type: "string", pattern: `^${name}-[0-9]+$` },
      kind: { enum: Array.from({ length: 12 }, (_, kind) => `${name} kind ${kind}`) },
      label: { type: "string", default: `default of ${name}` },
      ...(index === 10 ? { next: { $ref: "#/$defs/Part11" } } : {}),
    },
    patternProperties: { [`^x-${name}`]: { type: "number" } },
    additionalProperties: index % 2 === 0 ? false : { type: "string" },
  };
}

it("a bundle holds of sixty definitions the one that is imported and what that reaches", async () => {
  const cwd = folder({
    "schemas/bot/state.schema.json": { type: "object", properties: {} },
    "schemas/bot/events.schema.json": {
      properties: Object.fromEntries(NAMES.map((name) => [name, { $ref: `#/$defs/${name}` }])),
      $defs: Object.fromEntries(NAMES.map((name, index) => [name, definition(name, index)])),
    },
    "main.ts": `
      import { Part10 } from "./generated/bot/index.js";
      export const parsed = Part10.parse({ next: {} });
      export const document = Part10.jsonSchema;
    `,
  });
  await generate({ cwd });
  const { outputFiles } = await build({
    entryPoints: [join(cwd, "main.ts")],
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    platform: "browser",
    mainFields: ["module", "main"],
    alias: {
      "graphwright/validation": resolve("src/schema/validation/index.ts"),
      "graphwright/client": resolve("src/client/index.ts"),
      graphwright: resolve("src/index.ts"),
    },
    logLevel: "silent",
  });
  const text = outputFiles[0]?.text ?? "";
  const held = NAMES.filter((name) => new RegExp(`${name}\\b`).test(text));
  expect(held).toEqual(["Part10", "Part11"]);

  const { parsed, document } = await import(`data:text/javascript,${encodeURIComponent(text)}`);
  expect(parsed).toEqual({ label: "default of Part10", next: { label: "default of Part11" } });
  expect(document).toMatchObject({
    properties: { next: { $ref: "#/$defs/Part11" } },
    $defs: { Part11: { description: "Describes Part11." } },
  });
});
