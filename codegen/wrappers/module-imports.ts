import type { DefinitionModel } from "../model/model.js";
import { type ImportExtension, moduleSpecifier } from "../print/module-specifier.js";
import type { WriteStatement } from "../print/statement.js";
import type { ModuleTypes } from "../types/library-types.js";
import { type Imported, namedImport } from "./named-import.js";

/** What a generated module imports from other generated modules: the types that its own refer to, and the schemas beside some of them. */
export class ModuleImports {
  readonly #module: string;
  readonly #names: Set<string>;
  readonly #extension: ImportExtension;
  readonly #fileOf: (module: string) => string;
  readonly #imported = new Map<string, Map<string, Imported>>();

  /**
   * @param types - What the module's types import.
   * @param declared - The names that the module declares.
   * @param extension - How its imports end.
   * @param fileOf - The file of a module that has its types and schemas.
   */
  constructor(
    module: string,
    types: ModuleTypes["imports"],
    declared: ReadonlySet<string>,
    extension: ImportExtension,
    fileOf: (module: string) => string,
  ) {
    this.#module = module;
    this.#extension = extension;
    this.#fileOf = fileOf;
    this.#names = new Set(declared);
    for (const { module: from, names } of types) {
      for (const name of names) this.#add(from, { name, local: name, isType: true });
    }
  }

  /** Every name that the module declares or imports from others. */
  get taken(): ReadonlySet<string> {
    return this.#names;
  }

  /** Imports the value of another module's definition; returns what it is called in this one. */
  value({ name, module: from }: DefinitionModel): string {
    return this.#import(from, name, { isType: false });
  }

  /** Imports a type of another module's definition; returns what it is called in this one. */
  type({ module: from }: DefinitionModel, name: string): string {
    return this.#import(from, name, { isType: true });
  }

  statements(): WriteStatement[] {
    return [...this.#imported].map(([from, names]) =>
      namedImport(moduleSpecifier(this.#module, from, this.#extension, this.#fileOf(from)), [
        ...names.values(),
      ]),
    );
  }

  #import(from: string, name: string, { isType }: { readonly isType: boolean }): string {
    const known = this.#imported.get(from)?.get(name);
    let local = known?.local ?? name;
    while (known === undefined && this.#names.has(local)) local = `_${local}`;
    this.#add(from, { name, local, isType: isType && known?.isType !== false });
    return local;
  }

  #add(from: string, imported: Imported): void {
    const names = this.#imported.get(from) ?? new Map<string, Imported>();
    this.#imported.set(from, names.set(imported.name, imported));
    this.#names.add(imported.local);
  }
}
