import type { ContractModel, LibraryModel } from "../model/model.js";
import { namedParts } from "../model/parts.js";
import { reservedNames } from "../model/reserved-names.js";
import { header } from "../print/header.js";
import { moduleSpecifier } from "../print/module-specifier.js";
import { printStatement, type Statement, type WriteStatement } from "../print/statement.js";
import { graphStatements } from "./graph.js";
import { definitionOf, nodeBehind } from "./graph-printing.js";
import { ModuleImports } from "./module-imports.js";
import { PackageImports } from "./package-imports.js";
import type { Parts } from "./parts.js";
import { constant, SchemaValues } from "./schema-value.js";

/** The modules that users import: `index.ts` in each module's folder. */
export interface LibraryWrappers {
  /**
   * The text of one module.
   *
   * @param module - The folder of a contract or a shared file, as definitions name it.
   * @param source - What the module was made from, for its first line.
   */
  module(module: string, source: string): string;
}

/**
 * The step wrappers, between json-schemas and write: the modules that users import.
 *
 * They are thin: types, a `Schema` beside each, and for a graph its contract and its class. What those do is in the package.
 */
export function wrappers(library: LibraryModel, parts: Parts): LibraryWrappers {
  return {
    module: (module, source) => {
      const { imports, body } = statementsOf(module, library, parts);
      const head = [header(source), ...imports.map(printStatement)].join("\n").trimEnd();
      return `${[head, ...body.map(printStatement)].join("\n\n")}\n`;
    },
  };
}

interface ModuleStatements {
  readonly imports: readonly Statement[];
  readonly body: readonly Statement[];
}

function statementsOf(module: string, library: LibraryModel, parts: Parts): ModuleStatements {
  const contract = library.contracts.find((each) => each.module === module);
  const { declarations, imports: foreign, external } = parts.types.module(module);
  const own = new Set([
    ...declarations.map(({ name }) => name),
    ...(contract === undefined ? [] : reservedNames(contract.prefix)),
  ]);
  const others = new ModuleImports(module, foreign, own, library.importExtension);
  if (contract !== undefined) importParts(contract, library, parts, others);
  const imports = new PackageImports(others.taken);
  const values = new SchemaValues(module, parts, imports, others);
  for (const name of external) imports.type(name);

  const body: Statement[] = [];
  for (const { name, text, definition } of declarations) {
    body.push(text);
    if (definition === undefined) {
      const alias = contract && aliasValue(name, contract, library, values);
      if (alias !== undefined) body.push(alias);
    } else if (definition.exported && name === definition.name) {
      body.push(values.declaration(definition));
    }
  }
  if (contract !== undefined) body.push(...graphStatements({ contract, library, parts, imports, values }));

  const siblings = ["schemas", "validators"].map(
    (name) => `import * as ${name} from ${moduleSpecifier(module, module, library.importExtension, name)};`,
  );
  return { imports: [...imports.statements(), ...others.statements(), ...siblings], body };
}

/** Imports what members list of other modules. Its names come before those of packages, which can be imported under others. */
function importParts(
  contract: ContractModel,
  library: LibraryModel,
  { types }: Parts,
  others: ModuleImports,
): void {
  for (const { node } of namedParts(contract.prefix, contract)) {
    const definition = definitionOf(node, library);
    if (definition.module === contract.module) continue;
    others.value(definition);
    for (const view of ["output", "input"] as const) others.type(definition, types.nameOf(definition, view));
  }
}

/** A graph without an input member takes an update: `export const GreetingInput: Schema<GreetingUpdate> = GreetingUpdate;` */
function aliasValue(
  name: string,
  contract: ContractModel,
  library: LibraryModel,
  values: SchemaValues,
): WriteStatement | undefined {
  const role = (["input", "output"] as const).find(
    (each) => name.toLowerCase() === `${contract.prefix}${each}`.toLowerCase(),
  );
  const node = role && nodeBehind(contract, role);
  const definition = node && library.definitions.get(node);
  return definition && constant(name, values.typeOf(definition), definition.name);
}
