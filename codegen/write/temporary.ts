import { randomBytes } from "node:crypto";
import { copyFileSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join, sep } from "node:path";

/** The folders that this process keeps files in for a while. */
const open = new Set<string>();

/** Makes a folder inside of another, for files that will be moved from there to their places. */
export function openTemporaryFolder(parent: string): string {
  const folder = temporaryFor(`${parent}${sep}`);
  mkdirSync(folder);
  open.add(folder);
  return folder;
}

/** Removes such a folder with all that is in it. */
export function closeTemporaryFolder(folder: string): void {
  open.delete(folder);
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch {
    // A later run will try again.
  }
}

/** Writes a file so that nobody ever sees half of it. */
export function replaceFile(path: string, content: string): void {
  const temporary = temporaryFor(path);
  writeFileSync(temporary, content, { flag: "wx" });
  renameSync(temporary, path);
}

/** Moves a file at once, even where its place turns out to be a link to another file system. */
export function moveFile(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EXDEV") throw error;
    const near = temporaryFor(to);
    copyFileSync(from, near);
    renameSync(near, to);
  }
}

const TEMPORARY = /\.(\d+)-[0-9a-f]{8}\.graphwright-tmp$/;

/** A name in the same folder, because only there a rename is atomic; with the process in it, so that leftovers can be told. */
function temporaryFor(path: string): string {
  return `${path}.${process.pid}-${randomBytes(4).toString("hex")}.graphwright-tmp`;
}

/** Removes what a run that was killed left behind. */
export function removeLeftovers(folder: string): void {
  for (const name of readdirSync(folder)) {
    const pid = TEMPORARY.exec(name)?.[1];
    const place = join(folder, name);
    if (pid !== undefined && !open.has(place) && !isRunning(Number(pid)))
      rmSync(place, { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  // What this process keeps is known; the rest is from one that had the same id.
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
