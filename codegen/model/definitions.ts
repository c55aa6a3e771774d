import { isGlobalName, shortHash, typeNameOf } from "../print/identifiers.js";
import type { Problem } from "../problems/problem.js";
import { problemAt } from "../problems/problem-at.js";
import { pointerTo } from "../schema/json.js";
import { pointerTokens } from "../schema/json-pointer.js";
import type { SchemaDocument } from "../schema/schema-document.js";
import type { SchemaNode } from "../schema/schema-node.js";
import { Meanings } from "./meanings.js";
import type { ContractModel, DefinitionModel } from "./model.js";
import { namedParts } from "./parts.js";
import { reservedNames } from "./reserved-names.js";
import { dereference, edgesOf } from "./shape.js";

/** A schema file with its place in the generated code. */
export interface Home {
  readonly document: SchemaDocument;
  readonly root: SchemaNode;
  /** The entries of the root's `$defs` and `definitions`, by key. */
  readonly defs: ReadonlyMap<string, SchemaNode>;
  /** Those of them that are types for users: of a shared file, the ones that contracts lead to. */
  readonly exported: readonly (readonly [key: string, node: SchemaNode])[];
  /** The folder of the module that declares its definitions. */
  readonly module: string;
  /** The name of the type of its root. */
  readonly rootName: string;
  /** What tells its definitions from others of the same name: the member's kind or the file's stem, as a word. */
  readonly qualifier: string;
  /** The rank among the files of its module: of several definitions of a name, the one of the lowest rank keeps it. */
  readonly rank: number;
  /** Whether the root is a type for users: a member, or a shared schema that is used, and more than a container of definitions. */
  readonly rootIsExported: boolean;
}

/** Every definition of a library, and what was awkward about naming them. */
export interface Definitions {
  readonly definitions: ReadonlyMap<SchemaNode, DefinitionModel>;
  /** From a definition that only repeats another to that other; itself for all others. */
  readonly canonical: (node: SchemaNode) => SchemaNode;
  readonly problems: readonly Problem[];
}

/** A schema that will have a name. */
interface Candidate {
  readonly node: SchemaNode;
  readonly home: Home;
  readonly key: string;
  readonly pointer: string;
  readonly wanted: string;
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
  const homeOf = new Map(homes.map((home) => [home.document.path, home]));
  const names = new Names(contracts);
  const definitions = new Map<SchemaNode, DefinitionModel>();
  const problems: Problem[] = [];
  const define = (node: SchemaNode, name: string, module: string, exported: boolean): void => {
    definitions.set(node, { name, node, module, exported });
  };

  for (const { module, prefix, members, update, overwrite } of contracts) {
    for (const { kind, node, typeName } of members) {
      define(node, typeName, module, true);
      if (kind === "state") define(update, `${prefix}Update`, module, true);
    }
    if (overwrite !== undefined) define(overwrite, `${prefix}Overwrite`, module, false);
  }

  const { distinct, repeats } = withoutRepeats(homes.flatMap(exportedOf));
  const canonical = (node: SchemaNode): SchemaNode => {
    const original = repeats.get(node);
    return original === undefined ? node : canonical(original);
  };
  const starts = homes.flatMap(({ root, rootIsExported, exported }) => [
    ...(rootIsExported ? [root] : []),
    ...exported.map(([, node]) => node),
  ]);
  const uses = usesOf(starts.map(canonical), homeOf, canonical);

  const exported = distinct.filter(({ node }) => !definitions.has(node));
  const named = new Map(inOrderOfRank(exported).map((candidate) => [candidate, names.take(candidate)]));
  for (const candidate of exported) {
    const { node, home, wanted } = candidate;
    const name = named.get(candidate) ?? wanted;
    if (name !== wanted) problems.push(clash(candidate, name));
    define(node, name, home.module, true);
  }

  const graphs = new Set(contracts.map(({ module }) => module));
  for (const contract of contracts) {
    for (const { node, name: wanted } of namedParts(contract.prefix, contract)) {
      const home = homeOf.get(node.origin.document.path);
      const target = definitions.get(canonical(dereference(node)));
      // What a part refers to has a name and a schema already; those of another graph stay out of this one's module.
      const isAtHand =
        target !== undefined && (target.module === contract.module || !graphs.has(target.module));
      if (home === undefined || isAtHand) continue;
      const candidate = { node, home, key: wanted, pointer: node.origin.pointer, wanted };
      define(node, names.take(candidate), contract.module, true);
    }
  }

  const known = new Set(definitions.keys());
  const inner = uses.targets.filter((node) => !known.has(node));
  for (const node of inner) {
    const home = homeOf.get(node.origin.document.path);
    if (home === undefined) continue;
    const candidate = innerCandidate(node, home, definitions);
    define(node, names.take(candidate), home.module, uses.foreign.has(node));
  }

  for (const { module, update, overwrite } of contracts) {
    // What only an update refers to was copied by the model step itself, from the schemas of the fields.
    for (const node of usesOf([update, ...(overwrite ? [overwrite] : [])], homeOf, canonical).targets) {
      if (definitions.has(node)) continue;
      const home = homeOf.get(node.origin.document.path);
      if (home === undefined) continue;
      const { wanted, ...rest } = innerCandidate(node, home, definitions);
      const candidate = { ...rest, home: { ...home, module }, wanted: `${wanted}Update` };
      define(node, names.take(candidate), module, false);
    }
  }

  for (const copy of repeats.keys()) {
    const definition = definitions.get(canonical(copy));
    if (definition !== undefined) definitions.set(copy, definition);
  }
  return { definitions, canonical, problems };
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

/** A global's name can't be taken: the type of `Object` in `greeting/state` is `StateObject`. */
function wantedName(name: string, home: Home): string {
  return isGlobalName(name) ? `${home.qualifier}${name}` : name;
}

/**
 * Tools that write one file a member repeat their definitions in each: the same thing under the same key is one definition.
 * So is one that only refers to another of the same name.
 */
function withoutRepeats(candidates: readonly Candidate[]): {
  readonly distinct: readonly Candidate[];
  readonly repeats: ReadonlyMap<SchemaNode, SchemaNode>;
} {
  const meanings = new Meanings();
  const repeats = new Map<SchemaNode, SchemaNode>();
  const byKey = new Map<string, Candidate[]>();
  const distinct: Candidate[] = [];
  const wantedBy = new Map(candidates.map(({ node, wanted }) => [node, wanted]));
  for (const candidate of [...candidates].sort((a, b) => a.home.rank - b.home.rank)) {
    const target = dereference(candidate.node);
    if (target !== candidate.node && wantedBy.get(target) === candidate.wanted) {
      repeats.set(candidate.node, target);
      continue;
    }
    const place = JSON.stringify([candidate.home.module, candidate.key]);
    const known = byKey.get(place) ?? [];
    const same = known.find(({ node }) => node === candidate.node || meanings.areSame(node, candidate.node));
    if (same === undefined) {
      byKey.set(place, [...known, candidate]);
      distinct.push(candidate);
    } else if (same.node !== candidate.node) {
      repeats.set(candidate.node, same.node);
    }
  }
  return { distinct, repeats };
}

/** The order in which names are taken: what is spelt like its name comes first, then the state's. */
function inOrderOfRank(candidates: readonly Candidate[]): Candidate[] {
  const inexact = ({ key, wanted }: Candidate): number => (key === wanted ? 0 : 1);
  return [...candidates].sort(
    (a, b) => inexact(a) - inexact(b) || a.home.rank - b.home.rank || (a.key < b.key ? -1 : 1),
  );
}

/** What refers to what. */
interface Uses {
  /** Every node that a reference leads to, in the order in which they are met. */
  readonly targets: readonly SchemaNode[];
  /** Those that a module other than their own refers to. */
  readonly foreign: ReadonlySet<SchemaNode>;
}

function usesOf(
  starts: readonly SchemaNode[],
  homeOf: ReadonlyMap<string, Home>,
  canonical: (node: SchemaNode) => SchemaNode,
): Uses {
  const seen = new Set<SchemaNode>(starts);
  const targets = new Set<SchemaNode>();
  const foreign = new Set<SchemaNode>();
  for (const node of seen) {
    const module = homeOf.get(node.origin.document.path)?.module;
    for (const [place, next] of edgesOf(node)) {
      const child = canonical(next);
      seen.add(child);
      if (!place.startsWith("refs/")) continue;
      targets.add(child);
      const other = homeOf.get(child.origin.document.path)?.module;
      if (module !== other) foreign.add(child);
    }
  }
  return { targets: [...targets], foreign };
}

/** A target of a `$ref` that is no definition of its own is named after its place: `#/$defs/Ticket/properties/owner` is `TicketOwner`. */
function innerCandidate(
  node: SchemaNode,
  home: Home,
  definitions: ReadonlyMap<SchemaNode, DefinitionModel>,
): Candidate {
  const { pointer } = node.origin;
  const tokens = pointerTokens(pointer);
  const [container, key] = tokens;
  const owner = key === undefined || !DEFINITIONS.has(container ?? "") ? undefined : home.defs.get(key);
  const base = owner === undefined ? home.rootName : (definitions.get(owner)?.name ?? typeNameOf(key ?? ""));
  const rest = owner === undefined ? tokens : tokens.slice(2);
  const words = rest.map((token, index) => placeWord(token, rest[index - 1])).join("");
  return { node, home, key: pointer, pointer, wanted: wantedName(`${base}${words}`, home) };
}

const DEFINITIONS: ReadonlySet<string> = new Set(["$defs", "definitions"]);

/** Keywords whose tokens are followed by a name that a person gave. */
const CONTAINERS: ReadonlySet<string> = new Set([
  ...["properties", "patternProperties", "dependentSchemas"],
  ...DEFINITIONS,
]);

const WORDS: ReadonlyMap<string, string> = new Map([
  ["items", "Item"],
  ["prefixItems", "Item"],
  ["additionalItems", "Item"],
  ["unevaluatedItems", "Item"],
  ["additionalProperties", "Value"],
  ["unevaluatedProperties", "Value"],
  ["propertyNames", "Key"],
  ["anyOf", "Option"],
  ["oneOf", "Option"],
  ["allOf", "Part"],
]);

/** One token of a pointer as a part of a name. */
function placeWord(token: string, before: string | undefined): string {
  if (before !== undefined && CONTAINERS.has(before)) return typeNameOf(token);
  if (CONTAINERS.has(token)) return "";
  return WORDS.get(token) ?? (/^\d+$/.test(token) ? token : typeNameOf(token));
}

/** The names that are taken, by module. */
class Names {
  readonly #byModule = new Map<string, Set<string>>();

  constructor(contracts: readonly NamedContract[]) {
    for (const { module, prefix } of contracts) this.#byModule.set(module, new Set(reservedNames(prefix)));
  }

  /** Takes the first name of the candidate's choice that is free. */
  take({ home, wanted, pointer }: Candidate): string {
    const { module, qualifier, document } = home;
    const taken = this.#byModule.get(module) ?? new Set();
    this.#byModule.set(module, taken);
    const qualified = `${qualifier}${wanted}`;
    const hashed = `${qualified}_${shortHash(`${document.path}#${pointer}`)}`;
    let name = wanted;
    // The numbers are for what a dynamic reference makes of one place: several schemas.
    for (let attempt = 0; taken.has(name); attempt++)
      name = [qualified, hashed][attempt] ?? `${hashed}_${attempt}`;
    taken.add(name);
    return name;
  }
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
