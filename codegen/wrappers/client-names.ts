import { type ImportExtension, moduleSpecifier } from "../print/module-specifier.js";
import type { WriteStatement } from "../print/statement.js";
import { type Imported, namedImport } from "./named-import.js";

/** What a graph's module calls that its client's module declares. */
export interface ClientNames {
  type(name: string): string;
  value(name: string): string;
}

/** In the client's module itself. */
export const inClient: ClientNames = { type: (name) => name, value: (name) => name };

/** What the module of those who run a graph imports from that of its clients. */
export class ClientImports implements ClientNames {
  readonly #imported = new Map<string, Imported>();

  type(name: string): string {
    if (!this.#imported.has(name)) this.#imported.set(name, { name, local: name, isType: true });
    return name;
  }

  value(name: string): string {
    this.#imported.set(name, { name, local: name, isType: false });
    return name;
  }

  statement(module: string, extension: ImportExtension): WriteStatement {
    return namedImport(clientSpecifier(module, extension), [...this.#imported.values()]);
  }
}

/** `"./client.js"` */
export function clientSpecifier(module: string, extension: ImportExtension): string {
  return moduleSpecifier(module, module, extension, "client");
}
