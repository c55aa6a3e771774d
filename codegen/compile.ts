import { model } from "./build-model.js";
import { createDefaults } from "./defaults.js";
import type { Discovery } from "./discover.js";
import type { JsonValue } from "./json.js";
import { lint } from "./lint.js";
import { type LoadOptions, load } from "./load.js";
import type { Problem } from "./problem.js";
import type { SchemaNode } from "./schema-node.js";

/** What a library compiles to. */
export interface Compiled {
  /** Every generated file, by its path in the output folder; empty where a problem is an error. */
  readonly files: ReadonlyMap<string, string>;
  readonly problems: readonly Problem[];
}

/**
 * The steps between discovering and writing: text in, text out.
 *
 * @param options.cwd - What problems name files relative to.
 * @param options.source - The name of the schemas folder, for the files' first lines.
 * @param options.documents - What `$ref` and `$schema` may name by absolute URI, besides the schemas' own files.
 */
export async function compile(
  discovery: Discovery,
  options: { readonly cwd: string; readonly source: string } & Pick<LoadOptions, "documents">,
): Promise<Compiled> {
  const { cwd, documents = {} } = options;
  const loaded = load(discovery, { cwd, documents });
  if (hasErrors(loaded.problems))
    return { files: new Map(), problems: [...loaded.problems, ...lint(loaded)] };

  // What compiles and prints is slow to load, and only needed from here on.
  const [{ validators }, { emit }] = await Promise.all([import("./validators.js"), import("./emit.js")]);
  const library = model(loaded);
  const checks = validators(library);
  const defaults = createDefaults(checks.accepts);
  // A default may be incomplete where the defaults inside of it complete it.
  const accepts = (node: SchemaNode, value: JsonValue): boolean => {
    // Asked about a schema's own default, the answer is needed again when code is printed.
    const asked = node.default?.value === value ? node : { ...node, default: { value } };
    return defaults.usableDefault(asked) !== undefined;
  };
  const problems = [...loaded.problems, ...lint(loaded, { accepts }), ...library.problems];
  if (hasErrors(problems)) return { files: new Map(), problems };
  return { files: emit(library, { validators: checks, defaults }, options.source), problems };
}

function hasErrors(problems: readonly Problem[]): boolean {
  return problems.some(({ severity }) => severity === "error");
}
