import type { Defaults } from "../../defaults/defaults.js";
import type { ContractModel, DefinitionModel, LibraryModel } from "../../model/model.js";
import type { ViewNames } from "../../model/view-names.js";
import type { SchemaNode } from "../../schema/schema-node.js";
import { secretNodes } from "../../schema/secrets.js";
import { circularDefinitions } from "../algebra/cycles.js";
import type { Doc } from "../algebra/doc.js";
import { type Type, UNKNOWN, type View } from "../algebra/type.js";
import { Evaluator } from "./evaluate.js";
import { stateObject, updateObject } from "./state.js";
import { takenNames, twofoldDefinitions, typeNames } from "./views.js";

/** A declaration before it is text. */
export interface Draft {
  readonly name: string;
  readonly type: Type;
  readonly view: View;
  readonly exported: boolean;
  readonly definition?: DefinitionModel;
  readonly doc?: Doc;
  /** Set where the type is nothing but another name of the same module: an input that is just an update. */
  readonly alias?: string;
}

/** The types of a library before they are text: worked out once, whatever languages they are printed in. */
export class EvaluatedLibrary {
  readonly library: LibraryModel;
  /** Each definition once, whichever nodes lead to it; without those that a contract makes a type of its own of. */
  readonly definitions: readonly DefinitionModel[];
  /** By module, the names that nothing else may take. */
  readonly taken: ReadonlyMap<string, ReadonlySet<string>>;
  readonly #defaults: Defaults;
  readonly #views: readonly View[];
  readonly #evaluator: Evaluator;
  readonly #circular: ReadonlySet<DefinitionModel>;
  readonly #twofold: ReadonlySet<DefinitionModel>;
  readonly #names: ReadonlyMap<DefinitionModel, ViewNames>;

  /** @param only - The only view to declare; both where it is left out. */
  constructor(library: LibraryModel, defaults: Defaults, only?: View) {
    this.library = library;
    this.#defaults = defaults;
    this.#views = only === undefined ? ["output", "input"] : [only];
    const special = specialNodes(library);
    const fields = library.contracts.flatMap((contract) => contract.fields.map(({ node }) => node));
    const secrets = secretNodes([...library.definitions.keys(), ...fields]);
    this.#evaluator = new Evaluator({ definitions: library.definitions, defaults, secrets, special });
    this.definitions = [...new Set(library.definitions.values())].filter(({ node }) => !special.has(node));
    this.#evaluator.prepare(this.definitions.map(({ node }) => node));
    this.#circular = circularDefinitions(this.definitions, (definition) => [
      ...this.#evaluator.bodyOf(definition.node, "input"),
      ...this.#evaluator.bodyOf(definition.node, "output"),
    ]);
    this.#twofold = twofoldDefinitions(
      this.definitions,
      (definition, view) => this.bodyOf(definition, view),
      defaults,
    );
    this.#names = typeNames(library, this.#twofold, only);
    this.taken = takenNames(library);
  }

  /** The name of a definition's type: `Foo`, or `FooInput` for what one may pass where that differs from what one gets. */
  nameOf(definition: DefinitionModel, view: View): string {
    return this.#names.get(definition)?.[view] ?? definition.name;
  }

  /** Whether a definition has one type for both views. */
  sameViews(definition: DefinitionModel): boolean {
    return !this.#twofold.has(definition);
  }

  /** The type that a definition stands for. */
  bodyOf(definition: DefinitionModel, view: View): Type {
    return this.#circular.has(definition) ? UNKNOWN : this.#evaluator.bodyOf(definition.node, view);
  }

  /** Everything that a module could declare: a contract's members with what belongs to them, then the definitions. */
  draftsOf(module: string): Draft[] {
    const contract = this.library.contracts.find((candidate) => candidate.module === module);
    const own = this.definitions.filter((definition) => definition.module === module);
    const drafts: Draft[] = [];
    const members = new Set<DefinitionModel>();
    for (const { kind, node } of contract?.members ?? []) {
      const definition = this.library.definitions.get(node);
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
      const type = this.bodyOf(definition, view);
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
      const definition = node === undefined ? undefined : this.library.definitions.get(node);
      const said = node === undefined ? undefined : this.#evaluator.docOf(node, name);
      const doc = said ?? (text === undefined ? undefined : { text, tags: [] });
      return { name, type, view, exported: true, ...(definition && { definition }), ...(doc && { doc }) };
    };
    const alias = (name: string, target: string, view: View, doc: string): Draft => ({
      ...draft(name, [{ kind: "verbatim", text: target }], view, undefined, doc),
      alias: target,
    });
    const [stateType, updateType]: Type[] = [
      [stateObject(contract, this.#evaluator, this.#defaults)],
      [updateObject(contract, this.#evaluator)],
    ];
    const drafts = [draft(`${prefix}State`, stateType ?? [], "output", state)];
    drafts.push(draft(`${prefix}Update`, updateType ?? [], "input", update));
    if (!has("input")) {
      const doc = "What a run starts from: an update of the state.";
      drafts.push(alias(`${prefix}Input`, `${prefix}Update`, "input", doc));
    }
    if (!has("output")) {
      const doc = "What a run ends with: the state.";
      drafts.push(alias(`${prefix}Output`, `${prefix}State`, "output", doc));
    }
    return drafts;
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
