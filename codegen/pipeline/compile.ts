import type { Discovery } from "../discover/discover.js";
import { lintFaults } from "../lint/lint.js";
import { type LoadOptions, load } from "../load/load.js";
import { inFileOrder, type Problem } from "../problems/problem.js";
import { divide } from "./batches/batches.js";
import { compileBatches } from "./batches/compile-batches.js";
import { compileLibrary, type LibraryOptions } from "./compile-library.js";
import type { FileSink } from "./file-sink.js";

export interface CompileOptions extends LibraryOptions, Pick<LoadOptions, "documents"> {
  /** What problems name files relative to. */
  readonly cwd: string;
  /** How many bytes of schemas are compiled as a whole, and how many at a time where there are more. */
  readonly limits?: { readonly whole: number; readonly batch: number };
}

/**
 * The steps between discovering and writing: text in, text out.
 *
 * A large library is compiled in batches, so that memory need not hold all of it. What batches share must come out the same in each; where it
 * does not, everything is compiled at once. Either way the result is the same.
 *
 * @returns all problems, in the order of files and lines
 */
export async function compile(
  discovery: Discovery,
  options: CompileOptions,
  sink: FileSink,
): Promise<readonly Problem[]> {
  const { documents = {}, limits } = options;
  const isAlone = (documents instanceof Map ? documents.size : Object.keys(documents).length) === 0;
  const division = isAlone ? divide(discovery, limits) : undefined;
  if (division !== undefined) {
    const problems = await compileBatches(division, options, sink);
    if (problems !== undefined) return problems;
    sink.clear();
  }
  const loaded = load(discovery, { ...options, check: (library) => lintFaults(library, options) });
  const { problems, modules } = await compileLibrary(loaded, options);
  for (const { files, path: schema } of modules)
    for (const [path, text] of files()) sink.put(path, text, schema);
  return inFileOrder(problems);
}
