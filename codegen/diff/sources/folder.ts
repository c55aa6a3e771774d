import { existsSync, statSync } from "node:fs";
import { isAbsolute, join, relative, resolve } from "node:path";
import { packageVersionAbove } from "./package-version.js";
import type { Source } from "./source.js";

/**
 * The contracts of a folder. It may be a schemas folder, or one in which the schemas folder is where it is in this project.
 *
 * @param schemas - Where the schemas folder is in a project.
 */
export function folderSource(path: string, schemas: string, cwd: string): Source {
  const given = resolve(cwd, path);
  const inside = resolve(given, schemas);
  const isProject = !isAbsolute(schemas) && isFolder(inside) && existsSync(join(given, "package.json"));
  const folder = isProject ? inside : given;
  const near = relative(cwd, folder);
  const shown = near !== "" && near.length < folder.length ? near : folder;
  return {
    name: path,
    folder,
    shown,
    fileOf: (file) =>
      (isAbsolute(file) || file.startsWith(shown) ? file : join(shown, file)).replaceAll("\\", "/"),
    packageVersion: packageVersionAbove(folder),
    dispose: () => {},
  };
}

export function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}
