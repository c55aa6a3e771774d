import type { DefinitionModel, LibraryModel } from "../model/model.js";
import { takeName } from "../print/free-name.js";
import { UNCHECKED_HEADER } from "../print/header.js";
import { pascalCase, shortHash } from "../print/identifiers.js";
import { type ImportExtension, moduleSpecifier } from "../print/module-specifier.js";
import type { SchemaNode } from "../schema/schema-node.js";
import { CodeName } from "./ajv.js";
import { type Analysis, repeated } from "./analysis.js";
import { printFunction } from "./print-function.js";
import { sharedFields, withoutFields } from "./shared-fields.js";
import { Unit } from "./unit.js";

/** The functions of a module besides those of its definitions. */
interface LocalFunction {
  readonly name: string;
  readonly node: SchemaNode;
}

/**
 * Prints the `validators.ts` of a module.
 *
 * @param definitions - The module's own.
 */
export function printModule(
  module: string,
  definitions: readonly DefinitionModel[],
  library: LibraryModel,
  analysis: Analysis,
): string {
  const names = new FunctionNames(definitions);
  const contract = library.contracts.find((each) => each.module === module);
  const fields = contract && sharedFields(contract);
  const shared = repeated(
    [
      ...definitions.map(({ node }) => withoutFields(node, fields)),
      ...(fields === undefined ? [] : [fields.node]),
    ],
    (node) => library.definitions.has(node),
  );
  const unit = new Unit(
    analysis,
    (node, { isWanted }) => {
      const definition = library.definitions.get(node);
      if (definition !== undefined) return new CodeName(names.ofDefinition(definition));
      if (node === fields?.node) return new CodeName(names.ofPart(node, "Fields"));
      return isWanted || shared.has(node) ? new CodeName(names.ofPart(node)) : undefined;
    },
    fields,
  );

  const functions: string[] = [];
  const print = (name: string, node: SchemaNode) => functions.push(printFunction(name, node, unit));
  for (const [definition, name] of names.own) {
    names.current = name;
    functions.push(`export const ${exportName(definition)}: Validator = ${name};`);
    print(name, definition.node);
    // Printing a part may bring up further parts.
    for (let part = names.pending.shift(); part !== undefined; part = names.pending.shift())
      print(part.name, part.node);
  }

  const text = [
    UNCHECKED_HEADER,
    printImports(module, unit, names.imports, library.importExtension),
    unit.constants.join("\n"),
    ...functions,
  ]
    .filter((part) => part !== "")
    .join("\n\n");
  return `${text}\n`;
}

/** What the functions of a module are called, and those that it imports. */
class FunctionNames {
  /** The functions of the module's definitions. */
  readonly own: ReadonlyMap<DefinitionModel, string>;
  /** By module, the names that it exports, each with its name here. */
  readonly imports: Map<string, Map<string, string>> = new Map<string, Map<string, string>>();
  /** Parts that have a name and are not printed yet. */
  readonly pending: LocalFunction[] = [];
  /** The function of the definition that is being printed: its parts are called after it. */
  current = "";
  readonly #taken: Set<string>;
  readonly #parts = new Map<SchemaNode, string>();

  constructor(definitions: readonly DefinitionModel[]) {
    this.#taken = new Set(definitions.map(exportName));
    this.own = new Map(definitions.map((each) => [each, takeName(functionName(each), this.#taken)]));
  }

  ofDefinition(definition: DefinitionModel): string {
    return this.own.get(definition) ?? this.#imported(definition);
  }

  ofPart(node: SchemaNode, wanted = partName(node)): string {
    let name = this.#parts.get(node);
    if (name === undefined) {
      name = takeName(identifier(`${this.current}${wanted}`), this.#taken);
      this.#parts.set(node, name);
      this.pending.push({ name, node });
    }
    return name;
  }

  #imported(definition: DefinitionModel): string {
    const name = exportName(definition);
    const from = this.imports.get(definition.module) ?? new Map<string, string>();
    this.imports.set(definition.module, from);
    let local = from.get(name);
    if (local === undefined) {
      local = takeName(identifier(name), this.#taken);
      from.set(name, local);
    }
    return local;
  }
}

function printImports(
  module: string,
  unit: Unit,
  imports: ReadonlyMap<string, ReadonlyMap<string, string>>,
  importExtension: ImportExtension,
): string {
  const names = [...unit.helpers, "type Validator"];
  const lines = [`import { ${names.join(", ")} } from "graphwright/validation";`];
  for (const [from, functions] of [...imports].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const list = [...functions].sort(([a], [b]) => (a < b ? -1 : 1));
    const specifiers = list.map(([name, local]) => (name === local ? name : `${name} as ${local}`));
    lines.push(
      `import { ${specifiers.join(", ")} } from ${moduleSpecifier(module, from, importExtension, "validators")};`,
    );
  }
  return lines.join("\n");
}

/** The name under which a module exports the validator of a definition. */
export function exportName(definition: DefinitionModel): string {
  return `validate${definition.name}`;
}

function functionName(definition: DefinitionModel): string {
  return identifier(`check${definition.name}`);
}

/**
 * What a part of a schema is called by, from where it stands, so that another part more or less doesn't change it: `ActionsItems` for
 * `/properties/actions/items`.
 */
function partName({ origin: { document, pointer } }: SchemaNode): string {
  const segments = pointer.split("/").slice(1);
  const names = segments.filter((segment) => !CONTAINERS.has(segment));
  const name = names.map((each) => (/^\d+$/.test(each) ? each : pascalCase(each))).join("");
  return name === "" || name.length > MAX_PART_NAME
    ? `Part_${shortHash(`${document.path}#${pointer}`)}`
    : name;
}

/** Pointers below these go on with a name of the author's. */
const CONTAINERS: ReadonlySet<string> = new Set(["properties", "$defs", "definitions"]);
const MAX_PART_NAME = 60;

/** Ajv's code generator only takes letters of ASCII; names of types may have others. */
function identifier(name: string): string {
  return name.replaceAll(/[^A-Za-z0-9_$]/gu, (letter) => `_${letter.codePointAt(0)?.toString(16)}`);
}
