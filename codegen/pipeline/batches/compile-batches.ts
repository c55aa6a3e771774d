import { hasErrors, inFileOrder, type Problem } from "../../problems/problem.js";
import type { LibraryOptions } from "../compile-library.js";
import type { FileSink } from "../file-sink.js";
import { Agreement } from "./agreement.js";
import type { Division } from "./batches.js";
import type { BatchTask, CompiledBatch } from "./compile-batch.js";
import { threads } from "./threads.js";

/**
 * Compiles batch by batch, on as many threads as shorten the run.
 *
 * @returns All problems, or `undefined` where it turns out that this library has to be compiled as a whole.
 */
export async function compileBatches(
  { batches, hasSecrets }: Division,
  { cwd, ...library }: LibraryOptions & Pick<BatchTask, "cwd">,
  sink: FileSink,
): Promise<readonly Problem[] | undefined> {
  const problems: Problem[] = [];
  const agreement = new Agreement();
  // Threads only get the options that they need: the others may not be plain data.
  const {
    source,
    untrusted = false,
    allDefinitions = false,
    importExtension = "js",
    python = false,
  } = library;
  const options = { source, untrusted, allDefinitions, importExtension, python };
  const tasks = batches.map((batch): BatchTask => ({ batch, options, cwd, hasSecrets }));
  for await (const compiled of threads(tasks)) {
    if (compiled === undefined) return undefined;
    problems.push(...compiled.own);
    for (const [file, those] of compiled.shared) {
      if (agreement.isNew(`problems of ${file}`, JSON.stringify(those))) problems.push(...those);
    }
    if (!hasErrors(problems)) putModules(compiled, agreement, sink);
    if (agreement.isBroken) return undefined;
  }
  return inFileOrder(problems);
}

function putModules({ modules }: CompiledBatch, agreement: Agreement, sink: FileSink): void {
  for (const { module, path, files } of modules) {
    if (path !== undefined) {
      agreement.isNew(`folder ${module.toLowerCase()}`, path);
      if (!agreement.isNew(`code of ${path}`, JSON.stringify(files))) continue;
    }
    for (const [file, text] of files) sink.put(file, text, path);
  }
}
