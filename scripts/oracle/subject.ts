import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createDefaults } from "../../codegen/defaults/defaults.js";
import { discover } from "../../codegen/discover/discover.js";
import { load, loadSchema } from "../../codegen/load/load.js";
import { model } from "../../codegen/model/build-model.js";
import type { JsonSchema } from "../../codegen/schema/json.js";
import type { TypeDeclaration } from "../../codegen/types/library-types.js";
import { ModulePrinter } from "../../codegen/types/print/module-printer.js";
import { EvaluatedLibrary, libraryOfSchema, SCHEMA_MODULE } from "../../codegen/types/types.js";
import { accepts } from "../../codegen/validators/verdict.js";
import { type Suite, withDialect } from "../conformance/suite.js";

/** What our printer makes of a library, and what it was given. */
export interface Subject {
  /** What reports call it; unique among those that are compared together. */
  readonly name: string;
  readonly printer: ModulePrinter;
  readonly modules: readonly string[];
  /** Changes the text of our printer, for tests: what the comparison must notice. */
  readonly seed?: (text: string) => string;
}

/** The contracts and shared files in a folder of schemas. */
export function contractsIn(name: string, folder: string): Subject {
  const { discovery, problems } = discover(folder);
  const loaded = load(discovery);
  const [fault] = [...problems, ...loaded.problems].filter(({ severity }) => severity === "error");
  if (fault !== undefined) throw new Error(`${folder}: ${fault.message}`);
  const library = model(loaded);
  const defaults = createDefaults(accepts);
  const modules = [...library.contracts, ...library.shared].map(({ module }) => module);
  return { name, printer: new ModulePrinter(new EvaluatedLibrary(library, defaults)), modules };
}

/** Every contract that the repository has. */
export function repositoryContracts(): readonly Subject[] {
  const root = fileURLToPath(new URL("../../", import.meta.url));
  const folders = [
    "schemas",
    "test/contracts/schemas",
    "test/fixtures/typescript-versions/schemas",
    "bench/schemas",
  ];
  return folders.map((folder) => contractsIn(folder, join(root, folder)));
}

/** One schema; undefined where it has a fault. */
export function schemaSubject(
  name: string,
  schema: JsonSchema,
  documents: ReadonlyMap<string, JsonSchema> = new Map(),
): Subject | undefined {
  const { root, problems } = loadSchema(schema, { documents });
  if (problems.some(({ severity }) => severity === "error")) return undefined;
  const printer = new ModulePrinter(
    new EvaluatedLibrary(
      libraryOfSchema(root, "Root"),
      createDefaults(() => true),
    ),
  );
  return { name, printer, modules: [SCHEMA_MODULE] };
}

/** Every group of the official suite, by dialect. */
export function groupsOf({ dialects, documents }: Suite): ReadonlyMap<string, readonly Subject[]> {
  return new Map(
    dialects.map(({ name, uri, groups }) => [
      name,
      groups.flatMap(({ file, description, schema }, index) => {
        const label = `${name}/${file}: ${description} (${index})`;
        return schemaSubject(label, withDialect(schema, uri), documents) ?? [];
      }),
    ]),
  );
}

/** What our printer says of a module, as a module in which everything is exported. */
export function printed(
  { printer }: Subject,
  module: string,
): { readonly text: string; readonly declarations: readonly TypeDeclaration[] } {
  const { declarations, imports, external } = printer.module(module);
  const lines = imports.map(
    ({ module: from, names }) =>
      `import type { ${names.join(", ")} } from ${JSON.stringify(relativePath(module, from))};`,
  );
  if (external.length > 0) lines.push(`import type { ${external.join(", ")} } from "graphwright";`);
  const texts = declarations.map(({ text }) => text.replace(/^(?=(?:interface|type) )/m, "export "));
  return { text: [...lines, ...texts, "export {};"].join("\n\n"), declarations };
}

function relativePath(from: string, to: string): string {
  const up = from
    .split("/")
    .map(() => "..")
    .join("/");
  return `${up}/${to}/index.js`;
}
