import { pascalCase, shortHash } from "../print/identifiers.js";

/** The ending of a schema file's name, in every form that is read. */
const ENDING = /(\.schema)?\.(json|yaml|yml)$/iu;

/** The prefix of the address of a document that is not a file: a meta-schema. */
const SCHEME = /^[a-z][a-z0-9+.-]*:\/*/iu;

/** A file's name without folder and ending: `shared/user.schema.json` is `user`. */
export function stemOf(path: string): string {
  return (path.split("/").at(-1) ?? path).replace(ENDING, "");
}

/** Whether a document is known by its address and not by its place in the schemas folder. */
export function isAddress(path: string): boolean {
  return SCHEME.test(path);
}

/** The type name for the root of a file that is not a member: `shared/user.schema.json` is `User`. */
export function rootNameOf(path: string): string {
  return pascalCase(stemOf(path));
}

/**
 * The folder of generated files for each schema file that is not a member of a contract: `shared/user.schema.json` goes to `shared/user`.
 *
 * A document that is known by its address goes to its host: `json-schema.org/draft/2020-12/schema`. Folders keep their names where those are safe in a file system and in an `import`; other names, and those that differ from
 * another's by the file's ending or by capitals only, get a short hash.
 *
 * @param paths - Relative to the schemas folder, or addresses.
 * @param taken - Folders that are spoken for: the contracts'.
 */
export function sharedModules(paths: readonly string[], taken: Iterable<string>): Map<string, string> {
  const used = new Set([...taken].map((module) => module.toLowerCase()));
  const modules = new Map<string, string>();
  for (const path of [...paths].sort()) {
    const plain = path.replace(SCHEME, "").replace(ENDING, "");
    const safe = plain
      .split("/")
      .filter((part) => part !== "")
      .map((part) => part.replaceAll(/[^A-Za-z0-9_.-]+/g, "-").replace(/^\.+$/, "-"))
      .join("/");
    const unique = safe === plain && safe !== "" && !used.has(safe.toLowerCase());
    const module = unique ? safe : `${safe}-${shortHash(path)}`;
    used.add(module.toLowerCase());
    modules.set(path, module);
  }
  return modules;
}
