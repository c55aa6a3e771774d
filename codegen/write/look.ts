import { lstatSync, readFileSync, statSync } from "node:fs";

/** What is at a path. */
export type Found =
  | { readonly kind: "nothing" | "other" }
  | { readonly kind: "file"; readonly content: string };

/** Looks at a path; never throws. */
export function look(path: string): Found {
  try {
    const found = statSync(path, { throwIfNoEntry: false });
    if (found === undefined) return { kind: isFree(path) ? "nothing" : "other" };
    return found.isFile() ? { kind: "file", content: readFileSync(path, "utf8") } : { kind: "other" };
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
