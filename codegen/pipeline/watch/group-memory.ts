import { join } from "node:path";
import type { Discovery } from "../../discover/discover.js";
import { displayName } from "../../load/load.js";
import type { Problem } from "../../problems/problem.js";
import { hashOf } from "../../text/hash.js";
import type { CompiledBatch } from "../batches/compile-batch.js";
import type { Group } from "../batches/group.js";
import type { Partition } from "../batches/partition.js";

/** What a group of contracts compiled to: the texts as hashes, so that memory need not hold them. */
export interface CompiledGroup extends Pick<CompiledBatch, "own" | "shared"> {
  readonly modules: readonly HashedModule[];
}

/** A generated module, known by its files' hashes. */
export interface HashedModule {
  readonly module: string;
  /** The schema file of a shared module; absent for a contract. */
  readonly path?: string;
  readonly files: readonly (readonly [path: string, hash: string])[];
}

/** A compiled batch as it is remembered. */
export function remembered({ own, shared, modules }: CompiledBatch): CompiledGroup {
  return {
    own,
    shared,
    modules: modules.map((each) => ({
      ...each,
      files: each.files.map(([path, text]) => [path, hashOf(text)] as const),
    })),
  };
}

/** A file that a whole library was compiled to. */
export interface PutFile {
  readonly path: string;
  readonly hash: string;
  /** The schema file of a shared module; absent for a contract. */
  readonly schema?: string | undefined;
}

/**
 * What each group of a library would have compiled to, known from the library as a whole.
 *
 * @returns `undefined` where something belongs to no group.
 */
export function dividedResult(
  { root, contracts }: Discovery,
  { groups, filesOf }: Partition,
  {
    files,
    problems,
    cwd,
  }: { readonly files: readonly PutFile[]; readonly problems: readonly Problem[]; readonly cwd: string },
): ReadonlyMap<Group, CompiledGroup> | undefined {
  const members = new Set(contracts.flatMap((contract) => contract.members.map(({ path }) => path)));
  const byName = grouped(files, ({ path, schema }) => schema ?? contractOf(path));
  const byFile = grouped(problems, ({ file }) => file);
  const usedNames = new Set<string>();
  const usedFiles = new Set<string>();
  const result = new Map<Group, CompiledGroup>();
  for (const group of groups) {
    const paths = [...filesOf([group])];
    const modules: HashedModule[] = [];
    for (const name of [...group.contracts.map((contract) => contract.name), ...paths]) {
      const found = byName.get(name) ?? [];
      const [first] = found;
      if (first === undefined) continue;
      usedNames.add(name);
      const hashes = found.map(({ path, hash }) => [path, hash] as const);
      const { schema } = first;
      modules.push({ module: name, ...(schema === undefined ? {} : { path: schema }), files: hashes });
    }
    const own: Problem[] = [];
    const shared = new Map<string, readonly Problem[]>();
    for (const path of paths) {
      const file = displayName(join(root, path), cwd);
      usedFiles.add(file);
      const found = byFile.get(file) ?? [];
      if (members.has(path)) own.push(...found);
      else shared.set(file, found);
    }
    result.set(group, { own, shared, modules });
  }
  return usedNames.size === byName.size && [...byFile.keys()].every((file) => usedFiles.has(file))
    ? result
    : undefined;
}

/** The contract that a file in the output folder belongs to. */
function contractOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/"));
}

/** Things by what they have in common, in their order. */
function grouped<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
): ReadonlyMap<string, readonly Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
