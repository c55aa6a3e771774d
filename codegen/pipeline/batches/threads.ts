import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { type BatchTask, type CompiledBatch, compileBatch } from "./compile-batch.js";

/** More threads than this hold more in memory than they save time. */
const MOST_THREADS = 4;

/**
 * Compiles batches on several threads, and no more of them ahead than there are threads, so that results don't gather in memory.
 *
 * @returns What each compiles to, in the order of the tasks.
 */
export async function* threads(
  tasks: readonly BatchTask[],
): AsyncGenerator<CompiledBatch | undefined, void, undefined> {
  const filename = workerFile();
  const count = Math.min(availableParallelism(), tasks.length, MOST_THREADS);
  if (filename === undefined || count < 2) {
    for (const task of tasks) yield await compileBatch(task);
    return;
  }
  const { Tinypool } = await import("tinypool");
  const pool = new Tinypool({ filename, minThreads: count, maxThreads: count });
  try {
    const running: Promise<CompiledBatch | undefined>[] = [];
    for (const task of tasks) {
      const result: Promise<CompiledBatch | undefined> = pool.run(task);
      // Another one may fail first, and end the run before this one is awaited.
      result.catch(() => {});
      running.push(result);
      if (running.length > count) yield await running.shift();
    }
    for (const result of running) yield await result;
  } finally {
    await pool.destroy();
  }
}

/** The built worker: beside this file in the package. The sources have none, and need none. */
function workerFile(): string | undefined {
  const path = fileURLToPath(new URL("../codegen/pipeline/batches/worker.js", import.meta.url));
  return existsSync(path) ? path : undefined;
}
