import { type ImportExtension, moduleSpecifier } from "../../print/module-specifier.js";
import type { ModuleTypes } from "../library-types.js";

/** What the text of a module refers to outside of it. */
export class Uses {
  /** The names of the module's own that were used, in the order of their first use. */
  readonly own = new Set<string>();
  /** Each name of another module that was used, with the module. */
  readonly foreign: (readonly [name: string, module: string])[] = [];
  readonly #module: string;
  readonly #taken: ReadonlySet<string>;
  readonly #importExtension: ImportExtension;
  readonly #imported = new Map<string, string>();
  readonly #externals = new Set<string>();

  constructor(module: string, taken: ReadonlySet<string>, importExtension: ImportExtension) {
    this.#module = module;
    this.#taken = taken;
    this.#importExtension = importExtension;
  }

  /** The text for a definition: its name, imported where that is possible without a clash. */
  definition(module: string, name: string): string {
    if (module === this.#module) {
      this.own.add(name);
      return name;
    }
    this.foreign.push([name, module]);
    const known = this.#imported.get(name);
    if (this.#taken.has(name) || (known !== undefined && known !== module)) {
      return `import(${moduleSpecifier(this.#module, module, this.#importExtension)}).${name}`;
    }
    this.#imported.set(name, module);
    return name;
  }

  external(name: string): string {
    if (this.#taken.has(name) || this.#imported.has(name)) return `import("graphwright").${name}`;
    this.#externals.add(name);
    return name;
  }

  imports(): ModuleTypes["imports"] {
    const modules = [...new Set(this.#imported.values())].sort();
    return modules.map((module) => ({
      module,
      names: [...this.#imported].flatMap(([name, from]) => (from === module ? [name] : [])).sort(),
    }));
  }

  externals(): readonly string[] {
    return [...this.#externals].sort();
  }
}
