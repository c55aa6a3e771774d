import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isJsonObject } from "../schema/json.js";
import { SETTINGS_FILE } from "./settings.js";

/** What is only there to make the next run quicker. It is not for committing: it depends on all contracts. */
export const CACHE_FOLDER = ".graphwright-cache";

/** The manifest's place in the output folder. */
export const MANIFEST_FILE = `${CACHE_FOLDER}/manifest.json`;

/** What a run leaves behind for the next one: which files are ours, and what they were made from. */
export interface Manifest {
  /** Hash of everything the output depends on; absent while a run is writing, so that a run that was killed is repaired. */
  readonly inputs?: string;
  /** How many warnings the run gave: a library with warnings is read again, so that they are reported again. */
  readonly warnings: number;
  /** Hash of each file that was written, by its path in the output folder. */
  readonly files: ReadonlyMap<string, string>;
}

/** The manifest of a folder that nothing was generated into. */
export const EMPTY_MANIFEST: Manifest = { warnings: 0, files: new Map() };

/** Reads the manifest of an output folder. Without one, or with one that makes no sense, it is empty. */
export function readManifest(out: string): Manifest {
  return manifestIn(join(out, MANIFEST_FILE)) ?? committedManifest(out);
}

/** The manifest that an older graphwright left where the settings are now. The next run replaces it. */
function committedManifest(out: string): Manifest {
  const { warnings, files } = manifestIn(join(out, SETTINGS_FILE)) ?? EMPTY_MANIFEST;
  return { warnings, files };
}

function manifestIn(path: string): Manifest | undefined {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return undefined;
  }
  if (!isJsonObject(content) || content.format !== FORMAT || !isJsonObject(content.files)) return undefined;
  const { inputs, warnings, files } = content;
  return {
    ...(typeof inputs === "string" ? { inputs } : {}),
    warnings: typeof warnings === "number" ? warnings : 0,
    files: new Map(
      Object.entries(files).filter(
        (entry): entry is [string, string] => isInside(entry[0]) && typeof entry[1] === "string",
      ),
    ),
  };
}

/** The manifest as it stands in the file. */
export function printManifest({ inputs, warnings, files }: Manifest): string {
  const content = {
    about: "What graphwright wrote here. It makes the next run quicker, and can be deleted.",
    format: FORMAT,
    ...(inputs === undefined ? {} : { inputs }),
    ...(warnings === 0 ? {} : { warnings }),
    files: Object.fromEntries([...files].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
  return `${JSON.stringify(content, undefined, 2)}\n`;
}

const FORMAT = 1;

/** Whether a path from a manifest stays inside the output folder; a manifest is a file that anyone may have changed. */
function isInside(path: string): boolean {
  return (
    path !== "" &&
    !/^[/\\]|^[A-Za-z]:|\\|\0/.test(path) &&
    !path.split("/").some((part) => part === ".." || part === "")
  );
}
