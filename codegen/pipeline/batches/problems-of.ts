import { memberPaths } from "../../discover/schema-paths.js";
import type { LoadedLibrary } from "../../load/load.js";
import type { Problem } from "../../problems/problem.js";
import type { Batch } from "./batch.js";

/** The problems that a batch answers for: those of its contracts' files, and those of what it shares with others, by file. */
export function problemsOf(
  batch: Batch,
  { documents, discovery }: LoadedLibrary,
  problems: readonly Problem[],
): { readonly own: readonly Problem[]; readonly shared: ReadonlyMap<string, readonly Problem[]> } {
  const members = new Set(memberPaths(discovery));
  const own = new Set<string>();
  // That there is no problem is something to agree on as well.
  const shared = new Map<string, Problem[]>();
  const others = new Set<string>();
  for (const [path, { document }] of documents) {
    if (!batch.files.has(path)) others.add(document.file);
    else if (members.has(path)) own.add(document.file);
    else shared.set(document.file, []);
  }
  for (const problem of problems) {
    const { file } = problem;
    if (!own.has(file) && !others.has(file)) shared.set(file, [...(shared.get(file) ?? []), problem]);
  }
  return { own: problems.filter(({ file }) => own.has(file)), shared };
}
