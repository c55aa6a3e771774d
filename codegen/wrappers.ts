import {
  CodeBlockWriter,
  IndentationText,
  Project,
  QuoteKind,
  type StatementStructures,
  StructureKind,
  type WriterFunction,
} from "ts-morph";
import type { Defaults } from "./defaults.js";
import { header } from "./header.js";
import type { LibraryJsonSchemas } from "./json-schemas.js";
import type { ContractModel, LibraryModel } from "./model.js";
import type { LibraryTypes } from "./types.js";
import type { LibraryValidators } from "./validators.js";
import { graphStatements, nodeBehind } from "./wrappers/graph.js";
import { ModuleImports } from "./wrappers/module-imports.js";
import { PackageImports } from "./wrappers/package-imports.js";
import { constant, SchemaValues } from "./wrappers/schema-value.js";

/** What the earlier steps made of a library. */
export interface Parts {
  readonly types: LibraryTypes;
  readonly validators: LibraryValidators;
  readonly jsonSchemas: LibraryJsonSchemas;
  readonly defaults: Defaults;
}

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
 * The seventh step: the modules that users import. They are thin: types, a `Schema` beside each, and for a graph its contract and its
 * class; what those do is in the package.
 */
export function wrappers(library: LibraryModel, parts: Parts): LibraryWrappers {
  const project = new Project({
    useInMemoryFileSystem: true,
    skipLoadingLibFiles: true,
    skipFileDependencyResolution: true,
    manipulationSettings: { indentationText: IndentationText.TwoSpaces, quoteKind: QuoteKind.Double },
  });
  const print = (statements: Statement[]): string => {
    const file = project.createSourceFile("/index.ts", { statements });
    const text = file.getFullText();
    project.removeSourceFile(file);
    return text;
  };
  return {
    module: (module, source) => {
      const { imports, declarations, graph } = statementsOf(module, library, parts);
      // What is text already need not be parsed: only what ts-morph has to print goes through it.
      const texts = [`${header(source)}\n${print(imports)}`, ...declarations.map(write)];
      const text = [...texts, print(graph.flatMap((statement) => [blankLine, statement]))].join("\n\n");
      // No line inside of a statement is empty: what is empty stands between statements.
      return `${text.trimEnd().replaceAll(/\n{3,}/g, "\n\n")}\n`;
    },
  };
}

type Statement = WriterFunction | StatementStructures;

const blankLine: WriterFunction = (writer) => writer.blankLine();

/** A statement that is not ts-morph's to print. */
function write(statement: string | WriterFunction): string {
  if (typeof statement === "string") return statement;
  const writer = new CodeBlockWriter({ indentNumberOfSpaces: 2 });
  statement(writer);
  return writer.toString();
}

/** The statements of a module, by how they are printed. */
interface ModuleStatements {
  readonly imports: Statement[];
  /** Types, and the `Schema` values beside them. */
  readonly declarations: readonly (string | WriterFunction)[];
  /** A graph's contract and class; empty for a shared file. */
  readonly graph: readonly Statement[];
}

function statementsOf(module: string, library: LibraryModel, parts: Parts): ModuleStatements {
  const contract = library.contracts.find((each) => each.module === module);
  const { declarations, imports: foreign, external } = parts.types.module(module);
  const others = new ModuleImports(module, foreign, new Set(declarations.map(({ name }) => name)));
  const imports = new PackageImports(others.taken);
  const values = new SchemaValues(module, parts, imports, others);
  for (const name of external) imports.type(name);

  const body: (string | WriterFunction)[] = [];
  for (const { name, text, definition } of declarations) {
    body.push(text);
    if (definition === undefined) {
      const alias = contract && aliasValue(name, contract, library, values);
      if (alias !== undefined) body.push(alias);
    } else if (definition.exported && name === definition.name) {
      body.push(values.declaration(definition));
    }
  }
  const graph = contract === undefined ? [] : graphStatements({ contract, library, parts, imports, values });

  const own = ["schemas", "validators"].map((name) => ({
    kind: StructureKind.ImportDeclaration as const,
    namespaceImport: name,
    moduleSpecifier: `./${name}.js`,
  }));
  return {
    imports: [...imports.statements(), ...others.statements(), ...own],
    declarations: body,
    graph,
  };
}

/** A graph without an input member takes an update: `export const GreetingInput: Schema<GreetingUpdate> = GreetingUpdate;` */
function aliasValue(
  name: string,
  contract: ContractModel,
  library: LibraryModel,
  values: SchemaValues,
): WriterFunction | undefined {
  const role = (["input", "output"] as const).find(
    (each) => name.toLowerCase() === `${contract.prefix}${each}`.toLowerCase(),
  );
  const node = role && nodeBehind(contract, role);
  const definition = node && library.definitions.get(node);
  return definition && constant(name, values.typeOf(definition), definition.name);
}
