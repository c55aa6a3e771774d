import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { Discovery } from "../discover/discover.js";
import { schemaPaths } from "../discover/schema-paths.js";
import { hashOf } from "../text/hash.js";
import { packageVersion } from "./version.js";

/**
 * A hash of everything that the output depends on: the schemas' paths and texts, and graphwright itself.
 *
 * @param hash - Gives the hash of a file; by default it is read.
 */
export function inputsOf(
  discovery: Discovery,
  settings: object,
  hash: (path: string) => string = hashOfFile,
): string {
  const texts = schemaPaths(discovery)
    .toSorted()
    .map((path) => [path, hash(join(discovery.root, path))]);
  return hashOf(JSON.stringify([packageVersion(), basename(discovery.root), settings, texts]));
}

/** The hash of a file without what differs between checkouts of it: the line ends. What can't be read is `load`'s to report. */
export function hashOfFile(path: string): string {
  try {
    return hashOf(readFileSync(path, "latin1").replaceAll("\r\n", "\n"));
  } catch {
    return hashOf("");
  }
}
