import { createDefaults } from "../defaults/defaults.js";
import { lint } from "../lint/lint.js";
import type { LoadedLibrary } from "../load/load.js";
import { model } from "../model/build-model.js";
import type { LibraryModel } from "../model/model.js";
import type { ImportExtension } from "../print/module-specifier.js";
import { hasErrors, type Problem } from "../problems/problem.js";
import { accepts } from "../validators/verdict.js";
import type { GeneratedModule } from "./emit.js";

/** What a library compiles to. */
export interface CompiledLibrary {
  readonly problems: readonly Problem[];
  /** Nothing where a problem is an error. */
  readonly modules: readonly GeneratedModule[];
  /** The contracts as data; absent where a problem is an error. */
  readonly library?: LibraryModel;
}

/** What the steps between loading and writing need to know besides the schemas. */
export interface LibraryOptions {
  /** The name of the schemas folder, for the files' first lines. */
  readonly source: string;
  /** Whether the library is a part of one that has secrets. */
  readonly hasSecrets?: boolean;
  /** Whether to refuse what only schemas of trusted people may say. */
  readonly untrusted?: boolean;
  /** Whether to export all definitions of shared files, used or not. */
  readonly allDefinitions?: boolean;
  /** Whether to print Python as well. */
  readonly python?: boolean;
  /** How the generated modules import each other: by default in `.js`. */
  readonly importExtension?: ImportExtension;
}

/** The steps between loading and writing. */
export async function compileLibrary(
  loaded: LoadedLibrary,
  { source, untrusted = false, hasSecrets = false, python = false, ...options }: LibraryOptions,
): Promise<CompiledLibrary> {
  if (hasErrors(loaded.problems)) {
    return { modules: [], problems: [...loaded.problems, ...lint(loaded, { untrusted })] };
  }

  const library = model(loaded, options);
  const defaults = createDefaults(accepts, {
    isDefinition: (node) => library.definitions.has(node),
    roots: library.definitions.keys(),
  });
  const problems = [...loaded.problems, ...lint(loaded, { defaults, untrusted }), ...library.problems];
  if (hasErrors(problems)) return { modules: [], problems };

  // What compiles and prints is slow to load, and only needed from here on.
  const [{ validators }, { emit }] = await Promise.all([
    import("../validators/validators.js"),
    import("./emit.js"),
  ]);
  return {
    modules: emit(library, { validators: validators(library, { hasSecrets }), defaults }, { source, python }),
    problems,
    library,
  };
}
