import { mkdirSync, rmdirSync } from "node:fs";
import { join, relative, sep } from "node:path";

/** Creates a folder and those above it; returns those that it made, parents first. */
export function createFolder(place: string): string[] {
  const first = mkdirSync(place, { recursive: true });
  return first === undefined ? [] : foldersBetween(first, place);
}

/** The folders from one to another below it, parents first. */
function foldersBetween(first: string, last: string): string[] {
  const steps = relative(first, last)
    .split(sep)
    .filter((step) => step !== "");
  return [first, ...steps.map((_, index) => join(first, ...steps.slice(0, index + 1)))];
}

/** Removes a folder unless something is in it; returns whether it is gone. */
export function removeEmptyFolder(folder: string): boolean {
  try {
    rmdirSync(folder);
    return true;
  } catch {
    return false; // Not empty: something of the user's, or of ours, lives there.
  }
}
