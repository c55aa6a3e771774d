import { createDefaults, type Defaults } from "../defaults/defaults.js";
import type { DefinitionModel, LibraryModel } from "../model/model.js";
import { pascalCase } from "../print/identifiers.js";
import { reachableNodes } from "../schema/nodes-in.js";
import type { SchemaNode } from "../schema/schema-node.js";
import type { View } from "./algebra/type.js";
import { LibraryPrinter } from "./print/library.js";

export type { View } from "./algebra/type.js";

/** One exported (or, for what only has a name, declared) type. */
export interface TypeDeclaration {
  readonly name: string;
  /** The whole declaration, its doc comment and `export` included, without a newline at its end. */
  readonly text: string;
  /** The definition it is the type of; absent for a type that a contract has by itself, such as an input that is just an update. */
  readonly definition?: DefinitionModel;
  readonly view: View;
}

/** The types that one generated module declares. */
export interface ModuleTypes {
  readonly declarations: readonly TypeDeclaration[];
  /** The names used from other generated modules, sorted. */
  readonly imports: readonly { readonly module: string; readonly names: readonly string[] }[];
  /** The names used from `graphwright`, sorted. */
  readonly external: readonly string[];
}

/** The types of a whole library. */
export interface LibraryTypes {
  /** What the module in this folder declares. */
  module(module: string): ModuleTypes;
  /** The name of a definition's type: `Foo`, or `FooInput` for what one may pass where that differs from what one gets. */
  nameOf(definition: DefinitionModel, view: View): string;
  /** Whether a definition has one type for both views. */
  sameViews(definition: DefinitionModel): boolean;
}

/**
 * The fifth step: TypeScript types. Whatever a schema's validator accepts, its type accepts; where TypeScript can't say what the schema says, the
 * type is wider.
 *
 * @param library - The model.
 * @param defaults - Which defaults are applied, and so which properties are there once a value was parsed. Give the instance that the runtime's
 *   plans are made with; without one, every default is taken to fit its schema.
 */
export function types(library: LibraryModel, defaults: Defaults = createDefaults(() => true)): LibraryTypes {
  return new LibraryPrinter(library, defaults);
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
  const printer = new LibraryPrinter(library, defaults, view === "input" ? view : undefined);
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
