import { createRequire } from "node:module";
import type { Node, SourceFile } from "ts-morph";
import { toCommonJs } from "../../contract/link.js";
import { UseError } from "../../problems/use-error.js";
import { Slice } from "./slice.js";

/** What packages may be loaded to evaluate a state: those that make schemas. All others are replaced by something that does nothing. */
const SCHEMA_PACKAGES =
  /^(?:@langchain\/(?:langgraph|core)|langchain|zod|valibot|@valibot\/to-json-schema|arktype|effect|@sinclair\/typebox|typebox|@standard-schema\/\w+)(?:\/|$)/;

/** The values of some expressions of a program. */
export interface Evaluated {
  readonly values: readonly unknown[];
  /** Loads a package as the program does; undefined where it isn't there. */
  load(specifier: string): unknown;
}

/**
 * Evaluates expressions of a program with what they need of it, and with nothing else: no other statement of it runs.
 *
 * @throws UseError where that throws.
 */
export function evaluate(expressions: readonly Node[]): Evaluated {
  const slice = new Slice();
  for (const expression of expressions) slice.visit(expression);
  const program = new Program(slice, expressions);
  const first = expressions[0]?.getSourceFile();
  try {
    const values = expressions.map(
      (expression, index) => program.load(expression.getSourceFile())[resultName(index)],
    );
    return { values, load: (specifier) => first && program.packageFor(first, specifier) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new UseError(
      `the state in ${first?.getFilePath()} can't be evaluated: ${message}`,
      "move the state and what it needs into a file of their own, and import that file",
    );
  }
}

function resultName(index: number): string {
  return `graphwrightResult${index}`;
}

class Program {
  readonly #slice: Slice;
  readonly #results: readonly Node[];
  readonly #loaded = new Map<SourceFile, Record<string, unknown>>();

  constructor(slice: Slice, results: readonly Node[]) {
    this.#slice = slice;
    this.#results = results;
  }

  load(file: SourceFile): Record<string, unknown> {
    const known = this.#loaded.get(file);
    if (known !== undefined) return known;
    const exports: Record<string, unknown> = {};
    this.#loaded.set(file, exports);
    const results = this.#results.flatMap((node, index) =>
      node.getSourceFile() === file ? [`export const ${resultName(index)} = (${node.getText()});`] : [],
    );
    const text = toCommonJs([this.#slice.textOf(file), ...results].join("\n"));
    const run = new Function("exports", "require", text) as (exports: object, require: unknown) => void;
    run(exports, (specifier: string) => this.#import(file, specifier));
    return exports;
  }

  #import(file: SourceFile, specifier: string): unknown {
    const declarations = [...file.getImportDeclarations(), ...file.getExportDeclarations()];
    const target = declarations
      .find((each) => each.getModuleSpecifierValue() === specifier)
      ?.getModuleSpecifierSourceFile();
    if (target !== undefined && !target.isInNodeModules() && !target.isDeclarationFile())
      return this.load(target);
    return this.packageFor(file, specifier) ?? NOTHING;
  }

  packageFor(file: SourceFile, specifier: string): unknown {
    if (!SCHEMA_PACKAGES.test(specifier)) return undefined;
    // A project in which nothing is installed has graphwright's own LangGraph.
    for (const from of [file.getFilePath(), import.meta.url]) {
      try {
        return createRequire(from)(specifier);
      } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        if (code !== "MODULE_NOT_FOUND" && code !== "ERR_PACKAGE_PATH_NOT_EXPORTED") throw error;
      }
    }
    return undefined;
  }
}

/** Stands for a value of a package that isn't loaded: it can be called, constructed and looked into, and does nothing. */
const NOTHING: unknown = new Proxy(function nothing() {}, {
  get: (_, key) => (typeof key === "symbol" || key === "then" ? undefined : NOTHING),
  apply: () => NOTHING,
  construct: () => NOTHING as object,
});
