import { readFileSync } from "node:fs";
import { join } from "node:path";
import { IMPORT_EXTENSIONS, type ImportExtension } from "../print/module-specifier.js";
import { GenerateError } from "../problems/problem.js";
import { isJsonObject } from "../schema/json.js";

/** The file in an output folder that is committed with the generated code. */
export const SETTINGS_FILE = ".graphwright.json";

/** What it holds: nothing that depends on a contract, so that branches which change contracts don't conflict here. */
export interface Settings {
  /** How the generated modules import each other. It is recorded so that all machines generate the same bytes. */
  readonly importExtension: ImportExtension;
}

/** @param settings - Nothing, for a folder of Python. */
export function printSettings({ importExtension }: Partial<Settings>): string {
  const content = {
    about: "graphwright generates this folder. Commit this file with the rest.",
    format: FORMAT,
    importExtension,
  };
  return `${JSON.stringify(content, undefined, 2)}\n`;
}

/**
 * Reads what an earlier run recorded.
 *
 * @param shown - The output folder as problems name it.
 * @returns `undefined` where no run has recorded anything yet.
 * @throws GenerateError for a file that makes no sense: a guess could change every generated file.
 */
export function readSettings(out: string, shown: string): Settings | undefined {
  let text: string;
  try {
    text = readFileSync(join(out, SETTINGS_FILE), "utf8");
  } catch {
    return undefined; // What is in the way of the file is reported where it is written.
  }
  const content = parse(text);
  if (!isJsonObject(content)) throw unreadable(shown, "this is not a JSON object");
  // Before this was recorded, and while a manifest stood in this place, all imports ended in `.js`.
  const { importExtension: recorded = "js" } = content;
  const importExtension = IMPORT_EXTENSIONS.find((each) => each === recorded);
  if (importExtension === undefined) {
    const known = IMPORT_EXTENSIONS.map((each) => `"${each}"`).join(", ");
    throw unreadable(shown, `\`importExtension\` is none of ${known}`);
  }
  return { importExtension };
}

const FORMAT = 2;

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function unreadable(shown: string, message: string): GenerateError {
  return new GenerateError([
    {
      severity: "error",
      code: "bad-settings",
      file: join(shown, SETTINGS_FILE),
      message,
      remedy: "restore the file from version control, or replace it by a run with --import-extension",
    },
  ]);
}
