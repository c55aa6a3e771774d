import { resolve } from "node:path";
import { folderSource, isFolder } from "./folder.js";
import { gitSource } from "./git-revision.js";
import type { Source } from "./source.js";

/** Where OLD and NEW are looked for. */
export interface SourceOptions {
  readonly schemas: string;
  readonly cwd: string;
}

/**
 * What OLD or NEW stands for: a folder, or a revision of the repository. `git:` before a revision says so where there is a folder of that name.
 *
 * @param given - Undefined for the schemas folder as it is now.
 * @throws SourceError where it is nothing of the kind.
 */
export function findSource(given: string | undefined, { schemas, cwd }: SourceOptions): Source {
  if (given === undefined) return folderSource(schemas, schemas, cwd);
  if (given.startsWith("git:")) return gitSource(given.slice("git:".length), schemas, cwd);
  if (isFolder(resolve(cwd, given))) return folderSource(given, schemas, cwd);
  return gitSource(given, schemas, cwd);
}
