import { closeSync, existsSync, openSync, readdirSync, readSync } from "node:fs";
import { join } from "node:path";
import { HEADER_LENGTH, isGenerated } from "../print/header.js";
import { SETTINGS_FILE } from "./settings.js";

/** The files of a generated module. A file by another name is the user's own, even where it begins as ours do. */
const NAMES: ReadonlySet<string> = new Set([
  ...["index.ts", "client.ts", "schemas.ts", "validators.ts"],
  ...["__init__.py", "contract.json"],
]);

/**
 * Finds what earlier runs generated, where no manifest says it: in a fresh clone, or after a change of branches.
 *
 * @returns The paths of the files in the output folder. Links aren't followed, and a folder that is an output folder of its own is left out.
 */
export function ownFiles(out: string): string[] {
  const found: string[] = [];
  const pending = [""];
  for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
    if (folder !== "" && existsSync(join(out, folder, SETTINGS_FILE))) continue;
    for (const entry of entriesOf(join(out, folder))) {
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) {
        if (!entry.name.startsWith(".") && entry.name !== "node_modules") pending.push(path);
      } else if (entry.isFile() && folder !== "" && NAMES.has(entry.name) && isOurs(join(out, path))) {
        found.push(path);
      }
    }
  }
  return found.sort();
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return []; // What can't be read is reported where it is written.
  }
}

/** Whether a file begins as every generated file does. */
function isOurs(path: string): boolean {
  let file: number | undefined;
  try {
    file = openSync(path, "r");
    const start = Buffer.alloc(HEADER_LENGTH);
    const length = readSync(file, start, 0, start.length, 0);
    return isGenerated(start.toString("utf8", 0, length));
  } catch {
    return false;
  } finally {
    if (file !== undefined) closeSync(file);
  }
}
