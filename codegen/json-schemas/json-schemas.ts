import type { Defaults } from "../defaults/defaults.js";
import type { DefinitionModel, LibraryModel } from "../model/model.js";
import { UNCHECKED_HEADER } from "../print/header.js";
import { AsWritten } from "./as-written.js";
import { PlanStatements, type PrintedPlans } from "./plan-statements.js";
import { type PrintedSources, printSources, sourceName } from "./print-sources.js";

/** The JSON schemas that one generated module publishes. */
export interface ModuleJsonSchemas {
  /** The module's `schemas.ts`. */
  readonly text: string;
  /** The name under which it exports the source of a definition of this module: of each exported one, and of a contract's updates. */
  nameOf(definition: DefinitionModel): string;
  /** The name under which it exports the `DefaultsPlan` of a definition of this module; undefined where it has no default that applies. */
  defaultsOf(definition: DefinitionModel): string | undefined;
}

/** The JSON schemas of everything that one run compiles. */
export interface LibraryJsonSchemas {
  /**
   * @param module - The folder of a contract or a shared file, as definitions name it.
   */
  module(module: string): ModuleJsonSchemas;
}

/**
 * The JSON schemas as values, for whoever wants them at run time: a server that publishes them, a model that is to fill them in.
 *
 * Each schema is printed once, as a source that refers to others; the runtime makes a document of it that any JSON Schema validator takes without
 * the others. The document of a file is what the file says; what it refers to in other files joins its definitions. Defaults and examples that
 * would show a secret are left out.
 *
 * @param defaults - Which defaults apply. Where they are published with the schemas, so are the plans by which the runtime applies them.
 */
export function jsonSchemas(library: LibraryModel, defaults?: Defaults): LibraryJsonSchemas {
  const made = new Set(library.contracts.flatMap(({ update, overwrite }) => [update, overwrite]));
  const isPublished = ({ exported, node }: DefinitionModel) => exported || made.has(node);
  const all = [...new Set(library.definitions.values())];
  const byModule = groupBy(all, ({ module }) => module);
  let asWritten: AsWritten | undefined;
  const names = new Map<DefinitionModel, string>();
  for (const definitions of byModule.values()) nameSources(definitions, names);
  const nameOf = (definition: DefinitionModel): string => {
    const name = names.get(definition);
    if (name === undefined) throw new TypeError(`${definition.name} has no published schema`);
    return name;
  };
  const plans = defaults && new PlanStatements(library, defaults);
  const print = (module: string): string => {
    asWritten ??= new AsWritten(
      library,
      all.filter((definition) => isPublished(definition) && !made.has(definition.node)),
    );
    const own = byModule.get(module) ?? [];
    const taken = new Set(own.map(nameOf));
    const context = { module, library, asWritten, nameOf, isPublished, taken };
    return moduleText(printSources(own.filter(isPublished), context), plans?.print(module));
  };
  return {
    module: (module) => {
      let text: string | undefined;
      return {
        get text() {
          text ??= print(module);
          return text;
        },
        nameOf,
        defaultsOf: (definition) => plans?.nameOf(definition),
      };
    },
  };
}

function nameSources(definitions: readonly DefinitionModel[], names: Map<DefinitionModel, string>): void {
  const taken = new Set<string>();
  for (const definition of definitions) {
    const wanted = sourceName(definition, definition.node.origin);
    let name = wanted;
    for (let count = 2; taken.has(name); count++) name = `${wanted}${count}`;
    taken.add(name);
    names.set(definition, name);
  }
}

function moduleText(schemas: PrintedSources, plans: PrintedPlans = { imports: [], statements: [] }): string {
  const types = [
    ...(plans.statements.length > 0 ? ["DefaultsPlan"] : []),
    ...(schemas.statements.some((statement) => statement.includes(": SchemaFile = ")) ? ["SchemaFile"] : []),
    ...(schemas.statements.length > 0 ? ["SchemaSource"] : []),
  ];
  const imports = [
    ...(types.length > 0 ? [`import type { ${types.join(", ")} } from "graphwright";`] : []),
    ...schemas.imports,
    ...plans.imports,
  ];
  // Without an import or export the file would be a script.
  const body = [imports.join("\n"), ...schemas.statements, ...plans.statements].filter((part) => part !== "");
  return `${[UNCHECKED_HEADER, ...(body.length > 0 ? body : ["export {};"])].join("\n\n")}\n`;
}

function groupBy<T, K>(items: readonly T[], keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
