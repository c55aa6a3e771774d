import { type Dirent, readdirSync, realpathSync, statSync } from "node:fs";
import { join, relative, sep } from "node:path";

/** The schema files of one folder. */
export interface Folder {
  /** Relative to the root, with `/` on every platform; `""` for the root itself. */
  readonly path: string;
  /** The names of its schema files, sorted. */
  readonly files: readonly string[];
}

/** The folders below a root, and the links among them. */
export interface Folders {
  /** In path order; each real folder once. */
  readonly folders: readonly Folder[];
  /** The links that lead to a folder which has another path: from their paths to that one. */
  readonly links: ReadonlyMap<string, string>;
}

/** Takes what is wrong with a folder or a link. */
export type ReportFolder = (path: string, code: string, message: string, remedy: string) => void;

const SCHEMA_FILE = /\.(?:json|ya?ml)$/;

/** A folder that is yet to be read. */
interface Place {
  readonly path: string;
  /** The real paths of the folders that it was reached through. */
  readonly above: readonly string[];
}

/**
 * Reads all folders below a root, hidden ones and `node_modules` excepted. Links are followed, but for those that lead to a folder which they
 * lie in: those would go on for ever.
 */
export function foldersBelow(root: string, report: ReportFolder): Folders {
  const folders: Folder[] = [];
  const aliases = new Map<string, string>();
  const read = new Map<string, string>();
  const open: Place[] = [{ path: "", above: [] }];
  // Links come after all real folders, so that a folder keeps its own name.
  const links: Place[] = [];
  for (let place = open.pop(); place !== undefined; place = open.pop() ?? links.pop()) {
    const { path } = place;
    const opened = openFolder(root, path, report);
    if (opened === undefined) continue;
    const known = read.get(opened.real);
    if (known !== undefined) {
      aliases.set(path, known);
      continue;
    }
    read.set(opened.real, path);
    const above = [...place.above, opened.real];
    const files: string[] = [];
    for (const entry of opened.entries) {
      const inner = path === "" ? entry.name : `${path}/${entry.name}`;
      if (entry.name.startsWith(".") || entry.name === "node_modules") continue;
      if (entry.isDirectory()) open.push({ path: inner, above });
      else if (entry.isSymbolicLink() && leadsToFolder(join(root, inner), inner, above, report))
        links.push({ path: inner, above });
      else if (SCHEMA_FILE.test(entry.name)) files.unshift(entry.name);
    }
    folders.push({ path, files });
  }
  return { folders: folders.sort((a, b) => byName(a.path, b.path)), links: aliases };
}

/** A folder's real path and what is in it, the last first. */
function openFolder(
  root: string,
  path: string,
  report: ReportFolder,
): { readonly real: string; readonly entries: readonly Dirent[] } | undefined {
  try {
    const real = realpathSync(join(root, path));
    const entries = readdirSync(real, { withFileTypes: true });
    return { real, entries: entries.sort((a, b) => byName(b.name, a.name)) };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    report(path, "unreadable", `the folder cannot be read: ${why}`, "make it readable, or move it elsewhere");
    return undefined;
  }
}

/** Whether a link leads to a folder that can be read; reports one that leads back to a folder that it lies in. */
function leadsToFolder(
  link: string,
  shown: string,
  around: readonly string[],
  report: ReportFolder,
): boolean {
  let target: string;
  try {
    if (!statSync(link).isDirectory()) return false;
    target = realpathSync(link);
  } catch (error) {
    const isLoop = (error as NodeJS.ErrnoException).code === "ELOOP";
    if (isLoop) report(shown, "link-loop", "this link leads to itself", "remove it");
    return false;
  }
  const parent = around.find((folder) => folder === target || isInside(folder, target));
  if (parent === undefined) return true;
  const [root = target] = around;
  const name =
    target === root ? "the schemas folder" : isInside(target, root) ? shownFolder(root, target) : target;
  report(
    shown,
    "link-loop",
    `this link leads to ${name}, a folder that contains the link`,
    "remove it, or point it to a folder that does not contain it",
  );
  return false;
}

function shownFolder(root: string, folder: string): string {
  return `the folder ${relative(root, folder).replaceAll("\\", "/")}`;
}

function isInside(folder: string, parent: string): boolean {
  return folder.startsWith(parent.endsWith(sep) ? parent : parent + sep);
}

function byName(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
