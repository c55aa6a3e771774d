import type { Defaults } from "../defaults/defaults.js";
import { jsonSchemas } from "../json-schemas/json-schemas.js";
import type { LibraryModel } from "../model/model.js";
import { isAddress } from "../model/modules.js";
import { python } from "../python/python.js";
import { EvaluatedLibrary, printTypes } from "../types/types.js";
import type { LibraryValidators } from "../validators/validators.js";
import { wrappers } from "../wrappers/wrappers.js";
import { pythonPath } from "./python-output.js";

/** One generated module: its folder below the output folder, and what it was made from. */
export interface GeneratedModule {
  readonly module: string;
  /** The schema file, relative to the schemas folder or by its address; absent for a contract. */
  readonly path?: string;
  /** The texts of its files by their paths in the output folder; printed when they are asked for. */
  readonly files: () => readonly (readonly [path: string, text: string])[];
}

/**
 * The steps that print code: types, validators, JSON schemas and the modules around them.
 *
 * @param options.source - The name of the schemas folder, for the files' first lines.
 * @param options.python - Whether to print Python as well.
 * @returns Every generated module, in the order of their folders.
 */
export function emit(
  library: LibraryModel,
  parts: { readonly validators: LibraryValidators; readonly defaults: Defaults },
  { source, python: isForPython }: { readonly source: string; readonly python: boolean },
): readonly GeneratedModule[] {
  const schemas = jsonSchemas(library, parts.defaults);
  const evaluated = new EvaluatedLibrary(library, parts.defaults);
  const forPython = isForPython ? python(library, { evaluated, defaults: parts.defaults }) : undefined;
  const modules = wrappers(library, {
    ...parts,
    types: printTypes(evaluated),
    jsonSchemas: schemas,
  });
  const filesOf = (module: string, from: string) => (): readonly (readonly [string, string])[] => [
    ...modules.module(module, from).map(({ file, text }) => [`${module}/${file}.ts`, text] as const),
    [`${module}/schemas.ts`, schemas.module(module).text],
    [`${module}/validators.ts`, parts.validators.module(module).text],
    ...(forPython?.files(module, from) ?? []).map(([path, text]) => [pythonPath(path), text] as const),
  ];
  const generated: GeneratedModule[] = [
    ...library.contracts.map(({ module, name }) => ({
      module,
      files: filesOf(module, `${source}/${name}`),
    })),
    ...library.shared.map(({ module, document: { path } }) => ({
      module,
      path,
      files: filesOf(module, isAddress(path) ? path : `${source}/${path}`),
    })),
  ];
  return generated.sort((a, b) => (a.module < b.module ? -1 : 1));
}
