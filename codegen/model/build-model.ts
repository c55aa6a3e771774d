import { contractPrefix } from "../discover/contract-name.js";
import type { DiscoveredContract } from "../discover/discover.js";
import { listsParts, MEMBER_KINDS } from "../discover/member-kind.js";
import type { LoadedLibrary } from "../load/load.js";
import { pascalCase } from "../print/identifiers.js";
import type { ImportExtension } from "../print/module-specifier.js";
import type { Problem } from "../problems/problem.js";
import type { SchemaNode } from "../schema/schema-node.js";
import { subschemas } from "../schema/subschemas.js";
import { nameDefinitions } from "./definitions.js";
import { fieldsOf, updateOf } from "./fields.js";
import { fingerprint } from "./fingerprint.js";
import type { Home } from "./home.js";
import { Meanings } from "./meanings.js";
import type { ContractModel, FieldModel, LibraryModel, MemberModel } from "./model.js";
import { rootNameOf, sharedModules } from "./modules.js";
import { withoutDefault } from "./partial.js";
import { partsOf } from "./parts.js";

/** The model of a library, and what was awkward about it. */
export interface ModelResult extends LibraryModel {
  /** Warnings: names that had to give way to others. */
  readonly problems: readonly Problem[];
}

/** What is modelled besides the contracts. */
export interface ModelOptions {
  /** Whether all definitions of shared files are exported: by default those that contracts lead to. */
  readonly allDefinitions?: boolean;
  /** How the generated modules import each other: by default in `.js`. */
  readonly importExtension?: ImportExtension;
}

/**
 * The step model, between load and defaults: the contracts as data. Everything after it works on this.
 *
 * @param loaded - What `load` returned, without errors: every contract has a state that is an object schema.
 */
export function model(
  loaded: LoadedLibrary,
  { allDefinitions = false, importExtension = "js" }: ModelOptions = {},
): ModelResult {
  const { contracts: found } = loaded.discovery;
  const contracts = found.map((contract) => contractOf(contract, loaded));
  const homes = homesOf(contracts, loaded, allDefinitions);
  const { definitions, canonical, problems } = nameDefinitions(homes, contracts);
  const own = new Set(contracts.flatMap(({ members }) => members.map(({ document }) => document)));
  return {
    contracts: contracts.map((contract) => ({
      ...contract,
      fingerprint: fingerprint(contract.members, canonical),
    })),
    shared: homes
      .filter(({ document }) => !own.has(document))
      .map(({ document, module }) => ({ document, module })),
    definitions,
    importExtension,
    problems,
  };
}

/** A contract before its definitions have names. */
function contractOf(found: DiscoveredContract, loaded: LoadedLibrary): Omit<ContractModel, "fingerprint"> {
  const prefix = contractPrefix(found.name);
  const members = found.members
    .map(({ kind, path }): MemberModel => {
      const { document, root } = documentAt(loaded, path);
      return { kind, typeName: `${prefix}${pascalCase(kind)}`, node: root, document };
    })
    .sort((a, b) => MEMBER_KINDS.indexOf(a.kind) - MEMBER_KINDS.indexOf(b.kind));
  const state = members.find(({ kind }) => kind === "state")?.node;
  if (state === undefined) throw new TypeError(`the contract ${found.name} has no state`);
  const fields = fieldsOf(state);
  const update = updateOf(
    state,
    fields,
    "What a node returns: the fields to update.",
    (field) => field.update,
  );
  const overwrite = overwriteOf(state, fields);
  return {
    name: found.name,
    prefix,
    module: found.name,
    members,
    fields,
    update,
    ...(overwrite === undefined ? {} : { overwrite }),
    ...partsOf(members),
  };
}

/** The schema of what replaces fields; `undefined` where that is an update like any other. */
function overwriteOf(state: SchemaNode, fields: readonly FieldModel[]): SchemaNode | undefined {
  const meanings = new Meanings();
  const own = new Map<FieldModel, SchemaNode>();
  for (const field of fields) {
    const node = withoutDefault(field.node);
    own.set(field, meanings.areSame(node, field.update) ? field.update : node);
  }
  if (fields.every((field) => own.get(field) === field.update)) return undefined;
  return updateOf(
    state,
    fields,
    "Replaces fields, whatever their reducers.",
    (field) => own.get(field) ?? field.node,
  );
}

function documentAt(
  loaded: LoadedLibrary,
  path: string,
): { document: MemberModel["document"]; root: SchemaNode } {
  const found = loaded.documents.get(path);
  if (found === undefined) throw new TypeError(`${path} was not loaded`);
  return found;
}

/** The files that generated code comes from: the members', and what they lead to. In path order. */
function homesOf(
  contracts: readonly Omit<ContractModel, "fingerprint">[],
  loaded: LoadedLibrary,
  allDefinitions: boolean,
): Home[] {
  const memberHomes = contracts.flatMap(({ module, members }) =>
    members.map(({ kind, typeName, node, document }): Home => {
      const defs = loaded.documents.get(document.path)?.defs ?? new Map<string, SchemaNode>();
      const rank = RANKS.indexOf(kind);
      return {
        document,
        root: node,
        defs,
        exported: [...defs],
        module,
        rootName: typeName,
        qualifier: pascalCase(kind),
        rank,
        rootIsExported: !listsParts(kind),
      };
    }),
  );
  const known = new Map(memberHomes.map((home) => [home.document.path, home]));
  const reached = new Set(memberHomes.flatMap(({ root, defs }) => [root, ...defs.values()]));
  const shared = new Map<string, SchemaNode>();
  for (const node of reached) {
    for (const child of subschemas(node)) reached.add(child);
    const { document } = node.origin;
    if (known.has(document.path) || shared.has(document.path)) continue;
    shared.set(document.path, node);
    const found = allDefinitions ? loaded.documents.get(document.path) : undefined;
    if (found !== undefined) for (const next of [found.root, ...found.defs.values()]) reached.add(next);
  }
  const modules = sharedModules(
    [...shared.keys()],
    [...contracts.map(({ module }) => module), ...(loaded.discovery.others ?? [])],
  );
  const sharedHomes = [...shared].map(
    ([path, node]): Home => ({ ...sharedHome(node, loaded, reached), module: modules.get(path) ?? path }),
  );
  return [...memberHomes, ...sharedHomes].sort((a, b) => (a.document.path < b.document.path ? -1 : 1));
}

/** Of definitions with one name, that of the state keeps it, then that of the other members in their order. */
const RANKS = ["state", ...MEMBER_KINDS.filter((kind) => kind !== "state")];

/**
 * The home of a file that is not a member, by any node of it.
 *
 * @param reached - What may be exported of it.
 */
function sharedHome(
  node: SchemaNode,
  loaded: LoadedLibrary,
  reached: ReadonlySet<SchemaNode>,
): Omit<Home, "module"> {
  const { document } = node.origin;
  const found = loaded.documents.get(document.path);
  const root = found?.root ?? node;
  const name = rootNameOf(document.path);
  return {
    document,
    root,
    defs: found?.defs ?? new Map(),
    exported: [...(found?.defs ?? [])].filter(([, definition]) => reached.has(definition)),
    rootName: name,
    qualifier: name,
    rank: 0,
    rootIsExported: found !== undefined && reached.has(root) && saysSomething(root),
  };
}

/** Whether a schema is more than a container of `$defs`: it constrains something, or means to. */
function saysSomething(root: SchemaNode): boolean {
  const { origin: _, title: __, description: ___, examples: ____, ...rest } = root;
  return Object.values(rest).some((keyword) => keyword !== undefined);
}
