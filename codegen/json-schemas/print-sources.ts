import type { DefinitionModel, LibraryModel } from "../model/model.js";
import { takeName } from "../print/free-name.js";
import { camelCase, typeNameOf } from "../print/identifiers.js";
import { stringLiteral } from "../print/string-literal.js";
import { DIALECT_URIS } from "../schema/dialect.js";
import { isJsonObject } from "../schema/json.js";
import { pointerTokens } from "../schema/json-pointer.js";
import type { SchemaDocument } from "../schema/schema-document.js";
import type { SchemaNode, SchemaOrigin } from "../schema/schema-node.js";
import type { AsWritten } from "./as-written.js";
import { definitionsKeyword, fileJson, reference } from "./file-json.js";
import { isPlain } from "./file-shape.js";
import { nodeJson } from "./node-json.js";
import { importLine } from "./plan-statements.js";
import { Code, type Printable, printPrintable } from "./print-document.js";

/** The statements of one module, and what they take from other modules. */
export interface PrintedSources {
  readonly imports: readonly string[];
  readonly statements: readonly string[];
}

/** What the sources of a module are printed from. */
export interface SourceContext {
  readonly module: string;
  readonly library: LibraryModel;
  readonly asWritten: AsWritten;
  /** What a definition's source is called in the definition's module. */
  nameOf(definition: DefinitionModel): string;
  /** Whether the module exports it. */
  isPublished(definition: DefinitionModel): boolean;
  /** The names of the module's definitions. */
  readonly taken: ReadonlySet<string>;
}

/** Schemas nested deeper than this are printed as sources of their own: tools that read code do so by recursion. */
const MAX_DEPTH = 40;

/** Prints the sources of a module's definitions, each with those inside it that nothing else prints. */
export function printSources(
  definitions: readonly DefinitionModel[],
  context: SourceContext,
): PrintedSources {
  const printer = new SourcePrinter(context);
  for (const definition of definitions) printer.add(definition);
  return printer.finish();
}

class SourcePrinter {
  readonly #context: SourceContext;
  readonly #taken: Set<string>;
  readonly #files = new Map<SchemaDocument, { readonly name: string; readonly isPlain: boolean }>();
  readonly #usedFiles = new Set<SchemaDocument>();
  /** Names of sources by what they are of: a place in a file, or a node. */
  readonly #written = new Map<string, string>();
  readonly #made = new Map<SchemaNode, string>();
  readonly #imports = new Map<DefinitionModel, string>();
  readonly #pending: (() => void)[] = [];
  readonly #statements: string[] = [];
  /** How much code was put into schemas so far. */
  #codes = 0;

  constructor(context: SourceContext) {
    this.#context = context;
    this.#taken = new Set(context.taken);
  }

  /** Prints what the module exports for a definition. */
  add(definition: DefinitionModel): void {
    const { node } = definition;
    if (this.#context.asWritten.has(node)) this.#writtenSource(node);
    else this.#madeSource(node);
    for (let print = this.#pending.shift(); print !== undefined; print = this.#pending.shift()) print();
  }

  finish(): PrintedSources {
    const files = [...this.#usedFiles].map((document) => {
      const { $schema } = isJsonObject(document.schema) ? document.schema : {};
      const keyword = definitionsKeyword(document.dialect);
      const said = {
        ...(typeof $schema === "string" ? { $schema } : {}),
        ...(keyword === "$defs" ? {} : { definitions: keyword }),
      };
      return `const ${this.#fileOf(document).name}: SchemaFile = ${printPrintable(said)};`;
    });
    const byModule = new Map<string, Map<string, string>>();
    for (const [definition, local] of this.#imports) {
      const names = byModule.get(definition.module) ?? new Map<string, string>();
      byModule.set(definition.module, names.set(this.#context.nameOf(definition), local));
    }
    return {
      imports: [...byModule]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([from, names]) =>
          importLine(this.#context.module, from, names, this.#context.library.importExtension),
        ),
      statements: [...files, ...this.#statements],
    };
  }

  /** The name of the source of a schema that is published as its file writes it. */
  #writtenSource(node: SchemaNode): string {
    const definition = this.#context.library.definitions.get(node);
    if (this.#isElsewhere(definition)) return this.#imported(definition);
    return this.#sourceAt(node.origin, definition);
  }

  #isElsewhere(definition: DefinitionModel | undefined): definition is DefinitionModel {
    const { module, isPublished } = this.#context;
    return definition !== undefined && definition.module !== module && isPublished(definition);
  }

  #imported(definition: DefinitionModel): string {
    let name = this.#imports.get(definition);
    if (name === undefined) {
      name = takeName(this.#context.nameOf(definition), this.#taken);
      this.#imports.set(definition, name);
    }
    return name;
  }

  #sourceAt(origin: SchemaOrigin, definition?: DefinitionModel, outer?: string): string {
    const { document, pointer } = origin;
    const key = `${document.path}#${pointer}`;
    let name = this.#written.get(key);
    if (name === undefined) {
      name = outer === undefined ? this.#nameFor(definition, origin) : takeName(`${outer}Part`, this.#taken);
      this.#written.set(key, name);
      const constant = name;
      this.#pending.push(() => this.#printWritten(constant, origin, definition));
    }
    return name;
  }

  #nameFor(definition: DefinitionModel | undefined, origin: SchemaOrigin): string {
    const isOwn = definition?.module === this.#context.module;
    return isOwn ? this.#context.nameOf(definition) : takeName(sourceName(definition, origin), this.#taken);
  }

  #printWritten(constant: string, origin: SchemaOrigin, definition: DefinitionModel | undefined): void {
    const { document, pointer } = origin;
    const { isPlain: isAsItIs, name: file } = this.#fileOf(document);
    const { asWritten, library } = this.#context;
    const place = (each: string) => asWritten.at({ document, pointer: each });
    const before = this.#codes;
    const code = (text: string) => this.#code(text);
    const json = fileJson(origin, {
      isPlain: isAsItIs,
      nodeAt: (each) => place(each)?.written ?? place(each),
      refTo: (target, written) => {
        const known = library.definitions.get(target)?.node ?? target;
        const name = this.#writtenSource(known);
        const isHere = isAsItIs && target.origin.document === document;
        const isPlain = known === target && reference(target.origin.pointer) === written;
        return code(isHere && !isPlain ? `doc.ref(${name}, ${stringLiteral(written)})` : `doc.ref(${name})`);
      },
      partAt: (inner, depth) => {
        const node = place(inner);
        const own = node && library.definitions.get(node);
        if (own?.node === node && own?.module === this.#context.module)
          return code(`doc.part(${this.#sourceAt({ document, pointer: inner }, own)})`);
        if (depth < MAX_DEPTH) return undefined;
        return code(`doc.part(${this.#sourceAt({ document, pointer: inner }, undefined, constant)})`);
      },
    });
    const usesOthers = this.#codes > before;
    const isSaid = isAsItIs ? usesOthers || pointer !== "" : this.#saysSomething(document);
    if (isSaid) this.#usedFiles.add(document);
    const fields = [
      ...(isSaid ? [`file: ${file}`] : []),
      ...(isAsItIs ? [`at: ${stringLiteral(reference(pointer))}`] : []),
    ];
    this.#print(constant, definition, origin, fields, json);
  }

  /** The name of the source of a schema that is published in the newest dialect: what no file says, and where several dialects meet. */
  #madeSource(node: SchemaNode): string {
    const definition = this.#context.library.definitions.get(node);
    if (this.#isElsewhere(definition) && !this.#context.asWritten.has(node))
      return this.#imported(definition);
    let name = this.#made.get(node);
    if (name === undefined) {
      // Where it is published as it is written, this is another source.
      name = this.#context.asWritten.has(node)
        ? takeName(sourceName(definition, node.origin), this.#taken)
        : this.#nameFor(definition, node.origin);
      this.#made.set(node, name);
      const constant = name;
      this.#pending.push(() => this.#printMade(constant, node, definition));
    }
    return name;
  }

  #printMade(constant: string, node: SchemaNode, definition: DefinitionModel | undefined): void {
    const { asWritten, library } = this.#context;
    const sourceOf = (each: SchemaNode) => {
      const isNewest = each.origin.document.dialect === "2020-12" && asWritten.has(each);
      return isNewest ? this.#writtenSource(each) : this.#madeSource(each);
    };
    const json = nodeJson(
      node,
      (target) => this.#code(`doc.ref(${sourceOf(library.definitions.get(target)?.node ?? target)})`),
      (inner, depth) => {
        const isNamed = library.definitions.get(inner)?.node === inner;
        if (!isNamed && depth < MAX_DEPTH) return undefined;
        return this.#code(`doc.part(${isNamed ? sourceOf(inner) : this.#partSource(inner, constant)})`);
      },
    );
    const fields = [`file: { $schema: ${stringLiteral(DIALECT_URIS["2020-12"])} }`];
    this.#print(constant, definition, node.origin, fields, json);
  }

  #partSource(node: SchemaNode, outer: string): string {
    const name = takeName(`${outer}Part`, this.#taken);
    this.#pending.push(() => this.#printMade(name, node, undefined));
    return name;
  }

  #print(
    constant: string,
    definition: DefinitionModel | undefined,
    origin: SchemaOrigin,
    fields: readonly string[],
    schema: Printable,
  ): void {
    const isExported =
      definition?.module === this.#context.module &&
      constant === this.#context.nameOf(definition) &&
      this.#context.isPublished(definition);
    const text = printPrintable(schema);
    // A text that only looks like it does no harm.
    const usesDocument = text.includes("doc.");
    const all = [
      `name: ${stringLiteral(definition?.name ?? keyOf(origin))}`,
      ...fields,
      `schema: ${usesDocument ? "(doc)" : "()"} => ${text.startsWith("{") ? `(${text})` : text}`,
    ];
    // The schema stands as deep as in its file.
    this.#statements.push(
      `${isExported ? "export " : ""}const ${constant}: SchemaSource = { ${all.join(", ")} };`,
    );
  }

  #code(text: string): Code {
    this.#codes += 1;
    return new Code(text);
  }

  #fileOf(document: SchemaDocument): { readonly name: string; readonly isPlain: boolean } {
    let file = this.#files.get(document);
    if (file === undefined) {
      file = {
        name: takeName(`${camelCase(stem(document.path))}File`, this.#taken),
        isPlain: isPlain(document),
      };
      this.#files.set(document, file);
    }
    return file;
  }

  #saysSomething({ schema, dialect }: SchemaDocument): boolean {
    return (
      (isJsonObject(schema) && typeof schema.$schema === "string") || definitionsKeyword(dialect) !== "$defs"
    );
  }
}

/** What a definition's source is called where nothing else is called so. */
export function sourceName(definition: DefinitionModel | undefined, origin: SchemaOrigin): string {
  return `${camelCase(definition?.name ?? keyOf(origin))}Schema`;
}

/** What a schema is called that has no name in the generated code: a published class of messages. */
function keyOf({ pointer }: SchemaOrigin): string {
  const [container, key, ...rest] = pointerTokens(pointer);
  const isEntry = (container === "$defs" || container === "definitions") && rest.length === 0;
  return isEntry && key !== undefined ? typeNameOf(key) : "Definition";
}

/** `greeting/context.schema.json` is `context`. */
function stem(path: string): string {
  return (path.split("/").at(-1) ?? path).replace(/(\.schema)?\.[^.]*$/, "");
}
