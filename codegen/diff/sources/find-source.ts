import { statSync } from "node:fs";
import { resolve } from "node:path";
import { folderSource, isFolder } from "./folder.js";
import { gitSource } from "./git-revision.js";
import { npmSource } from "./npm-package.js";
import { fileSource, urlSource } from "./published.js";
import type { Source } from "./source.js";

/** Where OLD and NEW are looked for. */
export interface SourceOptions {
  readonly schemas: string;
  readonly cwd: string;
}

/**
 * What OLD or NEW stands for: a folder, a published contract, a version of an npm package, or a revision of the repository. `git:` before a revision
 * says so where there is a folder of that name.
 *
 * @param given - Undefined for the schemas folder as it is now.
 * @throws SourceError where it is nothing of the kind.
 */
export async function findSource(
  given: string | undefined,
  { schemas, cwd }: SourceOptions,
): Promise<Source> {
  if (given === undefined) return folderSource(schemas, schemas, cwd);
  if (/^https?:\/\//.test(given)) return urlSource(given);
  const [, scheme, rest = ""] = /^(git|npm):(.+)$/.exec(given) ?? [];
  if (scheme === "git") return gitSource(rest, schemas, cwd);
  if (scheme === "npm") return npmSource(rest, schemas, cwd);
  if (isFolder(resolve(cwd, given))) return folderSource(given, schemas, cwd);
  if (given.endsWith(".json") && isFile(resolve(cwd, given))) return fileSource(given, cwd);
  return gitSource(given, schemas, cwd);
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}
