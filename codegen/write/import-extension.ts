import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import type { TsConfigJsonResolved } from "get-tsconfig";
import type { ImportExtension } from "../print/module-specifier.js";
import { GenerateError, type Problem } from "../problems/problem.js";
import { isJsonObject } from "../schema/json.js";
import { textLines } from "../text/text-lines.js";

/**
 * How generated modules import each other in the project that an output folder belongs to, by the nearest `tsconfig.json` or Deno
 * configuration above it. Only the first run asks: its answer is recorded.
 *
 * @param out - The output folder; it need not exist.
 * @param cwd - What problems name files relative to.
 * @throws GenerateError where a `tsconfig.json` can't be read.
 */
export async function projectImportExtension(out: string, cwd: string): Promise<ImportExtension> {
  const found = nearest(out, ["tsconfig.json", "deno.json", "deno.jsonc"]);
  if (found === undefined) return "js";
  if (!found.endsWith("tsconfig.json")) return "ts";
  return extensionFor(await compilerOptions(found, out, cwd));
}

/** What a compiler with these options resolves, and what runs what it emits. */
function extensionFor(options: unknown): ImportExtension {
  if (!isJsonObject(options)) return "none";
  const { allowImportingTsExtensions, rewriteRelativeImportExtensions, moduleResolution } = options;
  if (allowImportingTsExtensions === true || rewriteRelativeImportExtensions === true) return "ts";
  return moduleResolution === "node16" || moduleResolution === "nodenext" ? "js" : "none";
}

/**
 * The options that hold for the output folder, with those that others imply. Where a file only lists projects, as Vite's templates do, those
 * of the project that the generated files belong to.
 */
async function compilerOptions(path: string, out: string, cwd: string): Promise<unknown> {
  const generated = join(out, "contract/index.ts");
  const own = await readTsconfig(path, cwd);
  const references: unknown = own.config.references;
  if (Array.isArray(references) && !own.includes(generated)) {
    for (const reference of references) {
      if (!isJsonObject(reference) || typeof reference.path !== "string") continue;
      const listed = resolve(dirname(path), reference.path);
      const file = listed.endsWith(".json") ? listed : join(listed, "tsconfig.json");
      if (!existsSync(file)) continue;
      const tsconfig = await readTsconfig(file, cwd);
      if (tsconfig.includes(generated)) return tsconfig.config.compilerOptions;
    }
  }
  return own.config.compilerOptions;
}

/** A `tsconfig.json` with all that it extends. */
interface Tsconfig {
  readonly config: TsConfigJsonResolved;
  /** Whether a file belongs to the project. */
  includes(path: string): boolean;
}

async function readTsconfig(path: string, cwd: string): Promise<Tsconfig> {
  const file = relative(cwd, path);
  try {
    const fault = await syntaxFault(readFileSync(path, "utf8"));
    if (fault !== undefined) throw new GenerateError([{ ...BAD_TSCONFIG, ...fault, file }]);
    const { createFilesMatcher, parseTsconfig } = await import("get-tsconfig");
    const config = parseTsconfig(path);
    const matches = createFilesMatcher({ path, config });
    return { config, includes: (each) => matches(each) !== undefined };
  } catch (error) {
    if (error instanceof GenerateError) throw error;
    // A type error is the library's own, about a value that it did not expect.
    const why = error instanceof TypeError ? "an option has a value of a wrong type" : messageOf(error);
    throw new GenerateError([{ ...BAD_TSCONFIG, file, message: `this can't be read: ${why}` }]);
  }
}

/** The first fault of a file's syntax: `get-tsconfig` takes what it can't parse for an empty file. */
async function syntaxFault(
  text: string,
): Promise<Pick<Problem, "message" | "position" | "excerpt"> | undefined> {
  if (isJson(text)) return undefined;
  // It takes most of a second to load, and is only needed for comments and commas.
  const { ts } = await import("ts-morph");
  const { error } = ts.parseConfigFileTextToJson("tsconfig.json", text);
  if (error === undefined) return undefined;
  const lines = textLines(text);
  const position = lines.positionAt(error.start ?? 0);
  const why = ts.flattenDiagnosticMessageText(error.messageText, " ").replace(/\.$/, "");
  return { message: `this can't be read: ${why}`, position, excerpt: lines.lineAt(position.line) };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const BAD_TSCONFIG = {
  severity: "error",
  code: "bad-tsconfig",
  remedy: "fix it, or choose with --import-extension how generated modules import each other",
} as const;

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message.replace(/\.$/, "") : String(error);
}

/** The nearest of some files, in a folder or above it; of several in one folder, the first. */
function nearest(folder: string, names: readonly string[]): string | undefined {
  for (let place = folder; ; place = dirname(place)) {
    const found = names.map((name) => join(place, name)).find((path) => existsSync(path));
    if (found !== undefined || dirname(place) === place) return found;
  }
}
