import { PlanStatements, type PrintedPlans } from "./defaults/plan-statements.js";
import type { Defaults } from "./defaults.js";
import { DIALECT_URIS } from "./dialect.js";
import { UNCHECKED_HEADER } from "./header.js";
import { isJsonObject, type JsonSchema, pointerTo } from "./json.js";
import { pointerTokens, valueAt } from "./json-pointer.js";
import { Bundle, definitionsKeyword, fragment } from "./json-schemas/bundle.js";
import { fileShape } from "./json-schemas/file-shape.js";
import { nodeJson } from "./json-schemas/node-json.js";
import { printDocument } from "./json-schemas/print-document.js";
import type { DefinitionModel, LibraryModel } from "./model.js";
import { camelCase } from "./names.js";
import { nodesIn } from "./nodes-in.js";
import { stringLiteral } from "./print/string-literal.js";
import type { SchemaDocument } from "./schema-document.js";
import type { SchemaNode, SchemaOrigin } from "./schema-node.js";

/** The JSON schemas that one generated module publishes. */
export interface ModuleJsonSchemas {
  /** The module's `schemas.ts`. */
  readonly text: string;
  /** The name under which it exports the schema of a definition of this module: of each exported one, and of a contract's updates. */
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
 * A file's schema is what the file says; what it refers to in other files joins its definitions. Each is a document of its own, which any JSON
 * Schema validator takes without the others. Defaults and examples that would show a secret are left out.
 *
 * @param defaults - Which defaults apply. Where they are published with the schemas, so are the plans by which the runtime applies them.
 */
export function jsonSchemas(library: LibraryModel, defaults?: Defaults): LibraryJsonSchemas {
  const made = new Set(library.contracts.flatMap(({ update, overwrite }) => [update, overwrite]));
  const published = [...new Set(library.definitions.values())].filter(
    (definition) => definition.exported || made.has(definition.node),
  );
  const byModule = groupBy(published, ({ module }) => module);
  let index: PlaceIndex | undefined;
  const names = new Map<DefinitionModel, string>();
  for (const definitions of byModule.values()) {
    const taken = new Set<string>();
    for (const definition of definitions) {
      const wanted = `${camelCase(definition.name)}Schema`;
      let name = wanted;
      for (let count = 2; taken.has(name); count++) name = `${wanted}${count}`;
      taken.add(name);
      names.set(definition, name);
    }
  }
  const nameOf = (definition: DefinitionModel): string => {
    const name = names.get(definition);
    if (name === undefined) throw new TypeError(`${definition.name} has no published schema`);
    return name;
  };
  const plans = defaults && new PlanStatements(library, defaults);
  const places = () => {
    index ??= new PlaceIndex(published.filter(({ node }) => !made.has(node)).map(({ node }) => node));
    return index;
  };
  return {
    module: (module) => {
      let text: string | undefined;
      return {
        get text() {
          text ??= moduleText(
            new ModulePrinter(library, byModule.get(module) ?? [], made, places(), nameOf).print(),
            plans?.print(module),
          );
          return text;
        },
        nameOf,
        defaultsOf: (definition) => plans?.nameOf(definition),
      };
    },
  };
}

function moduleText(
  schemas: readonly string[],
  plans: PrintedPlans = { imports: [], statements: [] },
): string {
  const types = [
    ...(plans.statements.length > 0 ? ["DefaultsPlan"] : []),
    ...(schemas.some((statement) => statement.startsWith("const ")) ? ["JsonObject"] : []),
    ...(schemas.length > 0 ? ["JsonSchema"] : []),
  ];
  const imports = [
    ...(types.length > 0 ? [`import type { ${types.join(", ")} } from "graphwright";`] : []),
    ...plans.imports,
  ];
  // Without an import or export the file would be a script.
  const body = [imports.join("\n"), ...schemas, ...plans.statements].filter((part) => part !== "");
  return `${[UNCHECKED_HEADER, ...(body.length > 0 ? body : ["export {};"])].join("\n\n")}\n`;
}

/** Finds nodes by the places that they were written at. */
class PlaceIndex {
  readonly #nodes = new Map<SchemaDocument, Map<string, SchemaNode>>();

  constructor(roots: readonly SchemaNode[]) {
    const reached = new Set(roots);
    for (const node of reached) {
      const { document, pointer } = node.origin;
      const places = this.#nodes.get(document) ?? new Map<string, SchemaNode>();
      this.#nodes.set(document, places);
      if (!places.has(pointer)) places.set(pointer, node);
      for (const child of nodesIn(node)) reached.add(child);
    }
  }

  at(document: SchemaDocument, pointer: string): SchemaNode | undefined {
    return this.#nodes.get(document)?.get(pointer);
  }
}

/** Prints the schemas of one module. */
class ModulePrinter {
  readonly #library: LibraryModel;
  readonly #definitions: readonly DefinitionModel[];
  readonly #made: ReadonlySet<SchemaNode | undefined>;
  readonly #index: PlaceIndex;
  readonly #nameOf: (definition: DefinitionModel) => string;
  readonly #statements: string[] = [];

  constructor(
    library: LibraryModel,
    definitions: readonly DefinitionModel[],
    made: ReadonlySet<SchemaNode | undefined>,
    index: PlaceIndex,
    nameOf: (definition: DefinitionModel) => string,
  ) {
    this.#library = library;
    this.#definitions = definitions;
    this.#made = made;
    this.#index = index;
    this.#nameOf = nameOf;
  }

  /** The statements of the file. */
  print(): readonly string[] {
    const files = groupBy(this.#definitions, ({ node }) =>
      this.#made.has(node) ? undefined : node.origin.document,
    );
    for (const [document, definitions] of files) {
      if (document === undefined)
        for (const definition of definitions) this.#export(definition, this.#fromNodes(definition.node));
      else this.#file(document, definitions);
    }
    return this.#statements;
  }

  #export(definition: DefinitionModel, schema: JsonSchema): void {
    this.#statements.push(`export const ${this.#nameOf(definition)}: JsonSchema = ${printDocument(schema)};`);
  }

  #file(document: SchemaDocument, definitions: readonly DefinitionModel[]): void {
    if (definitions.some(({ node }) => this.#mixesDialects(node))) {
      for (const definition of definitions) this.#export(definition, this.#fromNodes(definition.node));
      return;
    }
    const shape = fileShape(document);
    const root = definitions.find(({ node }) => node.origin.pointer === "");
    const entries = definitions.filter((definition) => definition !== root);
    if (shape.definitions !== undefined && entries.length > 0 && entries.every(({ node }) => isEntry(node))) {
      this.#shared(document, root, entries, shape.definitions.keyword);
      return;
    }
    for (const definition of definitions) {
      const bundle = this.#bundle(definition.node.origin);
      this.#export(
        definition,
        definition === root && shape.isPlain ? bundle.wholeFile() : bundle.standalone(),
      );
    }
  }

  /** The file's definitions once, and each schema with all of them. */
  #shared(
    document: SchemaDocument,
    root: DefinitionModel | undefined,
    entries: readonly DefinitionModel[],
    keyword: "$defs" | "definitions",
  ): void {
    const file = this.#bundle({ document, pointer: "" }).wholeFile();
    if (!isJsonObject(file)) return;
    const definitions = file[keyword];
    if (!isJsonObject(definitions)) return;
    const name = `${camelCase(stem(document.path))}Definitions`;
    this.#statements.push(
      `const ${name}: { readonly [name: string]: JsonObject } = ${printDocument(definitions)};`,
    );
    const shared = new Map([[keyword, { code: name }]]);
    if (root !== undefined) {
      this.#statements.push(
        `export const ${this.#nameOf(root)}: JsonSchema = ${printDocument(file, shared)};`,
      );
    }
    for (const entry of entries) {
      const key = pointerTokens(entry.node.origin.pointer)[1] ?? "";
      const parts = [`...${name}[${stringLiteral(key)}]`, `${keyword}: ${name}`];
      if (typeof file.$schema === "string") parts.unshift(`$schema: ${stringLiteral(file.$schema)}`);
      this.#statements.push(
        `export const ${this.#nameOf(entry)}: JsonSchema = {\n${parts.map((part) => `  ${part},\n`).join("")}};`,
      );
    }
  }

  #bundle(origin: SchemaOrigin): Bundle {
    return new Bundle(
      origin,
      (document, pointer) => this.#index.at(document, pointer),
      (target) => this.#library.definitions.get(target)?.name ?? "Definition",
    );
  }

  /** The schema from its nodes, in the newest dialect: for what no file says, and where files of several dialects meet. */
  #fromNodes(root: SchemaNode): JsonSchema {
    const names = new Map<SchemaNode, string>();
    const taken = new Set<string>();
    const refTo = (target: SchemaNode): string => {
      if (target === root) return "#";
      let name = names.get(target);
      if (name === undefined) {
        const wanted = this.#library.definitions.get(target)?.name ?? "Definition";
        name = wanted;
        for (let count = 2; taken.has(name); count++) name = `${wanted}${count}`;
        taken.add(name);
        names.set(target, name);
      }
      return `#${fragment(pointerTo("/$defs", name))}`;
    };
    const schema = nodeJson(root, refTo);
    if (!isJsonObject(schema)) return schema;
    const definitions: { [name: string]: JsonSchema } = {};
    // A definition may refer to further ones, which join the end.
    for (const [node, name] of names) definitions[name] = nodeJson(node, refTo);
    return {
      $schema: DIALECT_URIS["2020-12"],
      ...schema,
      ...(names.size === 0 ? {} : { $defs: definitions }),
    };
  }

  #mixesDialects(root: SchemaNode): boolean {
    const reached = new Set([root]);
    for (const node of reached) {
      if (node.origin.document.dialect !== root.origin.document.dialect) return true;
      for (const child of nodesIn(node)) reached.add(child);
    }
    return false;
  }
}

/** Whether a schema stands directly among its file's definitions. */
function isEntry(node: SchemaNode): boolean {
  const { document, pointer } = node.origin;
  const tokens = pointerTokens(pointer);
  return (
    tokens.length === 2 &&
    tokens[0] === definitionsOf(document) &&
    valueAt(document.schema, pointer) !== undefined
  );
}

function definitionsOf({ schema, dialect }: SchemaDocument): string {
  if (!isJsonObject(schema)) return definitionsKeyword(dialect);
  return schema.$defs === undefined ? "definitions" : "$defs";
}

/** `greeting/context.schema.json` is `context`. */
function stem(path: string): string {
  return (path.split("/").at(-1) ?? path).replace(/(\.schema)?\.[^.]*$/, "");
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
