import { spawn } from "node:child_process";
import { availableParallelism } from "node:os";

/** What a command did. */
export interface Outcome {
  readonly code: number;
  /** What it printed, on either stream. */
  readonly output: string;
}

/** Whom a command runs as, and what it finds in its environment besides the script's own. */
export interface Circumstances {
  readonly uid?: number;
  readonly gid?: number;
  readonly env?: NodeJS.ProcessEnv;
}

/** Runs a command to its end; that it fails is for the caller to judge. */
export function run(
  command: string,
  args: readonly string[],
  cwd: string,
  { env, ...user }: Circumstances = {},
): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const options = { ...user, cwd, env: { ...process.env, ...env } };
    const child = spawn(command, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
    child.on("error", reject);
    child.on("close", (code) => resolve({ code: code ?? 1, output }));
  });
}

/** Runs a command that has to succeed. */
export async function must(
  command: string,
  args: readonly string[],
  cwd: string,
  circumstances?: Circumstances,
): Promise<string> {
  const { code, output } = await run(command, args, cwd, circumstances);
  if (code !== 0) throw new Error(`${command} ${args.join(" ")} failed:\n${output}`);
  return output;
}

/** Does something with every item, as many at a time as the machine has processors. */
export async function inParallel<Item>(
  items: readonly Item[],
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const waiting = items.values();
  const worker = async (): Promise<void> => {
    for (const item of waiting) await work(item);
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
}
