import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { valid } from "semver";
import { oneOf } from "../problems/suggest.js";
import { isJsonObject, type JsonObject, type JsonValue } from "../schema/json.js";
import { CATEGORIES, type Category, type FindingSeverity } from "./finding.js";
import type { Rule } from "./rule.js";
import { RULES } from "./rules.js";
import { SourceError } from "./sources/source.js";

/** What a team decides about `graphwright diff`. */
export interface DiffSettings {
  /** What the rules of a category find counts as; by default as the rules say. */
  readonly categories?: Readonly<Partial<Record<Category, Level>>>;
  /** What a rule finds counts as, by its code. */
  readonly rules?: Readonly<Record<string, Level>>;
  /** What can't be decided counts as; by default as if it were decided. */
  readonly undecided?: Level;
  /** Breaks that the team accepts. */
  readonly accepted?: readonly AcceptedBreak[];
}

export type Level = FindingSeverity | "off";

/** A break that is accepted in one version of a contract. */
export interface AcceptedBreak {
  readonly contract: string;
  /** The code and the subject of the finding, as `--format json` prints them. */
  readonly code: string;
  readonly subject: string;
  /** The version of the contract that brings the break. In any other version the break is no longer accepted. */
  readonly version: string;
  readonly reason: string;
}

/** The file that settings are read from, in the working directory. */
export const SETTINGS_FILE = "graphwright.diff.json";

const LEVELS: readonly Level[] = ["error", "warning", "off"];

/**
 * Reads the settings of a file.
 *
 * @param path - Undefined for {@link SETTINGS_FILE}, which may be missing.
 * @throws SourceError where it can't be read, or says what makes no sense.
 */
export function readSettings(path: string | undefined, cwd: string): DiffSettings {
  const file = path ?? SETTINGS_FILE;
  let text: string;
  try {
    text = readFileSync(resolve(cwd, file), "utf8");
  } catch (error) {
    if (path === undefined) return {};
    const why = error instanceof Error ? error.message : String(error);
    throw new SourceError(`the settings ${file} can't be read: ${why}`, "give another file with --config");
  }
  return checkedSettings(parsed(text, file), file);
}

function parsed(text: string, file: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new SourceError(`${file} is not JSON: ${why}`, "fix the file");
  }
}

/** Settings, checked by hand: they come from a file. */
export function checkedSettings(value: JsonValue, file: string): DiffSettings {
  const root = objectAt(value, file, "");
  only(root, ["$schema", "categories", "rules", "undecided", "accepted"], file, "");
  for (const [category, level] of Object.entries(objectAt(root.categories ?? {}, file, "/categories"))) {
    if (!CATEGORIES.some((known) => known === category))
      fail(file, `/categories/${category}`, oneOf(CATEGORIES));
    checkLevel(level, file, `/categories/${category}`);
  }
  for (const [code, level] of Object.entries(objectAt(root.rules ?? {}, file, "/rules"))) {
    if (!RULES.some((rule) => rule.code === code))
      fail(file, `/rules/${code}`, "the code of a rule, see docs/diff.md");
    checkLevel(level, file, `/rules/${code}`);
  }
  if (root.undecided !== undefined) checkLevel(root.undecided, file, "/undecided");
  const accepted = root.accepted ?? [];
  if (!Array.isArray(accepted)) fail(file, "/accepted", "a list");
  for (const [index, entry] of (accepted as readonly JsonValue[]).entries())
    checkAccepted(entry, file, `/accepted/${index}`);
  return root as unknown as DiffSettings;
}

const TEXTS = ["contract", "code", "subject", "version", "reason"] as const;

function checkAccepted(entry: JsonValue, file: string, pointer: string): void {
  const object = objectAt(entry, file, pointer);
  only(object, TEXTS, file, pointer);
  for (const name of TEXTS) {
    const text = object[name];
    if (typeof text !== "string" || text.trim() === "") fail(file, `${pointer}/${name}`, "a text");
  }
  if (valid(String(object.version)) === null) fail(file, `${pointer}/version`, "a semantic version");
}

function checkLevel(value: JsonValue, file: string, pointer: string): void {
  if (!LEVELS.some((level) => level === value))
    fail(file, pointer, oneOf(LEVELS.map((level) => `"${level}"`)));
}

function objectAt(value: JsonValue, file: string, pointer: string): JsonObject {
  return isJsonObject(value) ? value : fail(file, pointer, "an object");
}

function only(object: JsonObject, names: readonly string[], file: string, pointer: string): void {
  for (const name of Object.keys(object))
    if (!names.includes(name)) fail(file, `${pointer}/${name}`, oneOf(names));
}

function fail(file: string, pointer: string, expected: string): never {
  throw new SourceError(`${file}: ${pointer === "" ? "it" : pointer} must be ${expected}`, "fix the file");
}

/** What a rule's findings count as. */
export function levelOf({ code, category, byDefault = "error" }: Rule, settings: DiffSettings): Level {
  return settings.rules?.[code] ?? settings.categories?.[category] ?? byDefault;
}
