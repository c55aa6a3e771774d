import type { ContractModel, LibraryModel } from "../model/model.js";
import { namedParts } from "../model/parts.js";
import { reservedNames } from "../model/reserved-names.js";
import { header } from "../print/header.js";
import { moduleSpecifier } from "../print/module-specifier.js";
import { printStatement, type Statement, type WriteStatement } from "../print/statement.js";
import { ClientImports, clientSpecifier, inClient } from "./client-names.js";
import { clientStatements, graphStatements } from "./graph.js";
import { definitionOf, nodeBehind } from "./graph-printing.js";
import { ModuleImports } from "./module-imports.js";
import { PackageImports } from "./package-imports.js";
import type { Parts } from "./parts.js";
import { constant, SchemaValues } from "./schema-value.js";

/** The modules that users import. */
export interface LibraryWrappers {
  /**
   * The files of one module that have types and schemas.
   *
   * @param module - The folder of a contract or a shared file, as definitions name it.
   * @param source - What the module was made from, for its first line.
   */
  module(module: string, source: string): readonly WrapperFile[];
}

/** A file, by its name without the extension. */
export interface WrapperFile {
  readonly file: "index" | "client";
  readonly text: string;
}

/**
 * The step wrappers, between json-schemas and write: the modules that users import.
 *
 * They are thin: types, a `Schema` beside each, and for a graph its contract and its class. What those do is in the package. A graph has two: `client.ts`
 * has all that is good without LangGraph, and `index.ts` passes that on and has the rest.
 */
export function wrappers(library: LibraryModel, parts: Parts): LibraryWrappers {
  const contracts = new Map(library.contracts.map((contract) => [contract.module, contract]));
  return {
    module: (module, source) => {
      const contract = contracts.get(module);
      const print = ({ imports, body }: ModuleStatements): string => {
        const head = [header(source), ...imports.map(printStatement)].join("\n").trimEnd();
        return `${[head, ...body.map(printStatement)].join("\n\n")}\n`;
      };
      const schemas = print(schemaStatements(module, contracts, library, parts));
      if (contract === undefined) return [{ file: "index", text: schemas }];
      const graph = print(runStatements(contract, library, parts));
      return [
        { file: "client", text: schemas },
        { file: "index", text: graph },
      ];
    },
  };
}

interface ModuleStatements {
  readonly imports: readonly Statement[];
  readonly body: readonly Statement[];
}

/** Types and schemas; for a contract, also its value. */
function schemaStatements(
  module: string,
  contracts: ReadonlyMap<string, ContractModel>,
  library: LibraryModel,
  parts: Parts,
): ModuleStatements {
  const contract = contracts.get(module);
  const { declarations, imports: foreign, external } = parts.types.module(module);
  const others = new ModuleImports(
    module,
    foreign,
    namesIn(module, contract, parts),
    library.importExtension,
    (from) => (contracts.has(from) ? "client" : "index"),
  );
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
  if (contract !== undefined) {
    body.push(...clientStatements({ contract, library, parts, imports, values, client: inClient }));
  }

  const siblings = ["schemas", "validators"].map(
    (name) => `import * as ${name} from ${moduleSpecifier(module, module, library.importExtension, name)};`,
  );
  return { imports: [...imports.statements(), ...others.statements(), ...siblings], body };
}

/** What runs a graph, and all that its clients have. */
function runStatements(contract: ContractModel, library: LibraryModel, parts: Parts): ModuleStatements {
  const { module } = contract;
  const imports = new PackageImports(namesIn(module, contract, parts));
  const client = new ClientImports();
  const statements = graphStatements({ contract, library, parts, imports, client });
  const passOn = `export * from ${clientSpecifier(module, library.importExtension)};`;
  return {
    imports: [...imports.statements(), client.statement(module, library.importExtension)],
    body: [passOn, ...statements],
  };
}

/** The names that a module declares, or may declare. */
function namesIn(module: string, contract: ContractModel | undefined, parts: Parts): ReadonlySet<string> {
  return new Set([
    ...parts.types.module(module).declarations.map(({ name }) => name),
    ...(contract === undefined ? [] : reservedNames(contract.prefix)),
  ]);
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
