import { createDefaults, type Defaults } from "../defaults/defaults.js";
import type { DefinitionModel, LibraryModel } from "../model/model.js";
import { pascalCase } from "../print/identifiers.js";
import type { SchemaNode } from "../schema/schema-node.js";
import { reachableNodes } from "../schema/subschemas.js";
import type { View } from "./algebra/type.js";
import { EvaluatedLibrary } from "./evaluate/evaluated-library.js";
import type { LibraryTypes } from "./library-types.js";
import { ModulePrinter } from "./print/module-printer.js";

export type { View } from "./algebra/type.js";
export { EvaluatedLibrary } from "./evaluate/evaluated-library.js";

/**
 * The step types, between lint and validators: TypeScript types.
 *
 * Whatever a schema's validator accepts, its type accepts. Where TypeScript can't say what the schema says, the type is wider.
 *
 * @param library - The model.
 * @param defaults - Which defaults are applied, and so which properties are there once a value was parsed. Give the instance that the runtime's
 *   plans are made with; without one, every default is taken to fit its schema.
 */
export function types(library: LibraryModel, defaults: Defaults = createDefaults(() => true)): LibraryTypes {
  return printTypes(new EvaluatedLibrary(library, defaults));
}

/** The same of types that are worked out already. */
export function printTypes(evaluated: EvaluatedLibrary): LibraryTypes {
  return new ModulePrinter(evaluated);
}

/**
 * The type of one schema by itself: a module that exports it, with the declarations it needs. For tests and measurements.
 *
 * @param options.name - The type's name, by default `Root`.
 * @param options.view - By default `input`: what the validator accepts.
 * @param options.defaults - By default every default is taken to fit its schema.
 */
export function typeOfSchema(
  root: SchemaNode,
  options: { readonly name?: string; readonly view?: View; readonly defaults?: Defaults } = {},
): string {
  const { name = "Root", view = "input", defaults = createDefaults(() => true) } = options;
  const library = libraryOfSchema(root, name);
  // What one gets may hold what one may pass: where nothing is filled in.
  const evaluated = new EvaluatedLibrary(library, defaults, view === "input" ? view : undefined);
  const printer = new ModulePrinter(evaluated);
  const { declarations } = printer.module(SCHEMA_MODULE);
  return `${declarations.map(({ text }) => text).join("\n\n")}\n`;
}

/** The module of a schema that is printed by itself. */
export const SCHEMA_MODULE = "schema";

/** One schema and what it refers to as a library. For tests and measurements. */
export function libraryOfSchema(root: SchemaNode, name: string): LibraryModel {
  const definitions = new Map<SchemaNode, DefinitionModel>([
    [root, { name, node: root, module: SCHEMA_MODULE, exported: true }],
  ]);
  const taken = new Set([name]);
  for (const node of reachableNodes([root])) {
    for (const target of node.refs ?? []) {
      if (definitions.has(target)) continue;
      const wanted = pascalCase(target.origin.pointer.split("/").at(-1) ?? "");
      let free = wanted;
      for (let count = 2; taken.has(free) || taken.has(`${free}Input`); count += 1)
        free = `${wanted}${count}`;
      taken.add(free);
      definitions.set(target, { name: free, node: target, module: SCHEMA_MODULE, exported: false });
    }
  }
  return { contracts: [], shared: [], definitions, importExtension: "js" };
}
