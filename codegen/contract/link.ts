import { posix } from "node:path";
import { ts } from "ts-morph";
import { certainDefaults } from "../../src/schema/certain-defaults.js";
import { fittingDefaults } from "../../src/schema/fitting-defaults.js";
import { Schema } from "../../src/schema/schema.js";
import { SchemaError } from "../../src/schema/schema-error.js";
import * as validation from "../../src/schema/validation/index.js";

/** The values that a module exports. */
export type Exports = Readonly<Record<string, unknown>>;

/** A generated module as a function of CommonJS, for places without a file system. */
type Body = (exports: object, load: (specifier: string) => unknown) => void;

/**
 * Runs generated modules in this process, each when it is first needed.
 *
 * @param textOf - The TypeScript of a module by its path, e.g. `greeting/index.ts`.
 * @returns What loads a module by its path.
 */
export function link(textOf: (path: string) => string): (path: string) => Exports {
  const loaded = new Map<string, Exports>();
  const load = (path: string): Exports => {
    const known = loaded.get(path);
    if (known !== undefined) return known;
    const exports: Exports = {};
    // Before it runs: modules may import each other in a circle.
    loaded.set(path, exports);
    const run = new Function("exports", "require", toCommonJs(textOf(path))) as Body;
    run(exports, (specifier) => packageAt(specifier) ?? load(resolve(path, specifier)));
    return exports;
  };
  return load;
}

/** A module without its types, as CommonJS. */
export function toCommonJs(text: string): string {
  const { ModuleKind, ScriptTarget } = ts;
  return ts.transpileModule(text, {
    compilerOptions: { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022 },
  }).outputText;
}

/** The path of the module that another one imports. */
export function resolve(from: string, specifier: string): string {
  return posix.join(posix.dirname(from), specifier).replace(/\.js$/, ".ts");
}

/**
 * The runtime, as far as checks need it: without graphs, and so without LangGraph. All else that generated modules import does nothing, but can be
 * called and extended.
 */
const runtime = new Proxy<Record<string, unknown>>(
  { Schema, SchemaError, certainDefaults, fittingDefaults, defineContract: (source: unknown) => source },
  { get: (known, name: string) => known[name] ?? function nothing() {} },
);

/** What the package exports at an entry point; undefined for a module beside the one that imports it. */
function packageAt(specifier: string): unknown {
  if (specifier === "graphwright/validation") return validation;
  return /^graphwright(?:\/|$)/.test(specifier) ? runtime : undefined;
}
