import { statSync } from "node:fs";
import { join } from "node:path";
import type { DiscoveredContract, Discovery } from "../../discover/discover.js";
import { schemaPaths } from "../../discover/schema-paths.js";
import { companions } from "./companions.js";
import { closure, fileGraph } from "./file-graph.js";
import { type Group, groupsOf } from "./group.js";

/** A part of a library that is compiled by itself. */
export interface Batch {
  /** What it takes to compile it: the batch's own contracts, those that go with them, and all files that they lead to. */
  readonly discovery: Discovery;
  /** The names of its own contracts. */
  readonly contracts: ReadonlySet<string>;
  /** Its own files: the contracts' members, and the shared files that those lead to. Several batches have a shared file. */
  readonly files: ReadonlySet<string>;
}

/** A library in parts. */
export interface Division {
  readonly batches: readonly Batch[];
  /** Whether a schema in any of them may be a secret. */
  readonly hasSecrets: boolean;
}

/** Up to this many bytes of schemas a library is compiled as a whole. */
const WHOLE_BYTES = 2 ** 20;
/** How many bytes of schemas, roughly, are compiled at a time where there are more: that bounds what a run holds in memory. */
const BATCH_BYTES = 2 ** 19;

/**
 * Divides a large library, so that not all of it has to be in memory at once.
 *
 * @param limits - Other limits than these.
 * @returns `undefined` for a library that is better compiled as a whole: because it is small, or because everything in it hangs together.
 */
export function divide(
  discovery: Discovery,
  limits: { readonly whole: number; readonly batch: number } = { whole: WHOLE_BYTES, batch: BATCH_BYTES },
): Division | undefined {
  const { shared } = discovery;
  const sizes = new Map<string, number>();
  for (const path of schemaPaths(discovery)) sizes.set(path, sizeOf(join(discovery.root, path)));
  const weightOf = (paths: Iterable<string>) =>
    [...paths].reduce((sum, path) => sum + (sizes.get(path) ?? 0), 0);
  if (weightOf(sizes.keys()) <= limits.whole) return undefined;

  const graph = fileGraph(discovery);
  if (graph === undefined) return undefined;
  const groups = groupsOf(discovery, graph);
  const bundles = bundled(groups, ({ files }) => weightOf(files), limits.batch);
  if (bundles.length === 1) return undefined;

  const sharedPaths = new Set(shared);
  const companionsOf = companions(groups, graph, (path) => sharedPaths.has(path));
  const filesOf = (some: readonly Group[]) =>
    closure(
      graph,
      some.flatMap(({ files }) => files),
    );
  const batches = bundles.map((own): Batch => {
    const files = filesOf(own);
    const all = new Set([...own, ...[...files].flatMap((path) => [...(companionsOf.get(path) ?? [])])]);
    const taken = filesOf([...all]);
    const leadsNowhere = [...taken].some((path) => graph.get(path)?.leadsNowhere);
    const part = partOf(discovery, taken);
    return {
      discovery: leadsNowhere
        ? { ...part, otherPaths: [...sizes.keys()].filter((path) => !taken.has(path)) }
        : part,
      contracts: new Set(own.flatMap((group) => group.contracts.map(({ name }) => name))),
      files,
    };
  });
  return { batches, hasSecrets: [...graph.values()].some((file) => file.hasSecrets) };
}

/** The groups in bundles that are as large as the limit allows; a group that is larger is a bundle by itself. */
function bundled(
  groups: readonly Group[],
  weightOf: (group: Group) => number,
  limit: number,
): readonly (readonly Group[])[] {
  const bundles: Group[][] = [];
  let weight = limit;
  for (const group of groups) {
    const added = weightOf(group);
    const last = weight + added > limit ? undefined : bundles.at(-1);
    if (last === undefined) bundles.push([group]);
    else last.push(group);
    weight = last === undefined ? added : weight + added;
  }
  return bundles;
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

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
