import { listsParts } from "../discover/member-kind.js";
import { problemAt } from "../load/problem-at.js";
import { typeNameOf } from "../print/identifiers.js";
import type { Problem } from "../problems/problem.js";
import { pointerTo } from "../schema/json.js";
import type { SchemaNode } from "../schema/schema-node.js";
import type { Candidate } from "./candidate.js";
import type { Home } from "./home.js";
import type { ContractModel, DefinitionModel } from "./model.js";
import { namedParts } from "./parts.js";
import { withoutRepeats } from "./repeats.js";
import { dereference } from "./shape.js";
import { innerCandidate, TypeNames, wantedName } from "./type-names.js";
import { type Uses, usesOf } from "./uses.js";

/** Every definition of a library, and what was awkward about naming them. */
export interface Definitions {
  readonly definitions: ReadonlyMap<SchemaNode, DefinitionModel>;
  /** From a definition that only repeats another to that other; itself for all others. */
  readonly canonical: (node: SchemaNode) => SchemaNode;
  readonly problems: readonly Problem[];
}

/** The part of a contract that naming needs. */
export type NamedContract = Omit<ContractModel, "name" | "fields" | "fingerprint">;

/**
 * Finds every schema that gets a name and names it.
 *
 * Names depend on as little as possible, so that a definition keeps its name when another is added: an exported definition is named after
 * its key, any other target of a `$ref` after its place. Only where two want one name does one of them give way, in a fixed order.
 */
export function nameDefinitions(homes: readonly Home[], contracts: readonly NamedContract[]): Definitions {
  const { distinct, repeats } = withoutRepeats(homes.flatMap(exportedOf));
  const canonical = (node: SchemaNode): SchemaNode => {
    const original = repeats.get(node);
    return original === undefined ? node : canonical(original);
  };
  const homeOf = new Map(homes.map((home) => [home.document.path, home]));
  const definitions = new Map<SchemaNode, DefinitionModel>();
  const naming: Naming = { contracts, homeOf, canonical, names: new TypeNames(contracts), definitions };

  nameMembers(naming);
  const uses = usesOf(startsOf(homes, contracts).map(canonical), homeOf, canonical);
  const problems = nameExported(distinct, naming);
  nameParts(naming);
  nameTargets(uses, naming);
  nameTargetsOfUpdates(naming);
  for (const copy of repeats.keys()) {
    const definition = definitions.get(canonical(copy));
    if (definition !== undefined) definitions.set(copy, definition);
  }
  return { definitions, canonical, problems };
}

/** What the steps of naming share. */
interface Naming {
  readonly contracts: readonly NamedContract[];
  /** Files by their paths. */
  readonly homeOf: ReadonlyMap<string, Home>;
  readonly canonical: (node: SchemaNode) => SchemaNode;
  readonly names: TypeNames;
  /** Those that have a name already. */
  readonly definitions: Map<SchemaNode, DefinitionModel>;
}

/** Members, and what the model makes of a state, are called after the contract. */
function nameMembers({ contracts, definitions }: Naming): void {
  const define = (definition: DefinitionModel): void => {
    definitions.set(definition.node, definition);
  };
  for (const { module, prefix, members, update, overwrite } of contracts) {
    for (const { kind, node, typeName } of members) {
      if (listsParts(kind)) continue;
      define({ node, name: typeName, module, exported: true });
      if (kind === "state") define({ node: update, name: `${prefix}Update`, module, exported: true });
    }
    if (overwrite !== undefined) {
      define({ node: overwrite, name: `${prefix}Overwrite`, module, exported: false });
    }
  }
}

/** Exported definitions are called after their keys. */
function nameExported(distinct: readonly Candidate[], { names, definitions }: Naming): Problem[] {
  const problems: Problem[] = [];
  const exported = distinct.filter(({ node }) => !definitions.has(node));
  const named = new Map(inOrderOfRank(exported).map((candidate) => [candidate, names.take(candidate)]));
  for (const candidate of exported) {
    const { node, home, wanted } = candidate;
    const name = named.get(candidate) ?? wanted;
    if (name !== wanted) problems.push(clash(candidate, name));
    definitions.set(node, { name, node, module: home.module, exported: true });
  }
  return problems;
}

/** The parts of members that users see: a tool's input, a namespace's items. */
function nameParts({ contracts, homeOf, canonical, names, definitions }: Naming): void {
  const graphs = new Set(contracts.map(({ module }) => module));
  for (const contract of contracts) {
    const { module } = contract;
    for (const { node, name: wanted } of namedParts(contract.prefix, contract)) {
      const home = homeOf.get(node.origin.document.path);
      const target = definitions.get(canonical(dereference(node)));
      // What a part refers to has a name and a schema already; those of another graph stay out of this one's module.
      const isAtHand = target !== undefined && (target.module === module || !graphs.has(target.module));
      if (home === undefined || isAtHand) continue;
      const candidate = { node, home, key: wanted, pointer: node.origin.pointer, wanted };
      definitions.set(node, { name: names.take(candidate), node, module, exported: true });
    }
  }
}

/** Every other target of a `$ref` is called after its place. */
function nameTargets({ targets, foreign }: Uses, { homeOf, names, definitions }: Naming): void {
  for (const node of targets) {
    const home = homeOf.get(node.origin.document.path);
    if (home === undefined || definitions.has(node)) continue;
    const name = names.take(innerCandidate(node, home, definitions));
    definitions.set(node, { name, node, module: home.module, exported: foreign.has(node) });
  }
}

/** What only an update refers to was copied by the model step itself, from the schemas of the fields. */
function nameTargetsOfUpdates({ contracts, homeOf, canonical, names, definitions }: Naming): void {
  for (const { module, update, overwrite } of contracts) {
    for (const node of usesOf([update, ...(overwrite ? [overwrite] : [])], homeOf, canonical).targets) {
      const home = homeOf.get(node.origin.document.path);
      if (home === undefined || definitions.has(node)) continue;
      const { wanted, ...rest } = innerCandidate(node, home, definitions);
      const candidate = { ...rest, home: { ...home, module }, wanted: `${wanted}Update` };
      definitions.set(node, { name: names.take(candidate), node, module, exported: false });
    }
  }
}

/** The schemas that users see of all files. */
function startsOf(homes: readonly Home[], contracts: readonly NamedContract[]): SchemaNode[] {
  const roots = homes.flatMap(({ root, rootIsExported, exported }) => [
    ...(rootIsExported ? [root] : []),
    ...exported.map(([, node]) => node),
  ]);
  const parts = contracts.flatMap((contract) => namedParts(contract.prefix, contract));
  return [...roots, ...parts.map(({ node }) => node)];
}

/** The definitions of a file that users see: its root and the entries of `$defs`, where they are used. */
function exportedOf(home: Home): Candidate[] {
  const { root, exported, rootName, rootIsExported } = home;
  const entries = exported.map(([key, node]): Candidate => {
    const pointer = node.origin.document === home.document ? node.origin.pointer : pointerTo("/$defs", key);
    return { node, home, key, pointer, wanted: wantedName(typeNameOf(key), home) };
  });
  if (!rootIsExported) return entries;
  return [{ node: root, home, key: rootName, pointer: "", wanted: rootName }, ...entries];
}

/** The order in which names are taken: what is spelt like its name comes first, then the state's. */
function inOrderOfRank(candidates: readonly Candidate[]): Candidate[] {
  const inexact = ({ key, wanted }: Candidate): number => (key === wanted ? 0 : 1);
  return [...candidates].sort(
    (a, b) => inexact(a) - inexact(b) || a.home.rank - b.home.rank || (a.key < b.key ? -1 : 1),
  );
}

function clash({ home, key, pointer, wanted }: Candidate, name: string): Problem {
  return problemAt(home.document, pointer, {
    severity: "warning",
    code: "name-clash",
    message: `another type already has the name ${wanted}, so the type of ${JSON.stringify(key)} is named ${name}`,
    remedy:
      "give one of them another key; if they are meant to be the same, move it to a file that both refer to",
  });
}
