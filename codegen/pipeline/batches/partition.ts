import type { DiscoveredContract, Discovery } from "../../discover/discover.js";
import { schemaPaths } from "../../discover/schema-paths.js";
import type { Batch } from "./batch.js";
import { companions } from "./companions.js";
import { closure, type FileGraph } from "./file-graph.js";
import { type Group, groupsOf } from "./group.js";

/** A library in groups of contracts that don't refer to each other. */
export interface Partition {
  readonly groups: readonly Group[];
  /** Whether a schema in any of them may be a secret. */
  readonly hasSecrets: boolean;
  /** The files of groups, and all that they lead to. */
  filesOf(groups: readonly Group[]): ReadonlySet<string>;
  /** How contracts use a shared file: what is generated for it depends on that. */
  usesOf(path: string): readonly string[];
  /** Whether a reference in one of the files may lead to a file that is not there. */
  leadNowhere(paths: ReadonlySet<string>): boolean;
  /** What it takes to compile groups by themselves. */
  batchOf(groups: readonly Group[]): Batch;
}

export function partition(discovery: Discovery, graph: FileGraph): Partition {
  const groups = groupsOf(discovery, graph);
  const shared = new Set(discovery.shared);
  const companionsOf = companions(groups, graph, (path) => shared.has(path));
  const filesOf = (some: readonly Group[]) =>
    closure(
      graph,
      some.flatMap(({ files }) => files),
    );
  const leadNowhere = (paths: ReadonlySet<string>) =>
    [...paths].some((path) => graph.get(path)?.leadsNowhere === true);
  return {
    groups,
    hasSecrets: [...graph.values()].some((file) => file.hasSecrets),
    filesOf,
    usesOf: (path) => companionsOf.get(path)?.uses ?? [],
    leadNowhere,
    batchOf: (own) => {
      const files = filesOf(own);
      const beside = [...files].flatMap((path) => [...(companionsOf.get(path)?.groups ?? [])]);
      const taken = filesOf([...new Set([...own, ...beside])]);
      const part = partOf(discovery, taken);
      const otherPaths = () => schemaPaths(discovery).filter((path) => !taken.has(path));
      return {
        discovery: leadNowhere(taken) ? { ...part, otherPaths: otherPaths() } : part,
        contracts: new Set(own.flatMap((group) => group.contracts.map(({ name }) => name))),
        files,
      };
    },
  };
}

/** What was discovered, as far as it is among these files. */
function partOf({ root, contracts, shared, links }: Discovery, files: ReadonlySet<string>): Discovery {
  const isIn = (contract: DiscoveredContract) => contract.members.some(({ path }) => files.has(path));
  return {
    root,
    contracts: contracts.filter(isIn),
    shared: shared.filter((path) => files.has(path)),
    ...(links && { links }),
    others: contracts.filter((contract) => !isIn(contract)).map(({ name }) => name),
  };
}
