import { model } from "./build-model.js";
import { createDefaults } from "./defaults.js";
import type { GeneratedModule } from "./emit.js";
import type { JsonValue } from "./json.js";
import { lint } from "./lint.js";
import type { LoadedLibrary } from "./load.js";
import { hasErrors, type Problem } from "./problem.js";
import type { SchemaNode } from "./schema-node.js";

/** What a library compiles to. */
export interface CompiledLibrary {
  readonly problems: readonly Problem[];
  /** Nothing where a problem is an error. */
  readonly modules: readonly GeneratedModule[];
}

/** What the steps between loading and writing need to know besides the schemas. */
export interface LibraryOptions {
  /** The name of the schemas folder, for the files' first lines. */
  readonly source: string;
  /** Whether to refuse what only schemas of trusted people may say. */
  readonly untrusted?: boolean;
  /** Whether to export all definitions of shared files, used or not. */
  readonly allDefinitions?: boolean;
}

/**
 * The steps between loading and writing.
 *
 * @param hasSecrets - Whether the library is a part of one that has secrets.
 */
export async function compileLibrary(
  loaded: LoadedLibrary,
  { source, untrusted = false, allDefinitions = false }: LibraryOptions,
  hasSecrets = false,
): Promise<CompiledLibrary> {
  if (hasErrors(loaded.problems)) {
    return { modules: [], problems: [...loaded.problems, ...lint(loaded, { untrusted })] };
  }

  // What compiles and prints is slow to load, and only needed from here on.
  const [{ validators }, { emit }] = await Promise.all([import("./validators.js"), import("./emit.js")]);
  const library = model(loaded, { allDefinitions });
  const checks = validators(library, { hasSecrets });
  const defaults = createDefaults(checks.accepts, {
    isDefinition: (node) => library.definitions.has(node),
    roots: library.definitions.keys(),
  });
  // A default may be incomplete where the defaults inside of it complete it.
  const accepts = (node: SchemaNode, value: JsonValue): boolean => {
    // Asked about a schema's own default, the answer is needed again when code is printed.
    const asked = node.default?.value === value ? node : { ...node, default: { value } };
    return defaults.usableDefault(asked) !== undefined;
  };
  const problems = [
    ...loaded.problems,
    ...lint(loaded, { accepts, defaults, untrusted }),
    ...library.problems,
  ];
  if (hasErrors(problems)) return { modules: [], problems };
  return { modules: emit(library, { validators: checks, defaults }, source), problems };
}
