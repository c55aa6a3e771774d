import type { DiscoveredContract, Discovery } from "../../discover/discover.js";
import { closure, type FileGraph } from "./file-graph.js";

/** Contracts that refer to each other's files, in one direction at least: they can only be compiled together. */
export interface Group {
  readonly contracts: readonly DiscoveredContract[];
  /** Their members, and what else has to be compiled with them. */
  readonly files: readonly string[];
}

/**
 * Divides contracts into the smallest groups that don't refer to each other. Shared files belong to no group, whoever uses them, but for those that
 * share an `$id`; those that nobody uses are a group of their own.
 */
export function groupsOf({ contracts, shared }: Discovery, graph: FileGraph): readonly Group[] {
  const ownerOf = new Map(
    contracts.flatMap((contract) => contract.members.map(({ path }) => [path, contract] as const)),
  );
  const sets = new DisjointSets<DiscoveredContract>();
  const used = new Set<string>();
  const firstUsers = new Map<string, DiscoveredContract>();
  for (const contract of contracts) {
    for (const path of closure(graph, membersOf(contract))) {
      used.add(path);
      sets.join(contract, ownerOf.get(path) ?? contract);
      // Whether it matters that two files have one `$id` depends on all who use them.
      if (graph.get(path)?.isContested !== true) continue;
      sets.join(contract, firstUsers.get(path) ?? contract);
      firstUsers.set(path, firstUsers.get(path) ?? contract);
    }
  }
  const groups = new Map<DiscoveredContract, DiscoveredContract[]>();
  for (const contract of contracts) {
    const first = sets.firstOf(contract);
    const group = groups.get(first);
    if (group === undefined) groups.set(first, [contract]);
    else group.push(contract);
  }
  const unused = shared.filter((path) => !used.has(path));
  return [
    ...[...groups.values()].map((group) => ({ contracts: group, files: group.flatMap(membersOf) })),
    ...(unused.length === 0 ? [] : [{ contracts: [], files: unused }]),
  ];
}

function membersOf({ members }: DiscoveredContract): string[] {
  return members.map(({ path }) => path);
}

/** Things in sets that can be joined. */
class DisjointSets<Item> {
  readonly #parents = new Map<Item, Item>();

  join(one: Item, other: Item): void {
    const [a, b] = [this.firstOf(one), this.firstOf(other)];
    if (a !== b) this.#parents.set(b, a);
  }

  /** The one of its set that stands for all. */
  firstOf(item: Item): Item {
    let first = item;
    for (let next = this.#parents.get(first); next !== undefined; next = this.#parents.get(first))
      first = next;
    return first;
  }
}
