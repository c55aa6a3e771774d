import { join } from "node:path";
import { contentOf } from "../../discover/content-of.js";
import type { Discovery } from "../../discover/discover.js";
import { type Mentions, mentionsIn } from "../../discover/mentions.js";
import { schemaPaths } from "../../discover/schema-paths.js";
import { fileUri, folderUri } from "../../schema/uri.js";

/** A schema file, as far as it says something of others. */
export interface LinkedFile {
  /** The files that its references may lead to, and those that may have the same `$id`. */
  readonly leadsTo: ReadonlySet<string>;
  /** The references to other files, each with its fragment. */
  readonly references: readonly FileReference[];
  /** Whether another file may have the same `$id`. */
  readonly isContested: boolean;
  /** Whether a reference may lead to a file that is not there. */
  readonly leadsNowhere: boolean;
  readonly hasUnevaluated: boolean;
  readonly hasSecrets: boolean;
}

export interface FileReference {
  readonly path: string;
  /** What it calls the file, or the part of it that has this `$id`. */
  readonly uri: string;
  readonly fragment: string;
}

/** Every schema file of a library by its path, with what it may lead to. */
export type FileGraph = ReadonlyMap<string, LinkedFile>;

/**
 * Reads every file of a library for what it says of others, one at a time.
 *
 * @param mentionsOf - Reads a file; by default anew each time.
 * @returns `undefined` where files can't be looked at one by one: where one says something that depends on who refers to it.
 */
export function fileGraph(
  discovery: Discovery,
  mentionsOf: (path: string, uri: string) => Mentions | undefined = readMentions,
): FileGraph | undefined {
  const { root } = discovery;
  const paths = schemaPaths(discovery);
  const folder = folderUri(root);
  const mentioned = new Map<string, Mentions>();
  const claimed = new Map<string, string[]>();
  for (const path of paths) {
    const mentions = mentionsOf(join(root, path), fileUri(folder, path));
    if (mentions === undefined) return undefined;
    mentioned.set(path, mentions);
    for (const key of new Set(mentions.claims)) {
      claimed.set(key, [...(claimed.get(key) ?? []), path]);
    }
  }
  const rivals = new Map<string, Set<string>>();
  for (const claimants of claimed.values()) {
    if (claimants.length === 1) continue;
    for (const path of claimants) {
      const known = rivals.get(path) ?? new Set();
      rivals.set(path, known);
      for (const other of claimants) if (other !== path) known.add(other);
    }
  }
  const graph = new Map<string, LinkedFile>();
  for (const [path, { references: keys, hasUnevaluated, hasSecrets }] of mentioned) {
    const references = keys.flatMap(([key, fragment]) =>
      (claimed.get(key) ?? []).flatMap((target) =>
        target === path ? [] : [{ path: target, uri: key, fragment }],
      ),
    );
    const leadsTo = new Set([...references.map((reference) => reference.path), ...(rivals.get(path) ?? [])]);
    const isContested = rivals.has(path);
    const leadsNowhere = keys.some(([key]) => key.startsWith("file:") && !claimed.has(key));
    graph.set(path, { leadsTo, references, isContested, leadsNowhere, hasUnevaluated, hasSecrets });
  }
  const isLinked = new Set([...graph.values()].flatMap(({ leadsTo }) => [...leadsTo]));
  const dependsOnOthers = [...mentioned].some(
    ([path, { isDynamic }]) => isDynamic && (isLinked.has(path) || graph.get(path)?.leadsTo.size !== 0),
  );
  return dependsOnOthers ? undefined : graph;
}

/** What the file at a path says of itself and others. */
export function readMentions(path: string, uri: string): Mentions | undefined {
  return mentionsIn(contentOf(path), uri);
}

/** Some files and all that they lead to, at any distance. */
export function closure(graph: FileGraph, starts: Iterable<string>): ReadonlySet<string> {
  const reached = new Set(starts);
  // What is added while a set is walked is walked too.
  for (const path of reached) for (const next of graph.get(path)?.leadsTo ?? []) reached.add(next);
  return reached;
}
