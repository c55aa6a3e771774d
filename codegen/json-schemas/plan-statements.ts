import type { Defaults } from "../defaults/defaults.js";
import type { DefinitionModel, LibraryModel } from "../model/model.js";
import { freeName, takeName } from "../print/free-name.js";
import { camelCase } from "../print/identifiers.js";
import { type ImportExtension, moduleSpecifier } from "../print/module-specifier.js";
import type { SchemaNode } from "../schema/schema-node.js";
import { printPlan } from "./print-plan.js";

/** The plans of one module, and the modules that they lead to. */
export interface PrintedPlans {
  readonly imports: readonly string[];
  readonly statements: readonly string[];
}

/** Prints the plans by which the runtime applies defaults: one for each definition that has any, in the definition's module. */
export class PlanStatements {
  readonly #defaults: Defaults;
  readonly #library: LibraryModel;
  readonly #names = new Map<DefinitionModel, string | undefined>();
  readonly #taken = new Map<string, Set<string>>();

  constructor(library: LibraryModel, defaults: Defaults) {
    this.#library = library;
    this.#defaults = defaults;
    // In the library's order, so that a name does not depend on what is asked for first.
    for (const definition of new Set(library.definitions.values()))
      this.#names.set(definition, this.#take(definition));
  }

  /** The name of a definition's plan; undefined where no default applies in it. */
  nameOf(definition: DefinitionModel): string | undefined {
    return this.#defaults.hasDefaults(definition.node) ? this.#names.get(definition) : undefined;
  }

  /** The plans of a module's definitions. */
  print(module: string): PrintedPlans {
    const imports = new Map<string, Map<string, string>>();
    const own = [...this.#names.keys()].filter((definition) => definition.module === module);
    const parts = new Map<SchemaNode, string>();
    const statements: string[] = [];
    for (const definition of own) {
      const name = this.nameOf(definition);
      if (name === undefined) continue;
      const partName = (node: SchemaNode) => {
        const part = parts.get(node) ?? this.#takeName(`${name}Part`, module);
        parts.set(node, part);
        return part;
      };
      const print = (node: SchemaNode, risky?: readonly string[]) =>
        printPlan(
          node,
          this.#defaults,
          (inner, wanted) => this.#refTo(inner, module, imports) ?? (wanted ? partName(inner) : undefined),
          risky,
        );
      const known = parts.size;
      const risky = [...this.#defaults.allRisks(definition.node).keys()].map((fill) => fill.name);
      const names = [...new Set(risky)].sort();
      statements.push(`export const ${name}: DefaultsPlan = ${print(definition.node, names)};`);
      // Printing a part may bring up further parts, which join the end.
      let index = 0;
      for (const [node, part] of parts) {
        if (index++ >= known) statements.push(`const ${part}: DefaultsPlan = ${print(node)};`);
      }
    }
    return {
      imports: [...imports]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([from, names]) => importLine(module, from, names, this.#library.importExtension)),
      statements,
    };
  }

  /** How a module calls the plan of a schema that has one of its own. */
  #refTo(node: SchemaNode, module: string, imports: Map<string, Map<string, string>>): string | undefined {
    const definition = this.#library.definitions.get(node);
    const name = definition && this.nameOf(definition);
    if (definition === undefined || name === undefined || definition.module === module) return name;
    const from = imports.get(definition.module) ?? new Map<string, string>();
    imports.set(definition.module, from);
    let local = from.get(name);
    if (local === undefined) {
      const others = new Set([...imports.values()].flatMap((names) => [...names.values()]));
      local = freeName(name, new Set([...(this.#taken.get(module) ?? []), ...others]));
      from.set(name, local);
    }
    return local;
  }

  #take({ name, module }: DefinitionModel): string {
    return this.#takeName(`${camelCase(name)}Defaults`, module);
  }

  #takeName(wanted: string, module: string): string {
    const taken = this.#taken.get(module) ?? new Set<string>();
    this.#taken.set(module, taken);
    return takeName(wanted, taken);
  }
}

/** Imports names from another module's `schemas.ts`, each with what it is called here. */
export function importLine(
  module: string,
  from: string,
  names: ReadonlyMap<string, string>,
  importExtension: ImportExtension,
): string {
  const specifiers = [...names]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, local]) => (name === local ? name : `${name} as ${local}`));
  return `import { ${specifiers.join(", ")} } from ${moduleSpecifier(module, from, importExtension, "schemas")};`;
}
