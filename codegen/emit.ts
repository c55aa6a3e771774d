import type { Defaults } from "./defaults.js";
import { jsonSchemas } from "./json-schemas.js";
import { isAddress } from "./model/modules.js";
import type { LibraryModel } from "./model.js";
import { types } from "./types.js";
import type { LibraryValidators } from "./validators.js";
import { wrappers } from "./wrappers.js";

/**
 * The steps that print code: types, validators, JSON schemas and the modules around them.
 *
 * @param source - The name of the schemas folder, for the files' first lines.
 * @returns Every generated file by its path in the output folder, in path order.
 */
export function emit(
  library: LibraryModel,
  parts: { readonly validators: LibraryValidators; readonly defaults: Defaults },
  source: string,
): Map<string, string> {
  const schemas = jsonSchemas(library, parts.defaults);
  const modules = wrappers(library, {
    ...parts,
    types: types(library, parts.defaults),
    jsonSchemas: schemas,
  });
  const places = [
    ...library.contracts.map(({ module, name }) => ({ module, from: `${source}/${name}` })),
    ...library.shared.map(({ module, document: { path } }) => ({
      module,
      from: isAddress(path) ? path : `${source}/${path}`,
    })),
  ];
  const files = new Map<string, string>();
  for (const { module, from } of places.sort((a, b) => (a.module < b.module ? -1 : 1))) {
    files.set(`${module}/index.ts`, modules.module(module, from));
    files.set(`${module}/schemas.ts`, schemas.module(module).text);
    files.set(`${module}/validators.ts`, parts.validators.module(module).text);
  }
  return files;
}
