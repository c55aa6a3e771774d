import type { Defaults } from "../../defaults/defaults.js";
import type { ContractModel, DefinitionModel, LibraryModel } from "../../model/model.js";
import type { ViewNames } from "../../model/view-names.js";
import type { SchemaNode } from "../../schema/schema-node.js";
import { secretNodes } from "../../schema/secrets.js";
import { circularDefinitions } from "../algebra/cycles.js";
import type { Doc } from "../algebra/doc.js";
import { type Type, UNKNOWN, type View } from "../algebra/type.js";
import { Evaluator } from "../evaluate/evaluate.js";
import { stateObject, updateObject } from "../evaluate/state.js";
import { takenNames, twofoldDefinitions, typeNames } from "../evaluate/views.js";
import type { LibraryTypes, ModuleTypes, TypeDeclaration } from "../library-types.js";
import { after, Printer } from "./print.js";
import { Uses } from "./uses.js";

/** A declaration before it is text. */
interface Draft {
  readonly name: string;
  readonly type: Type;
  readonly view: View;
  readonly exported: boolean;
  readonly definition?: DefinitionModel;
  readonly doc?: Doc;
}

/** The types of a library; everything is worked out once, and printed module by module. */
export class ModulePrinter implements LibraryTypes {
  readonly #library: LibraryModel;
  readonly #defaults: Defaults;
  readonly #views: readonly View[];
  readonly #evaluator: Evaluator;
  /** Each definition once, whichever nodes lead to it; without those that a contract makes a type of its own of. */
  readonly #definitions: readonly DefinitionModel[];
  readonly #circular: ReadonlySet<DefinitionModel>;
  readonly #twofold: ReadonlySet<DefinitionModel>;
  readonly #names: ReadonlyMap<DefinitionModel, ViewNames>;
  readonly #taken: ReadonlyMap<string, ReadonlySet<string>>;
  #modules: ReadonlyMap<string, ModuleTypes> | undefined;

  /** @param only - The only view to declare; both where it is left out. */
  constructor(library: LibraryModel, defaults: Defaults, only?: View) {
    this.#library = library;
    this.#defaults = defaults;
    this.#views = only === undefined ? ["output", "input"] : [only];
    const special = specialNodes(library);
    const fields = library.contracts.flatMap((contract) => contract.fields.map(({ node }) => node));
    const secrets = secretNodes([...library.definitions.keys(), ...fields]);
    this.#evaluator = new Evaluator({ definitions: library.definitions, defaults, secrets, special });
    this.#definitions = [...new Set(library.definitions.values())].filter(({ node }) => !special.has(node));
    this.#evaluator.prepare(this.#definitions.map(({ node }) => node));
    this.#circular = circularDefinitions(this.#definitions, (definition) => [
      ...this.#evaluator.bodyOf(definition.node, "input"),
      ...this.#evaluator.bodyOf(definition.node, "output"),
    ]);
    this.#twofold = twofoldDefinitions(
      this.#definitions,
      (definition, view) => this.#bodyOf(definition, view),
      defaults,
    );
    this.#names = typeNames(library, this.#twofold, only);
    this.#taken = takenNames(library);
  }

  nameOf(definition: DefinitionModel, view: View): string {
    return this.#names.get(definition)?.[view] ?? definition.name;
  }

  sameViews(definition: DefinitionModel): boolean {
    return !this.#twofold.has(definition);
  }

  module(module: string): ModuleTypes {
    this.#modules ??= this.#printAll();
    return this.#modules.get(module) ?? { declarations: [], imports: [], external: [] };
  }

  /** The types that a module may declare, by their names, before they are text: what the printer is given. For checks of it. */
  bodies(module: string): ReadonlyMap<string, Type> {
    return new Map(this.#draftsOf(module).map(({ name, type }) => [name, type]));
  }

  /**
   * Prints all modules. A definition that only has a name is exported where another module has come to use it, as when that spells out
   * a type that refers to it; so a module is printed again when it turns out to be asked for more.
   */
  #printAll(): ReadonlyMap<string, ModuleTypes> {
    const printed = new Map<string, ModuleTypes>();
    const wanted = new Map<string, Set<string>>();
    const inner = new Map<string, Set<string>>();
    for (const definition of this.#definitions) {
      const { module, exported } = definition;
      if (exported) continue;
      const names = inner.get(module) ?? new Set();
      inner.set(module, names.add(this.nameOf(definition, "input")).add(this.nameOf(definition, "output")));
    }
    const open = new Set([...this.#definitions, ...this.#library.contracts].map(({ module }) => module));
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
    const drafts = this.#draftsOf(module).map((draft) =>
      wanted.has(draft.name) ? { ...draft, exported: true } : draft,
    );
    const uses = new Uses(module, this.#taken.get(module) ?? new Set(), this.#library.importExtension);
    const printer = new Printer({
      name: ({ definition, view }) => uses.definition(definition.module, this.nameOf(definition, view)),
      external: (name) => uses.external(name),
      expand: ({ definition, view }) => this.#bodyOf(definition, view),
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

  /** Everything that a module could declare: a contract's members with what belongs to them, then the definitions. */
  #draftsOf(module: string): Draft[] {
    const contract = this.#library.contracts.find((candidate) => candidate.module === module);
    const own = this.#definitions.filter((definition) => definition.module === module);
    const drafts: Draft[] = [];
    const members = new Set<DefinitionModel>();
    for (const { kind, node } of contract?.members ?? []) {
      const definition = this.#library.definitions.get(node);
      if (contract !== undefined && kind === "state") drafts.push(...this.#stateDrafts(contract));
      else if (definition !== undefined && definition.module === module) {
        members.add(definition);
        drafts.push(...this.#definitionDrafts(definition));
      }
    }
    for (const definition of own) {
      if (!members.has(definition)) drafts.push(...this.#definitionDrafts(definition));
    }
    return drafts;
  }

  /** A definition in the views that it has, first the one that it gives its name. */
  #definitionDrafts(definition: DefinitionModel): Draft[] {
    const views = this.#twofold.has(definition) ? this.#views : this.#views.slice(0, 1);
    const { exported } = definition;
    const drafts = views.map((view): Draft => {
      const name = this.nameOf(definition, view);
      const doc = this.#evaluator.docOf(definition.node, name);
      const type = this.#bodyOf(definition, view);
      return { name, type, view, exported, definition, ...(doc && { doc }) };
    });
    return drafts.sort((a, b) => Number(b.name === definition.name) - Number(a.name === definition.name));
  }

  /** The state, its update, and the input and output that follow from them where the contract has no such member. */
  #stateDrafts(contract: ContractModel): Draft[] {
    const { prefix, members, update } = contract;
    const state = members.find(({ kind }) => kind === "state")?.node;
    const has = (kind: "input" | "output"): boolean => members.some((member) => member.kind === kind);
    const draft = (
      name: string,
      type: Type,
      view: View,
      node: SchemaNode | undefined,
      text?: string,
    ): Draft => {
      const definition = node === undefined ? undefined : this.#library.definitions.get(node);
      const said = node === undefined ? undefined : this.#evaluator.docOf(node, name);
      const doc = said ?? (text === undefined ? undefined : { text, tags: [] });
      return { name, type, view, exported: true, ...(definition && { definition }), ...(doc && { doc }) };
    };
    const alias = (name: string): Type => [{ kind: "verbatim", text: name }];
    const [stateType, updateType]: Type[] = [
      [stateObject(contract, this.#evaluator, this.#defaults)],
      [updateObject(contract, this.#evaluator)],
    ];
    const drafts = [draft(`${prefix}State`, stateType ?? [], "output", state)];
    drafts.push(draft(`${prefix}Update`, updateType ?? [], "input", update));
    if (!has("input")) {
      const doc = "What a run starts from: an update of the state.";
      drafts.push(draft(`${prefix}Input`, alias(`${prefix}Update`), "input", undefined, doc));
    }
    if (!has("output")) {
      const doc = "What a run ends with: the state.";
      drafts.push(draft(`${prefix}Output`, alias(`${prefix}State`), "output", undefined, doc));
    }
    return drafts;
  }

  #bodyOf(definition: DefinitionModel, view: View): Type {
    return this.#circular.has(definition) ? UNKNOWN : this.#evaluator.bodyOf(definition.node, view);
  }
}

/** What a contract makes types of its own of: a reference to it means its schema, which is wider. */
function specialNodes({ contracts }: LibraryModel): ReadonlySet<SchemaNode> {
  return new Set(
    contracts.flatMap(({ members, update, overwrite }) => [
      ...members.flatMap(({ kind, node }) => (kind === "state" ? [node] : [])),
      update,
      ...(overwrite === undefined ? [] : [overwrite]),
    ]),
  );
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
