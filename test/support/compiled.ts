import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import type { DefaultsPlan, JsonSchema, SchemaSource } from "graphwright";
import type { Validator } from "graphwright/validation";
import { expect } from "vitest";
import { createDefaults } from "../../codegen/defaults/defaults.js";
import { discover } from "../../codegen/discover/discover.js";
import { jsonSchemas } from "../../codegen/json-schemas/json-schemas.js";
import { load } from "../../codegen/load/load.js";
import { model } from "../../codegen/model/build-model.js";
import { validators } from "../../codegen/validators/validators.js";
import { accepts } from "../../codegen/validators/verdict.js";
import { documentOf, isSource } from "../../src/schema/validation/schema-source.js";
import { type Files, folder, put } from "./folder.js";

/** What the steps about validators, defaults and JSON schemas make of some schema files. */
export interface CompiledFiles {
  /** The generated `validators.ts` and `schemas.ts` by path. */
  readonly texts: Readonly<Record<string, string>>;
  /** A folder that holds them. */
  readonly path: string;
}

/** Compiles schema files; a state is added to folders of contracts that have none. */
export function compileFiles(files: Files): CompiledFiles {
  const { discovery, problems } = discover(folder({ "bot/state.schema.json": { type: "object" }, ...files }));
  const loaded = load(discovery);
  expect([...problems, ...loaded.problems].filter(({ severity }) => severity === "error")).toEqual([]);
  const library = model(loaded);
  const checks = validators(library);
  const schemas = jsonSchemas(library, createDefaults(accepts));
  const texts: Record<string, string> = {};
  for (const { module } of [...library.contracts, ...library.shared]) {
    texts[`${module}/validators.ts`] = checks.module(module).text;
    texts[`${module}/schemas.ts`] = schemas.module(module).text;
  }
  const path = folder(texts);
  return { texts, path };
}

/** Bundles one file of a folder, as a build tool would. */
export async function bundle(file: string, platform: "node" | "browser" = "node"): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [file],
    bundle: true,
    write: false,
    format: platform === "node" ? "esm" : "iife",
    ...(platform === "browser" ? { globalName: "generated" } : {}),
    platform: platform === "node" ? "neutral" : platform,
    mainFields: ["module", "main"],
    alias: {
      "graphwright/validation": resolve("src/schema/validation/index.ts"),
      "graphwright/client": resolve("src/client/index.ts"),
      graphwright: resolve("src/index.ts"),
    },
    logLevel: "silent",
  });
  return outputFiles[0]?.text ?? "";
}

/** Imports a generated module. */
async function importFile<T>({ path }: CompiledFiles, file: string): Promise<Readonly<Record<string, T>>> {
  const bundled = join(path, `${file.replaceAll("/", "-")}.mjs`);
  writeFileSync(bundled, await bundle(join(path, file)));
  return import(/* @vite-ignore */ pathToFileURL(bundled).href);
}

/** The validators of a module. */
export function importValidators(
  compiled: CompiledFiles,
  module = "bot",
): Promise<Record<string, Validator>> {
  return importFile<Validator>(compiled, `${module}/validators.ts`);
}

/** The JSON schemas and plans of defaults of a module. */
export function importSchemas(
  compiled: CompiledFiles,
  module = "bot",
): Promise<Readonly<Record<string, JsonSchema & DefaultsPlan>>> {
  return importFile<SchemaSource | DefaultsPlan>(compiled, `${module}/schemas.ts`).then(
    (values) =>
      Object.fromEntries(
        Object.entries(values).map(([name, value]) => [
          name,
          isSource(value as SchemaSource) ? documentOf(value as SchemaSource) : value,
        ]),
      ) as Readonly<Record<string, JsonSchema & DefaultsPlan>>,
  );
}

export { put };
