import { closure, type FileGraph } from "./file-graph.js";
import type { Group } from "./group.js";

/** How contracts use a shared file, and the groups that stand for all others in that. */
export interface Companions {
  readonly groups: ReadonlySet<Group>;
  readonly uses: readonly string[];
}

/**
 * The groups of contracts that stand for all others in how they use shared files, by shared file.
 *
 * What is generated for a shared file depends on its users: what is referred to is exported or gets a name; a schema beside
 * `unevaluatedProperties` must tell what it looked at; below a secret, all is one. Of those who use a file in one of these ways, one is enough.
 */
export function companions(
  groups: readonly Group[],
  graph: FileGraph,
  isShared: (path: string) => boolean,
): ReadonlyMap<string, Companions> {
  const known = new Set<string>();
  const found = new Map<string, { readonly groups: Set<Group>; readonly uses: string[] }>();
  for (const group of groups) {
    const files = [...closure(graph, group.files)].flatMap((path) => graph.get(path) ?? []);
    const ways = [
      files.some(({ hasUnevaluated }) => hasUnevaluated) && "unevaluated",
      files.some(({ hasSecrets }) => hasSecrets) && "secret",
    ].filter((way) => way !== false);
    for (const { path, uri, fragment } of files.flatMap(({ references }) => references)) {
      if (!isShared(path)) continue;
      for (const way of ["reached", ...ways]) {
        const use = JSON.stringify([path, uri, fragment, way]);
        if (known.has(use)) continue;
        known.add(use);
        const { groups: standing, uses } = found.get(path) ?? { groups: new Set(), uses: [] };
        found.set(path, { groups: standing.add(group), uses: [...uses, use] });
      }
    }
  }
  return found;
}
