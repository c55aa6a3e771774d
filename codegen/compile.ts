import { Agreement } from "./batches/agreement.js";
import { problemsOf } from "./batches/problems-of.js";
import { type Division, divide } from "./batches.js";
import { model } from "./build-model.js";
import { createDefaults } from "./defaults.js";
import type { Discovery } from "./discover.js";
import type { GeneratedModule } from "./emit.js";
import type { JsonValue } from "./json.js";
import { lint } from "./lint.js";
import { type LoadedLibrary, type LoadOptions, load } from "./load.js";
import { inFileOrder, type Problem } from "./problem.js";
import type { SchemaNode } from "./schema-node.js";

export interface CompileOptions extends Pick<LoadOptions, "documents"> {
  /** What problems name files relative to. */
  readonly cwd: string;
  /** The name of the schemas folder, for the files' first lines. */
  readonly source: string;
  /** How many bytes of schemas are compiled as a whole, and how many at a time where there are more. */
  readonly limits?: { readonly whole: number; readonly batch: number };
}

/** Takes the files that a library compiles to. They only count if no problem is an error. */
export interface FileSink {
  /** @param path - In the output folder. */
  put(path: string, text: string): void;
  /** Forgets all that it took: compiling begins anew. */
  clear(): void;
}

/**
 * The steps between discovering and writing: text in, text out.
 *
 * A large library is compiled in batches, so that memory need not hold all of it. What batches share must come out the same in each; where it
 * does not, everything is compiled at once. Either way the result is the same.
 *
 * @returns all problems, in the order of files and lines
 */
export async function compile(
  discovery: Discovery,
  options: CompileOptions,
  sink: FileSink,
): Promise<readonly Problem[]> {
  const { documents = {}, limits } = options;
  const isAlone = (documents instanceof Map ? documents.size : Object.keys(documents).length) === 0;
  const division = isAlone ? divide(discovery, limits) : undefined;
  if (division !== undefined) {
    const problems = await compileBatches(division, options, sink);
    if (problems !== undefined) return problems;
    sink.clear();
  }
  const { problems, modules } = await compileLibrary(load(discovery, options), options);
  for (const { files } of modules) putAll(files(), sink);
  return inFileOrder(problems);
}

/** Compiles batch by batch; `undefined` where it turns out that this library has to be compiled as a whole. */
async function compileBatches(
  { batches, hasSecrets }: Division,
  options: CompileOptions,
  sink: FileSink,
): Promise<readonly Problem[] | undefined> {
  const problems: Problem[] = [];
  const agreement = new Agreement();
  for (const batch of batches) {
    const loaded = load(batch.discovery, options);
    // What leads nowhere may be meant for a file of another batch, or be nearly its name.
    if (hasErrors(loaded.problems)) return undefined;
    const compiled = await compileLibrary(loaded, options, hasSecrets);

    const { own, shared } = problemsOf(batch, loaded, compiled.problems);
    problems.push(...own);
    for (const [file, those] of shared) {
      if (agreement.isNew(`problems of ${file}`, JSON.stringify(those))) problems.push(...those);
    }
    if (hasErrors(problems)) continue;

    for (const { module, path, files } of compiled.modules) {
      if (path === undefined) {
        if (batch.contracts.has(module)) putAll(files(), sink);
      } else if (batch.files.has(path) || !loaded.documents.has(path)) {
        const texts = files();
        agreement.isNew(`folder ${module.toLowerCase()}`, path);
        if (agreement.isNew(`code of ${path}`, JSON.stringify(texts))) putAll(texts, sink);
      }
    }
    if (agreement.isBroken) return undefined;
  }
  return inFileOrder(problems);
}

function putAll(files: readonly (readonly [path: string, text: string])[], sink: FileSink): void {
  for (const [path, text] of files) sink.put(path, text);
}

interface CompiledLibrary {
  readonly problems: readonly Problem[];
  /** Nothing where a problem is an error. */
  readonly modules: readonly GeneratedModule[];
}

/** @param hasSecrets - Whether the library is a part of one that has secrets. */
async function compileLibrary(
  loaded: LoadedLibrary,
  { source }: CompileOptions,
  hasSecrets = false,
): Promise<CompiledLibrary> {
  if (hasErrors(loaded.problems)) return { modules: [], problems: [...loaded.problems, ...lint(loaded)] };

  // What compiles and prints is slow to load, and only needed from here on.
  const [{ validators }, { emit }] = await Promise.all([import("./validators.js"), import("./emit.js")]);
  const library = model(loaded);
  const checks = validators(library, { hasSecrets });
  const defaults = createDefaults(checks.accepts);
  // A default may be incomplete where the defaults inside of it complete it.
  const accepts = (node: SchemaNode, value: JsonValue): boolean => {
    // Asked about a schema's own default, the answer is needed again when code is printed.
    const asked = node.default?.value === value ? node : { ...node, default: { value } };
    return defaults.usableDefault(asked) !== undefined;
  };
  const problems = [...loaded.problems, ...lint(loaded, { accepts }), ...library.problems];
  if (hasErrors(problems)) return { modules: [], problems };
  return { modules: emit(library, { validators: checks, defaults }, source), problems };
}

function hasErrors(problems: readonly Problem[]): boolean {
  return problems.some(({ severity }) => severity === "error");
}
