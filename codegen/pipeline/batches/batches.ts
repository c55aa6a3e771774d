import { statSync } from "node:fs";
import { join } from "node:path";
import type { Discovery } from "../../discover/discover.js";
import { schemaPaths } from "../../discover/schema-paths.js";
import type { Batch } from "./batch.js";
import { fileGraph } from "./file-graph.js";
import type { Group } from "./group.js";
import { partition } from "./partition.js";

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
  const sizes = new Map<string, number>();
  for (const path of schemaPaths(discovery)) sizes.set(path, sizeOf(join(discovery.root, path)));
  const weightOf = (paths: Iterable<string>) =>
    [...paths].reduce((sum, path) => sum + (sizes.get(path) ?? 0), 0);
  if (weightOf(sizes.keys()) <= limits.whole) return undefined;

  const graph = fileGraph(discovery);
  if (graph === undefined) return undefined;
  const { groups, hasSecrets, batchOf } = partition(discovery, graph);
  const bundles = bundled(groups, ({ files }) => weightOf(files), limits.batch);
  return bundles.length === 1 ? undefined : { batches: bundles.map(batchOf), hasSecrets };
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

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
