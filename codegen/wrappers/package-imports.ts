import { freeName } from "../print/free-name.js";
import type { WriteStatement } from "../print/statement.js";
import { stringLiteral } from "../print/string-literal.js";
import { type Imported, namedImport } from "./named-import.js";

/** What runs without LangGraph. All that a client's module runs comes from here. */
export const CLIENT_ENTRY = "graphwright/client";

/** What a generated module imports from packages. A name that the module has already is imported under another. */
export class PackageImports {
  readonly #taken: ReadonlySet<string>;
  readonly #imported = new Map<string, Map<string, Imported>>();

  /** @param taken - The names that the module declares or imports from other modules. */
  constructor(taken: ReadonlySet<string>) {
    this.#taken = taken;
  }

  /** Imports something to run from this package; returns what it is called in the module. */
  value(name: string, from: "graphwright" | typeof CLIENT_ENTRY = "graphwright"): string {
    return this.#import(from, name, { isType: false });
  }

  /** Imports something for the compiler only; returns what it is called in the module. */
  type(name: string, from: string = "graphwright"): string {
    return this.#import(from, name, { isType: true });
  }

  statements(): WriteStatement[] {
    return [...this.#imported]
      .sort(([a], [b]) => (a < b ? 1 : -1))
      .map(([from, names]) => namedImport(stringLiteral(from), [...names.values()]));
  }

  #import(from: string, name: string, { isType }: { readonly isType: boolean }): string {
    const local = freeName(name, this.#taken, (count) => `${"_".repeat(count - 2)}Graphwright${name}`);
    const names = this.#imported.get(from) ?? new Map<string, Imported>();
    this.#imported.set(from, names);
    names.set(name, { name, local, isType: isType && names.get(name)?.isType !== false });
    return local;
  }
}
