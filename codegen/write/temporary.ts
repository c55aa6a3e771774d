import { createHash, randomBytes } from "node:crypto";
import {
  copyFileSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { hostname } from "node:os";
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

/** Moves a file at once, even where another file system is mounted at its place. */
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

/** A name in the same folder, because only there a rename is atomic; it says which process of which machine is at work. */
function temporaryFor(path: string): string {
  return `${path}.${process.pid}-${MACHINE}-${randomBytes(4).toString("hex")}.graphwright-tmp`;
}

/** Where process ids mean the same: on one machine, and there in one container. */
const MACHINE = createHash("sha256").update(`${hostname()} ${processNamespace()}`).digest("hex").slice(0, 8);

function processNamespace(): string {
  try {
    return readlinkSync("/proc/self/ns/pid");
  } catch {
    return ""; // Only Linux has any.
  }
}

const TEMPORARY = /\.(\d+)-(?:([0-9a-f]{8})-)?[0-9a-f]{8}\.graphwright-tmp$/;

/** A run that is alive touches what it keeps every few seconds. What nobody has touched for so long is left over, whoever has its process id now. */
const LONG_AGO = 60 * 60 * 1000;

/** What runs that were killed left in a folder: the paths of files and folders. What a run that is alive keeps there is none of it. */
export function leftoversIn(folder: string): string[] {
  return namesIn(folder).flatMap((name) => {
    const [, pid, machine = MACHINE] = TEMPORARY.exec(name) ?? [];
    const place = join(folder, name);
    return pid !== undefined && isLeft(place, Number(pid), machine) ? [place] : [];
  });
}

/** Removes leftovers; links among them are not followed. */
export function removeLeftovers(places: readonly string[]): void {
  for (const place of places) closeTemporaryFolder(place);
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function isLeft(place: string, pid: number, machine: string): boolean {
  const changed = lstatSync(place, { throwIfNoEntry: false })?.mtimeMs;
  if (changed === undefined || open.has(place)) return false;
  if (Date.now() - changed > LONG_AGO) return true;
  if (machine !== MACHINE) return false;
  // Another thread of this process may be at work; what is older is from a process that had the same id.
  if (pid === process.pid) return changed < Date.now() - process.uptime() * 1000;
  return !isRunning(pid);
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
