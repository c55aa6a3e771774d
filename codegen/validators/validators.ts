import type { Validator } from "../../src/schema/validation/validator.js";
import type { DefinitionModel, LibraryModel } from "../model/model.js";
import type { JsonValue } from "../schema/json.js";
import type { SchemaNode } from "../schema/schema-node.js";
import { type Analysis, analyse } from "./analysis.js";
import { exportName, printModule } from "./print-module.js";
import { relevantTo } from "./relevant.js";
import { Runner } from "./run.js";

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
  /** Whether a schema of the library accepts a value, here and now. */
  accepts(node: SchemaNode, value: JsonValue): boolean;
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
  let runner: Runner | undefined;
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
    accepts: (node, value) => {
      runner ??= new Runner(analysed(), (each) => library.definitions.has(each));
      return accepts(runner.compileForVerdict(relevantTo(value, node)), value);
    },
  };
}

/**
 * Compiles one schema, to be run in this process.
 *
 * @param root - The schema; whatever it refers to is compiled with it, when it is first needed.
 */
export function compileNode(root: SchemaNode): Validator {
  return new Runner(
    analyse([root], (node) => node),
    () => false,
  ).compile(root);
}

/** A value that is nested too deeply to be checked is not accepted. */
function accepts(validator: Validator, value: JsonValue): boolean {
  try {
    return validator(value);
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
