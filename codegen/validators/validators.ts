import type { DefinitionModel, LibraryModel } from "../model/model.js";
import type { SchemaNode } from "../schema/schema-node.js";
import { type Analysis, analyse } from "./analysis.js";
import { exportName, printModule } from "./print-module.js";

/** The validators of one generated module. */
export interface ModuleValidators {
  /** The module's `validators.ts`. */
  readonly text: string;
  /** The name under which it exports the validator of a definition of this module. */
  functionOf(definition: DefinitionModel): string;
}

/** The validators of everything that one run compiles. */
export interface LibraryValidators {
  /**
   * The validators of one module; made when their text is first asked for, and not kept here, so that a long run keeps nothing of modules that are done.
   *
   * @param module - The folder of a contract or a shared file, as definitions name it.
   */
  module(module: string): ModuleValidators;
}

/**
 * Prepares the validators of a library; the work is done when a module is asked for.
 *
 * @param options.hasSecrets - Set where the library is a part of one in which some schema is a secret.
 */
export function validators(
  library: LibraryModel,
  { hasSecrets = false }: { readonly hasSecrets?: boolean } = {},
): LibraryValidators {
  const byModule = new Map<string, DefinitionModel[]>();
  for (const definition of new Set(library.definitions.values())) {
    const list = byModule.get(definition.module);
    if (list === undefined) byModule.set(definition.module, [definition]);
    else list.push(definition);
  }
  let analysis: Analysis | undefined;
  const canonical = (node: SchemaNode) => library.definitions.get(node)?.node ?? node;
  const analysed = () => {
    if (analysis === undefined) {
      const found = analyse(library.definitions.keys(), canonical);
      analysis = hasSecrets ? { ...found, hasSecrets } : found;
    }
    return analysis;
  };
  return {
    module: (module) => {
      let text: string | undefined;
      return {
        get text() {
          text ??= printModule(module, byModule.get(module) ?? [], library, analysed());
          return text;
        },
        functionOf: exportName,
      };
    },
  };
}
