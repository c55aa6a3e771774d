import { lstatSync } from "node:fs";
import { join } from "node:path";

/**
 * Finds links in an output folder, which nothing is written or removed through: they may lead anywhere.
 *
 * @param folder - A folder in the output folder, relative to it.
 * @returns The first of it and the folders above it that is a link, relative to the output folder; undefined where none is.
 */
export function linkOnTheWay(out: string, folder: string): string | undefined {
  const parts = folder.split("/").filter((part) => part !== "" && part !== ".");
  return parts.map((_, index) => parts.slice(0, index + 1).join("/")).find((path) => isLink(join(out, path)));
}

function isLink(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;
  } catch {
    return false; // What can't be looked at can't be written through either.
  }
}
