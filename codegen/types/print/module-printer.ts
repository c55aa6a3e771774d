import type { DefinitionModel } from "../../model/model.js";
import type { Type, View } from "../algebra/type.js";
import type { Draft, EvaluatedLibrary } from "../evaluate/evaluated-library.js";
import type { LibraryTypes, ModuleTypes, TypeDeclaration } from "../library-types.js";
import { after, Printer } from "./print.js";
import { Uses } from "./uses.js";

/** The types of a library as TypeScript, printed module by module. */
export class ModulePrinter implements LibraryTypes {
  readonly #evaluated: EvaluatedLibrary;
  #modules: ReadonlyMap<string, ModuleTypes> | undefined;

  constructor(evaluated: EvaluatedLibrary) {
    this.#evaluated = evaluated;
  }

  nameOf(definition: DefinitionModel, view: View): string {
    return this.#evaluated.nameOf(definition, view);
  }

  sameViews(definition: DefinitionModel): boolean {
    return this.#evaluated.sameViews(definition);
  }

  module(module: string): ModuleTypes {
    this.#modules ??= this.#printAll();
    return this.#modules.get(module) ?? { declarations: [], imports: [], external: [] };
  }

  /** The types that a module may declare, by their names, before they are text: what the printer is given. For checks of it. */
  bodies(module: string): ReadonlyMap<string, Type> {
    return new Map(this.#evaluated.draftsOf(module).map(({ name, type }) => [name, type]));
  }

  /**
   * Prints all modules. A definition that only has a name is exported where another module has come to use it, as when that spells out
   * a type that refers to it; so a module is printed again when it turns out to be asked for more.
   */
  #printAll(): ReadonlyMap<string, ModuleTypes> {
    const printed = new Map<string, ModuleTypes>();
    const wanted = new Map<string, Set<string>>();
    const inner = new Map<string, Set<string>>();
    for (const definition of this.#evaluated.definitions) {
      const { module, exported } = definition;
      if (exported) continue;
      const names = inner.get(module) ?? new Set();
      inner.set(module, names.add(this.nameOf(definition, "input")).add(this.nameOf(definition, "output")));
    }
    const open = new Set(
      [...this.#evaluated.definitions, ...this.#evaluated.library.contracts].map(({ module }) => module),
    );
    for (const module of open) {
      open.delete(module);
      const { types, foreign } = this.#print(module, wanted.get(module) ?? new Set());
      printed.set(module, types);
      for (const [name, from] of foreign) {
        const names = wanted.get(from) ?? new Set();
        if (inner.get(from)?.has(name) !== true || names.has(name)) continue;
        wanted.set(from, names.add(name));
        open.add(from);
      }
    }
    return printed;
  }

  /** @param wanted - The names that other modules import besides those that users see. */
  #print(
    module: string,
    wanted: ReadonlySet<string>,
  ): { readonly types: ModuleTypes; readonly foreign: Uses["foreign"] } {
    const drafts = this.#evaluated
      .draftsOf(module)
      .map((draft) => (wanted.has(draft.name) ? { ...draft, exported: true } : draft));
    const uses = new Uses(
      module,
      this.#evaluated.taken.get(module) ?? new Set(),
      this.#evaluated.library.importExtension,
    );
    const printer = new Printer({
      name: ({ definition, view }) => uses.definition(definition.module, this.nameOf(definition, view)),
      external: (name) => uses.external(name),
      expand: ({ definition, view }) => this.#evaluated.bodyOf(definition, view),
    });
    const texts = new Map<Draft, string>();
    const print = (draft: Draft): void => void texts.set(draft, declare(draft, printer));
    for (const draft of drafts) if (draft.exported) print(draft);
    // Definitions that only have a name are declared where the text of another has come to use them.
    const inner = new Map(drafts.flatMap((draft) => (draft.exported ? [] : [[draft.name, draft] as const])));
    for (const name of uses.own) {
      const draft = inner.get(name);
      if (draft !== undefined) print(draft);
    }
    const declarations = drafts.flatMap((draft): TypeDeclaration[] => {
      const { name, view, definition } = draft;
      const text = texts.get(draft);
      return text === undefined ? [] : [{ name, text, view, ...(definition && { definition }) }];
    });
    const types = { declarations, imports: uses.imports(), external: uses.externals() };
    return { types, foreign: uses.foreign };
  }
}

/** A declaration as text: an interface for an object, an alias for everything else. */
function declare({ name, type, exported, doc }: Draft, printer: Printer): string {
  const start = exported ? "export " : "";
  const [only, ...others] = type;
  const lines = printer.docLines(doc, type, "");
  if (only?.kind === "object" && others.length === 0 && printer.isInterface(only)) {
    const bases = printer.basesOf(only);
    const heritage = bases.length === 0 ? "" : ` extends ${bases.join(", ")}`;
    lines.push(`${start}interface ${name}${heritage} ${printer.block(only, "")}`);
  } else {
    const head = `${start}type ${name} =`;
    lines.push(`${after(head, printer.type(type, "", head.length + 2))};`);
  }
  return lines.join("\n");
}
