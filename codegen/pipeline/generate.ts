import { readFileSync, realpathSync, statSync } from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { type Discovery, discover } from "../discover/discover.js";
import { misnamedMembers } from "../discover/misnamed-member.js";
import { IMPORT_EXTENSIONS, type ImportExtension } from "../print/module-specifier.js";
import { GenerateError, inFileOrder, type Problem } from "../problems/problem.js";
import { hashOf } from "../text/hash.js";
import { projectImportExtension } from "../write/import-extension.js";
import { linkOnTheWay } from "../write/links.js";
import { type Manifest, readManifest } from "../write/manifest.js";
import { ownFiles } from "../write/own-files.js";
import { printSettings, readSettings, SETTINGS_FILE } from "../write/settings.js";
import { removeLeftovers } from "../write/temporary.js";
import { Draft, leftovers, type WritePlan } from "../write/write.js";
import type { CompileOptions } from "./compile.js";
import type { LastingSink } from "./file-sink.js";
import { inputsOf } from "./inputs.js";
import { PythonPackages, sinkByLanguage } from "./python-output.js";
import type { Memory } from "./watch/memory.js";

/** The options of {@link generate}. */
export interface GenerateOptions {
  /** The folder with a folder for each graph; by default `schemas`. */
  readonly schemas?: string;
  /** The folder to generate into; by default `generated`. */
  readonly out?: string;
  /** The folder to generate Python into; none by default. */
  readonly python?: string;
  /** Write nothing, and list in {@link GenerateResult.outOfStep} what would be written. Always compiles. */
  readonly check?: boolean;
  /** Compile even if neither the schemas nor the output changed since the last run. */
  readonly force?: boolean;
  /** Treat warnings as errors are treated. */
  readonly failOnWarnings?: boolean;
  /**
   * Refuse `tsType`, because its text becomes code: for schemas from people whom you don't trust. Always compiles. No other text of a
   * schema becomes code, with or without this option.
   */
  readonly untrusted?: boolean;
  /** Export all definitions of shared files, not only those that contracts use. */
  readonly allDefinitions?: boolean;
  /**
   * How generated modules import each other: `"js"` as in `"../shared/user/index.js"`, `"ts"`, or `"none"` for no extension. It is recorded in the
   * output folder. By default what is recorded there; in the first run, what the project's `tsconfig.json` asks for.
   */
  readonly importExtension?: ImportExtension;
  /** The folder that `schemas`, `out` and the files in problems are relative to; by default the working directory. */
  readonly cwd?: string;
}

/** What a run did. Files are named relative to `cwd`, in order. */
export interface GenerateResult {
  /** Created or replaced. */
  readonly written: readonly string[];
  /** Written by an earlier run, and no longer generated. */
  readonly removed: readonly string[];
  /** Already up to date, so not written. */
  readonly unchanged: readonly string[];
  /** With `check` only: what `generate` would write or remove. */
  readonly outOfStep: readonly OutOfStep[];
  /** Warnings. */
  readonly problems: readonly Problem[];
}

/** A file that differs from what the schemas generate, or that should not be there. */
export interface OutOfStep {
  readonly file: string;
  /** `leftover`: a run that was killed left it behind. */
  readonly reason: "missing" | "different" | "stale" | "leftover";
}

/**
 * Compiles the contracts in a folder of schemas into TypeScript: the whole pipeline.
 *
 * If neither the schemas nor the output changed since the last run, it only compares hashes. It does not touch the user's own files in the
 * output folder.
 *
 * @param options - Where the schemas are and where to write; by default `schemas` and `generated`.
 * @returns The files that were written and removed, and the warnings.
 * @throws GenerateError with all problems if one of them is an error, or with `failOnWarnings` a warning. Then nothing is written.
 */
export function generate(options: GenerateOptions = {}): Promise<GenerateResult> {
  return generateWith(options);
}

/**
 * What {@link generate} does.
 *
 * @param memory - What earlier runs in this process left for this one.
 */
export async function generateWith(options: GenerateOptions, memory?: Memory): Promise<GenerateResult> {
  const places = placesOf(options);
  const isEnough = ({ severity }: Problem) => severity === "error" || options.failOnWarnings === true;
  const throwErrors = (problems: readonly Problem[]): void => {
    if (problems.some(isEnough)) throw new GenerateError(problems);
  };
  const { discovery, problems: misplaced } = discover(places.schemas, places.shownSchemas);
  const found = [...misplaced, ...(await misnamedMembers(discovery, places.shownSchemas))];
  throwErrors([...outputFaults(places), ...(discovery.contracts.length === 0 ? found : [])]);

  const importExtension = await importExtensionFor(places, options.importExtension);
  const outputs = outputsOf(places);
  const { untrusted = false, allDefinitions = false } = options;
  const settings = { allDefinitions, importExtension };
  const inputs = inputsOf(discovery, settings, memory?.files.hashOf);
  const compiles = memory !== undefined || [options.check, options.force, options.untrusted].includes(true);
  const mayTrust = !compiles && !found.some(isEnough);
  if (mayTrust && outputs.every((output) => isUpToDate(output, inputs))) {
    for (const { left } of outputs) removeLeftovers(left);
    const unchanged = outputs.flatMap((output) =>
      [...output.before.files.keys()].map((path) => shownFile(output, path)),
    );
    return { written: [], removed: [], unchanged, outOfStep: [], problems: found };
  }

  const { check = false } = options;
  const drafts = outputs.map((output) => ({ output, draft: draftFor(output, check, memory) }));
  const [typescript, python] = drafts;
  if (typescript === undefined) throw new TypeError("a run without an output folder");
  const packages = new PythonPackages();
  try {
    const source = basename(places.schemas);
    const compileOptions = {
      cwd: places.cwd,
      source,
      untrusted,
      ...settings,
      python: python !== undefined,
    };
    const sink = sinkByLanguage(typescript.draft, python?.draft, packages);
    const compiled = await compileWith(discovery, compileOptions, sink, memory);
    const problems = inFileOrder([...found, ...compiled]);
    throwErrors(problems);
    typescript.draft.put(SETTINGS_FILE, printSettings({ importExtension }));
    python?.draft.put(SETTINGS_FILE, printSettings({}));
    if (python !== undefined) {
      const { PACKAGE_TEXT } = await import("../python/python.js");
      for (const path of packages.paths()) python.draft.put(path, PACKAGE_TEXT);
    }
    const plans = drafts.map((each) => ({ ...each, plan: each.draft.plan() }));
    throwErrors([...problems, ...plans.flatMap(({ plan }) => plan.problems)]);
    // Schemas that changed while they were read are not known as they were compiled.
    const isSteady = check || inputsOf(discovery, settings, memory?.files.hashOf) === inputs;
    const run = { ...(isSteady ? { inputs } : {}), warnings: problems.length };
    for (const { draft, plan } of check ? [] : plans) draft.write(plan, run);
    if (memory !== undefined) memory.isOutputUnknown = false;
    return together(
      problems,
      plans.map(({ plan, output }) => resultOf(plan, output, check)),
    );
  } finally {
    for (const { draft } of drafts) draft.discard();
  }
}

async function compileWith(
  discovery: Discovery,
  options: CompileOptions,
  sink: LastingSink,
  memory: Memory | undefined,
): Promise<readonly Problem[]> {
  if (memory === undefined) return (await import("./compile.js")).compile(discovery, options, sink);
  const { compileChanged } = await import("./watch/compile-changed.js");
  return compileChanged(discovery, options, sink, memory);
}

/** One folder that a run generates into. */
interface Output {
  readonly out: string;
  readonly shownOut: string;
  /** What the last run left there. */
  readonly before: Manifest;
  /** What runs that were killed left there. */
  readonly left: readonly string[];
}

/** The folder for TypeScript, and the one for Python where there is one. */
function outputsOf({ out, shownOut, python }: Places): Output[] {
  return [{ out, shownOut }, ...(python === undefined ? [] : [python])].map((folder) => {
    const before = readManifest(folder.out);
    return { ...folder, before, left: leftovers(folder.out, before) };
  });
}

function draftFor({ out, shownOut, before }: Output, check: boolean, memory: Memory | undefined): Draft {
  const known = memory?.isOutputUnknown === false ? before : withOwnFiles(before, out);
  return new Draft(out, shownOut, known, { check, ...memory });
}

function isUpToDate({ out, before }: Output, inputs: string): boolean {
  return before.warnings === 0 && before.inputs === inputs && isIntact(out, before);
}

/** What a run finds, also in a fresh clone or after a change of branches: a manifest is not committed. */
function withOwnFiles(before: Manifest, out: string): Manifest {
  const found = ownFiles(out).map((path) => [path, hashOf(readFileSync(join(out, path)))] as const);
  return { ...before, files: new Map([...found, ...before.files]) };
}

/** The folders of a run: where they are, and how the user knows them. */
interface Places {
  readonly cwd: string;
  readonly schemas: string;
  readonly shownSchemas: string;
  readonly out: string;
  readonly shownOut: string;
  readonly python?: Folder;
}

interface Folder {
  readonly out: string;
  readonly shownOut: string;
}

function placesOf({
  schemas = "schemas",
  out = "generated",
  python,
  cwd = process.cwd(),
}: GenerateOptions): Places {
  const show = (path: string): string => {
    const near = relative(cwd, path);
    return near !== "" && near.length < path.length ? near : path;
  };
  const places = { cwd, schemas: resolve(cwd, schemas), out: resolve(cwd, out) };
  const pythonOut = python === undefined ? undefined : resolve(cwd, python);
  return {
    ...places,
    shownSchemas: show(places.schemas),
    shownOut: show(places.out),
    ...(pythonOut !== undefined && { python: { out: pythonOut, shownOut: show(pythonOut) } }),
  };
}

/** Folders that can't be generated into, before anything is read. */
function outputFaults({ schemas, out, shownOut, python }: Places): Problem[] {
  const faults = outputFault(schemas, { out, shownOut }, "--out");
  if (python === undefined) return faults;
  if (realPath(python.out) === realPath(out)) {
    const message = "TypeScript and Python can't be generated into the same folder";
    const remedy = "generate Python into another folder with --python";
    faults.push({ severity: "error", code: "output-shared", file: python.shownOut, message, remedy });
  }
  return [...faults, ...outputFault(schemas, python, "--python")];
}

function outputFault(schemas: string, { out, shownOut }: Folder, option: string): Problem[] {
  const fault = (code: string, message: string): Problem[] => [
    {
      severity: "error",
      code,
      file: shownOut,
      message,
      remedy: `generate into another folder with ${option}`,
    },
  ];
  const [source, target] = [realPath(schemas), realPath(out)];
  if (target === source || target.startsWith(source + sep)) {
    return fault("output-in-schemas", "the output folder is inside the schemas folder");
  }
  return isFile(out) ? fault("output-not-writable", "the output folder can't be written: it is a file") : [];
}

function isFile(path: string): boolean {
  try {
    return !statSync(path).isDirectory();
  } catch {
    return false;
  }
}

/** A path without links, as far as it exists. */
function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    const parent = dirname(path);
    return parent === path ? path : join(realPath(parent), basename(path));
  }
}

/** An option wins over what is recorded, and that over what the project asks for. */
async function importExtensionFor(
  { out, shownOut, cwd }: Places,
  option: ImportExtension | undefined,
): Promise<ImportExtension> {
  if (option === undefined) {
    return readSettings(out, shownOut)?.importExtension ?? (await projectImportExtension(out, cwd));
  }
  if (IMPORT_EXTENSIONS.includes(option)) return option;
  throw new TypeError(`importExtension is one of ${IMPORT_EXTENSIONS.join(", ")}, not ${String(option)}`);
}

/** Whether everything that a run wrote is still there as it was. */
function isIntact(out: string, { files }: Manifest): boolean {
  const folders = new Set([...files.keys()].map((path) => dirname(path)));
  if ([...folders].some((folder) => linkOnTheWay(out, folder) !== undefined)) return false;
  return [...files].every(([path, hash]) => {
    try {
      return hashOf(readFileSync(join(out, path))) === hash;
    } catch {
      return false;
    }
  });
}

/** What a run did in one folder. */
function resultOf(
  { changed, missing, unchanged, stale, problems }: WritePlan,
  output: Output,
  isCheck: boolean,
): GenerateResult {
  const show = (path: string): string => shownFile(output, path);
  const file = (path: string, reason: OutOfStep["reason"]): OutOfStep => ({ file: show(path), reason });
  const outOfStep = (): OutOfStep[] => [
    ...changed.map((path) => file(path, missing.includes(path) ? "missing" : "different")),
    ...stale.map((path) => file(path, "stale")),
    ...output.left.map((path) => file(relative(output.out, path), "leftover")),
  ];
  return {
    written: isCheck ? [] : changed.map(show),
    removed: isCheck ? [] : stale.map(show),
    unchanged: unchanged.map(show),
    outOfStep: isCheck ? outOfStep() : [],
    problems,
  };
}

/** What a run did in all folders. */
function together(problems: readonly Problem[], results: readonly GenerateResult[]): GenerateResult {
  return {
    written: results.flatMap(({ written }) => written),
    removed: results.flatMap(({ removed }) => removed),
    unchanged: results.flatMap(({ unchanged }) => unchanged),
    outOfStep: results.flatMap(({ outOfStep }) => outOfStep),
    problems: [...problems, ...results.flatMap((result) => result.problems)],
  };
}

function shownFile({ shownOut }: Folder, path: string): string {
  return join(shownOut, path).replaceAll("\\", "/");
}
