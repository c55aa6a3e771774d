import type { WatchOptions, WatchRun } from "../pipeline/watch/watch.js";
import { count } from "./count.js";
import { duration } from "./duration.js";
import { EXIT } from "./exit.js";
import { printProblems } from "./print-problems.js";
import type { Terminal } from "./terminal.js";

/**
 * `generate --watch`: prints what each run did.
 *
 * @returns The exit code, when the user has ended it.
 */
export async function runWatch(
  options: Omit<WatchOptions, "signal" | "onRun">,
  { json }: { readonly json: boolean },
  terminal: Terminal,
): Promise<number> {
  const { watch } = await import("../pipeline/watch/watch.js");
  const { signal, stdout } = terminal;
  await watch({
    ...options,
    ...(signal && { signal }),
    onRun: (run) => {
      if (json) stdout.write(`${JSON.stringify(asData(run))}\n`);
      else print(run, terminal);
    },
  });
  return EXIT.fine;
}

/** A line of JSON for each run. */
function asData(run: WatchRun): object {
  if (run.kind === "generated") return { ...run, result: undefined, ...run.result };
  return run.kind === "failed" ? { ...run, error: textOf(run.error) } : run;
}

function print(run: WatchRun, terminal: Terminal): void {
  const { stdout, stderr } = terminal;
  // How long it took differs from run to run, so it is for people only.
  const time = stdout.isTTY === true ? ` (${duration(run.took)})` : "";
  if (run.kind === "failed") {
    stderr.write(`${textOf(run.error)}\nNothing more was done. Watching for the next change.\n`);
    return;
  }
  if (run.kind === "refused") {
    printProblems(run.problems, terminal);
    stderr.write(`Nothing was written${time}. Watching for the next change.\n`);
    return;
  }
  const { written, removed, problems } = run.result;
  printProblems(problems, terminal);
  for (const file of written) stdout.write(`wrote ${file}\n`);
  for (const file of removed) stdout.write(`removed ${file}\n`);
  const done = [
    written.length > 0 && `${count(written.length, "file")} written`,
    removed.length > 0 && `${count(removed.length, "file")} removed`,
  ].filter((text) => text !== false);
  const what = done.length === 0 ? "Up to date" : `Up to date: ${done.join(", ")}`;
  stdout.write(`${run.isRecovery ? "All is well again. " : ""}${what}${time}. Watching for changes.\n`);
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
