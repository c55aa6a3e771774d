import type { Validator } from "../../src/schema/validation/validator.js";
import type { DefinitionModel, LibraryModel } from "../model/model.js";
import { UNCHECKED_HEADER } from "../print/header.js";
import { pascalCase, shortHash } from "../print/identifiers.js";
import { type ImportExtension, moduleSpecifier } from "../print/module-specifier.js";
import type { JsonValue } from "../schema/json.js";
import type { SchemaNode } from "../schema/schema-node.js";
import { CodeName } from "./ajv.js";
import { type Analysis, analyse, repeated } from "./analysis.js";
import { printFunction } from "./print-function.js";
import { relevantTo } from "./relevant.js";
import { Runner } from "./run.js";
import { Unit } from "./unit.js";

/** The validators of one generated module. */
export interface ModuleValidators {
  /** The module's `validators.ts`. */
  readonly text: string;
  /** The name under which it exports the validator of a definition of this module. */
  functionOf(definition: DefinitionModel): string;
}

/** The validators of everything that one run compiles. */
export interface LibraryValidators {
  /**
   * The validators of one module; made when their text is first asked for, and not kept here, so that a long run keeps nothing of modules that are done.
   *
   * @param module - The folder of a contract or a shared file, as definitions name it.
   */
  module(module: string): ModuleValidators;
  /** Whether a schema of the library accepts a value, here and now. */
  accepts(node: SchemaNode, value: JsonValue): boolean;
}

/**
 * Prepares the validators of a library; the work is done when a module is asked for.
 *
 * @param options.hasSecrets - Set where the library is a part of one in which some schema is a secret.
 */
export function validators(
  library: LibraryModel,
  { hasSecrets = false }: { readonly hasSecrets?: boolean } = {},
): LibraryValidators {
  const byModule = new Map<string, DefinitionModel[]>();
  for (const definition of new Set(library.definitions.values())) {
    const list = byModule.get(definition.module);
    if (list === undefined) byModule.set(definition.module, [definition]);
    else list.push(definition);
  }
  let analysis: Analysis | undefined;
  const canonical = (node: SchemaNode) => library.definitions.get(node)?.node ?? node;
  const analysed = () => {
    if (analysis === undefined) {
      const found = analyse(library.definitions.keys(), canonical);
      analysis = hasSecrets ? { ...found, hasSecrets } : found;
    }
    return analysis;
  };
  let runner: Runner | undefined;
  return {
    module: (module) => {
      let text: string | undefined;
      return {
        get text() {
          text ??= printModule(module, byModule.get(module) ?? [], library, analysed());
          return text;
        },
        functionOf: exportName,
      };
    },
    accepts: (node, value) => {
      runner ??= new Runner(analysed(), (each) => library.definitions.has(each));
      return accepts(runner.compileForVerdict(relevantTo(value, node)), value);
    },
  };
}

/**
 * Compiles one schema, to be run in this process.
 *
 * @param root - The schema; whatever it refers to is compiled with it, when it is first needed.
 */
export function compileNode(root: SchemaNode): Validator {
  return new Runner(
    analyse([root], (node) => node),
    () => false,
  ).compile(root);
}

/** A value that is nested too deeply to be checked is not accepted. */
function accepts(validator: Validator, value: JsonValue): boolean {
  try {
    return validator(value);
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** The functions of a module besides those of its definitions. */
interface LocalFunction {
  readonly name: string;
  readonly node: SchemaNode;
}

function printModule(
  module: string,
  definitions: readonly DefinitionModel[],
  library: LibraryModel,
  analysis: Analysis,
): string {
  const imports = new Map<string, Map<string, string>>();
  const taken = new Set(definitions.map(exportName));
  const functionNames = new Map(definitions.map((each) => [each, unused(functionName(each), taken)]));
  const locals = new Map<SchemaNode, string>();
  const pending: LocalFunction[] = [];
  let current = "";

  const imported = (definition: DefinitionModel): string => {
    const name = exportName(definition);
    const from = imports.get(definition.module) ?? new Map<string, string>();
    imports.set(definition.module, from);
    let local = from.get(name);
    if (local === undefined) {
      local = unused(identifier(name), taken);
      from.set(name, local);
    }
    return local;
  };
  const local = (node: SchemaNode): string => {
    let name = locals.get(node);
    if (name === undefined) {
      name = unused(identifier(`${current}${partName(node)}`), taken);
      locals.set(node, name);
      pending.push({ name, node });
    }
    return name;
  };
  const shared = repeated(
    definitions.map(({ node }) => node),
    (node) => library.definitions.has(node),
  );
  const unit = new Unit(analysis, (node, wanted) => {
    const definition = library.definitions.get(node);
    if (definition === undefined) return wanted || shared.has(node) ? new CodeName(local(node)) : undefined;
    return new CodeName(functionNames.get(definition) ?? imported(definition));
  });

  const functions: string[] = [];
  const print = (name: string, node: SchemaNode) => functions.push(printFunction(name, node, unit));
  for (const [definition, name] of functionNames) {
    current = name;
    functions.push(`export const ${exportName(definition)}: Validator = ${current};`);
    print(name, definition.node);
    // Printing a part may bring up further parts.
    for (let part = pending.shift(); part !== undefined; part = pending.shift()) print(part.name, part.node);
  }

  const text = [
    UNCHECKED_HEADER,
    printImports(module, unit, imports, library.importExtension),
    unit.constants.join("\n"),
    ...functions,
  ]
    .filter((part) => part !== "")
    .join("\n\n");
  return `${text}\n`;
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

function exportName(definition: DefinitionModel): string {
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

/** The name, with a number where it is taken; takes it. */
function unused(name: string, taken: Set<string>): string {
  let candidate = name;
  for (let count = 2; taken.has(candidate); count++) candidate = `${name}${count}`;
  taken.add(candidate);
  return candidate;
}
