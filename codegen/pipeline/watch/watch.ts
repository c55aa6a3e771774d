import { resolve } from "node:path";
import { GenerateError, type Problem } from "../../problems/problem.js";
import { UseError } from "../../problems/use-error.js";
import { type GenerateOptions, type GenerateResult, generateWith } from "../generate.js";
import { Memory } from "./memory.js";
import { Quiet } from "./quiet.js";

/** The options of {@link watch}. */
export interface WatchOptions extends Omit<GenerateOptions, "check" | "force"> {
  /** Ends the watch. A run that is writing is finished first. */
  readonly signal?: AbortSignal;
  /** Hears of the first run and of each one after a change. */
  readonly onRun: (run: WatchRun) => void;
}

/** One run of a watch. */
export type WatchRun =
  | {
      readonly kind: "generated";
      readonly result: GenerateResult;
      /** In milliseconds, since the files were quiet. */
      readonly took: number;
      /** Whether the run before failed: all is well again. */
      readonly isRecovery: boolean;
    }
  /** Nothing was written; the watch goes on. */
  | { readonly kind: "refused"; readonly problems: readonly Problem[]; readonly took: number }
  /** The run ended with an error of the system or of graphwright itself; the watch goes on. */
  | { readonly kind: "failed"; readonly error: unknown; readonly took: number };

/**
 * Generates, and again after each change in the schemas: only what the change touches, through references too. Errors don't end it.
 *
 * @returns When the signal is aborted.
 * @throws UseError where the system can't watch so many files.
 */
export async function watch({ signal, onRun, ...options }: WatchOptions): Promise<void> {
  const { schemas = "schemas", cwd = process.cwd() } = options;
  const folder = resolve(cwd, schemas);
  const memory = new Memory();
  const quiet = new Quiet();
  let fault: unknown;
  const { openWatcher } = await import("./open-watcher.js");
  const watcher = await openWatcher(folder, {
    onChange: (isContent) => {
      // With another branch, generated files may come as well.
      if (!isContent) memory.isOutputUnknown = true;
      quiet.disturb();
    },
    onError: (error) => {
      fault = watchError(error);
      quiet.end();
    },
  });
  const end = () => quiet.end();
  signal?.addEventListener("abort", end, { once: true });
  try {
    let wasWell = true;
    for (
      let goesOn = signal?.aborted !== true && fault === undefined;
      goesOn;
      goesOn = await quiet.change()
    ) {
      const run = await runOnce(options, memory, wasWell);
      // What failed while files were still changing is tried again before anybody hears of it.
      if (run.kind !== "generated" && quiet.isDisturbed) continue;
      wasWell = run.kind === "generated";
      onRun(run);
    }
  } finally {
    signal?.removeEventListener("abort", end);
    await watcher.close();
  }
  if (fault !== undefined) throw fault;
}

async function runOnce(options: GenerateOptions, memory: Memory, wasWell: boolean): Promise<WatchRun> {
  const start = performance.now();
  const took = () => performance.now() - start;
  try {
    const result = await generateWith(options, memory);
    return { kind: "generated", result, isRecovery: !wasWell, took: took() };
  } catch (error) {
    return error instanceof GenerateError
      ? { kind: "refused", problems: error.problems, took: took() }
      : { kind: "failed", error, took: took() };
  }
}

function watchError(error: unknown): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code !== "ENOSPC" && code !== "EMFILE") return error;
  return new UseError(
    `the system can't watch so many files (${code})`,
    "raise its limit (on Linux `fs.inotify.max_user_watches`), or set the environment variable CHOKIDAR_USEPOLLING=1",
  );
}
