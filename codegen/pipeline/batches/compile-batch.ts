import { lintFaults } from "../../lint/lint.js";
import { load } from "../../load/load.js";
import { hasErrors, type Problem } from "../../problems/problem.js";
import { compileLibrary, type LibraryOptions } from "../compile-library.js";
import type { Batch } from "./batch.js";
import { problemsOf } from "./problems-of.js";

/** What it takes to compile a batch: plain data, so that another thread can do it. */
export interface BatchTask {
  readonly batch: Batch;
  readonly options: LibraryOptions;
  /** What problems name files relative to. */
  readonly cwd: string;
  /** Whether a schema in any of the batches may be a secret. */
  readonly hasSecrets: boolean;
}

/** What a batch compiles to. */
export interface CompiledBatch {
  /** The problems of the contracts' files. */
  readonly own: readonly Problem[];
  /** The problems of what the batch shares with others, by file. */
  readonly shared: ReadonlyMap<string, readonly Problem[]>;
  readonly modules: readonly BatchModule[];
}

/** A generated module that a batch answers for. */
export interface BatchModule {
  readonly module: string;
  /** The schema file of a shared module; absent for a contract. */
  readonly path?: string;
  readonly files: readonly (readonly [path: string, text: string])[];
}

/** @returns `undefined` where the batch can't be compiled without the others. */
export async function compileBatch({
  batch,
  options,
  cwd,
  hasSecrets,
}: BatchTask): Promise<CompiledBatch | undefined> {
  const loaded = load(batch.discovery, { cwd, check: (library) => lintFaults(library, options) });
  // What cannot be resolved may be meant for a file of another batch.
  if (hasErrors(loaded.problems)) return undefined;
  const { problems, modules } = await compileLibrary(loaded, { ...options, hasSecrets });
  return {
    ...problemsOf(batch, loaded, problems),
    modules: modules.flatMap(({ module, path, files }): BatchModule[] => {
      if (path === undefined) return batch.contracts.has(module) ? [{ module, files: files() }] : [];
      const isOwn = batch.files.has(path) || !loaded.documents.has(path);
      return isOwn ? [{ module, path, files: files() }] : [];
    }),
  };
}
