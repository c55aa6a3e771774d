import { randomBytes } from "node:crypto";
import {
  accessSync,
  constants,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { HEADER } from "./header.js";
import { hashOf, MANIFEST_FILE, type Manifest, printManifest } from "./manifest.js";
import { GenerateError, type Problem } from "./problem.js";

/** What has to happen to an output folder so that it holds the given files; nothing has happened yet. */
export interface WritePlan {
  readonly out: string;
  /** Files to create or to replace, by their paths in the output folder. */
  readonly changed: ReadonlyMap<string, string>;
  /** Those of the changed files that aren't there yet. */
  readonly missing: readonly string[];
  readonly unchanged: readonly string[];
  /** Files that an earlier run wrote, that nothing writes any more. */
  readonly stale: readonly string[];
  /** Errors: what is in the way. Warnings: what is left alone. */
  readonly problems: readonly Problem[];
}

/**
 * Compares an output folder with the files that it should hold.
 *
 * A file is ours if the manifest lists it or if it begins with our header. Any other file is the user's: one that is in the way is an
 * error, all others are ignored. A stale file that was edited since it was written is left alone, with a warning.
 *
 * @param out - The output folder; it need not exist.
 * @param shown - The output folder as problems name it.
 * @param files - The files that it should hold, by their paths in it.
 * @param before - What the last run left behind.
 */
export function planWrite(
  out: string,
  shown: string,
  files: ReadonlyMap<string, string>,
  before: Manifest,
): WritePlan {
  const changed = new Map<string, string>();
  const missing: string[] = [];
  const unchanged: string[] = [];
  const stale: string[] = [];
  const problems: Problem[] = [];

  for (const [path, content] of files) {
    const found = look(join(out, path));
    if (found.kind === "file" && found.content === content) unchanged.push(path);
    else if (found.kind === "nothing") {
      changed.set(path, content);
      missing.push(path);
    } else if (found.kind === "file" && (before.files.has(path) || found.content.startsWith(HEADER)))
      changed.set(path, content);
    else problems.push(foreign(join(shown, path)));
  }
  for (const folder of foldersOf(files.keys())) {
    if (look(join(out, folder)).kind === "file") problems.push(foreign(join(shown, folder)));
  }
  for (const [path, hash] of before.files) {
    if (files.has(path)) continue;
    const found = look(join(out, path));
    if (found.kind === "file" && hashOf(found.content) === hash) stale.push(path);
    else if (found.kind === "file") problems.push(edited(join(shown, path)));
  }
  return { out, changed, missing, unchanged, stale, problems };
}

/**
 * Carries a plan out. Everything is written beside its place first and moved there at once, so that a reader never sees half a file;
 * until all of it is written, nothing that was there is touched.
 *
 * @param manifest - What to leave behind for the next run.
 * @param shown - The output folder as problems name it.
 * @throws GenerateError where the folder can't be written; it is then as it was.
 */
export function write(plan: WritePlan, before: Manifest, manifest: Manifest, shown: string): void {
  const { out, changed, stale } = plan;
  const created: string[] = [];
  const ready: (readonly [temporary: string, path: string])[] = [];
  try {
    prepare(out, changed, created, ready);
    if (changed.size > 0 || stale.length > 0) {
      // Should this run be killed from here on, the next one knows which files were ours.
      const { inputs: _, ...unfinished } = manifest;
      replace(join(out, MANIFEST_FILE), printManifest({ ...unfinished, files: union(before, manifest) }));
    }
  } catch (error) {
    discard(ready);
    for (const folder of created.reverse()) removeEmptyFolder(folder);
    throw new GenerateError([notWritable(shown, error)]);
  }
  try {
    for (const [temporary, path] of ready) renameSync(temporary, path);
    for (const path of stale) {
      rmSync(join(out, path), { force: true });
      removeEmptyFolders(out, dirname(path));
    }
    const text = printManifest(manifest);
    const found = look(join(out, MANIFEST_FILE));
    if (found.kind !== "file" || found.content !== text) replace(join(out, MANIFEST_FILE), text);
  } catch (error) {
    discard(ready);
    throw new GenerateError([notWritable(shown, error)]);
  }
}

/** Removes what was written beside its place and has not been moved there, as far as it is there. */
function discard(ready: readonly (readonly [temporary: string, path: string])[]): void {
  for (const [temporary] of ready) {
    try {
      rmSync(temporary, { force: true });
    } catch {
      // It could not be written either.
    }
  }
}

/** Writes every file beside its place, noting what it made so that it can be taken back. */
function prepare(
  out: string,
  files: ReadonlyMap<string, string>,
  created: string[],
  ready: (readonly [temporary: string, path: string])[],
): void {
  for (const folder of ["", ...foldersOf(files.keys())]) {
    const place = join(out, folder);
    const first = mkdirSync(place, { recursive: true });
    if (first !== undefined) created.push(...foldersBetween(first, place));
    removeLeftovers(place);
    accessSync(place, constants.W_OK | constants.X_OK);
  }
  for (const [path, content] of files) {
    const place = join(out, path);
    const temporary = temporaryFor(place);
    ready.push([temporary, place]);
    writeFileSync(temporary, content, { flag: "wx" });
  }
}

/** The folders from one to another below it, parents first. */
function foldersBetween(first: string, last: string): string[] {
  const steps = relative(first, last)
    .split(sep)
    .filter((step) => step !== "");
  return [first, ...steps.map((_, index) => join(first, ...steps.slice(0, index + 1)))];
}

function replace(path: string, content: string): void {
  const temporary = temporaryFor(path);
  writeFileSync(temporary, content, { flag: "wx" });
  renameSync(temporary, path);
}

const TEMPORARY = /\.(\d+)-[0-9a-f]{8}\.graphwright-tmp$/;

/** A name in the same folder, because only there a rename is atomic; with the process in it, so that leftovers can be told. */
function temporaryFor(path: string): string {
  return `${path}.${process.pid}-${randomBytes(4).toString("hex")}.graphwright-tmp`;
}

/** Removes what a run that was killed left behind. */
function removeLeftovers(folder: string): void {
  for (const name of readdirSync(folder)) {
    const pid = TEMPORARY.exec(name)?.[1];
    if (pid !== undefined && !isRunning(Number(pid))) rmSync(join(folder, name), { force: true });
  }
}

function isRunning(pid: number): boolean {
  // Writing is synchronous: what this process is writing is never met here, only what one of the same id left.
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

type Found = { readonly kind: "nothing" | "other" } | { readonly kind: "file"; readonly content: string };

function look(path: string): Found {
  try {
    if (!statSync(path).isFile()) return { kind: "other" };
    return { kind: "file", content: readFileSync(path, "utf8") };
  } catch {
    return { kind: isFree(path) ? "nothing" : "other" };
  }
}

/** Whether there is nothing at a path; a dangling link is something, and so is a file that can't be read. */
function isFree(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) === undefined;
  } catch {
    return true; // No file can be there; writing will tell why.
  }
}

/** Every folder below the output folder that the paths need, parents first. */
function foldersOf(paths: Iterable<string>): string[] {
  const folders = new Set<string>();
  for (const path of paths) {
    const parts = path.split("/").slice(0, -1);
    parts.forEach((_, index) => {
      folders.add(parts.slice(0, index + 1).join("/"));
    });
  }
  return [...folders].sort();
}

function removeEmptyFolders(out: string, folder: string): void {
  for (let path = folder; path !== "." && removeEmptyFolder(join(out, path)); path = dirname(path));
}

function removeEmptyFolder(folder: string): boolean {
  try {
    rmdirSync(folder);
    return true;
  } catch {
    return false; // Not empty: something of the user's, or of ours, lives there.
  }
}

function union(before: Manifest, after: Manifest): ReadonlyMap<string, string> {
  return new Map([...before.files, ...after.files]);
}

function foreign(file: string): Problem {
  return {
    severity: "error",
    code: "foreign-file",
    file,
    message: "this is in the way of a generated file, and graphwright did not write it",
    remedy: "move it elsewhere, or generate into a folder of its own with --out",
  };
}

function edited(file: string): Problem {
  return {
    severity: "warning",
    code: "edited-file",
    file,
    message: "nothing generates this file any more, but it was edited, so it is left alone",
    remedy: "delete it, or keep it as a file of your own: it is no longer watched",
  };
}

function notWritable(file: string, error: unknown): Problem {
  const { code, message } = error as NodeJS.ErrnoException;
  return {
    severity: "error",
    code: "output-not-writable",
    file,
    message: `the output folder can't be written: ${REASONS.get(code ?? "") ?? message}`,
    remedy: "mend that, or generate into another folder with --out",
  };
}

const REASONS: ReadonlyMap<string, string> = new Map([
  ["EACCES", "permission denied"],
  ["EPERM", "permission denied"],
  ["EROFS", "the file system is read-only"],
  ["ENOSPC", "the disk is full"],
  ["ENOTDIR", "a part of its path is a file"],
  ["EEXIST", "a part of its path is a file"],
]);
