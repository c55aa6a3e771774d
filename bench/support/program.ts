import type { Effort } from "./interleave.js";

/** What a program was asked to spend: its first argument, as JSON. */
export function readEffort(): Effort {
  return JSON.parse(process.argv[2] ?? "") as Effort;
}

/** Hands a program's result to the row that runs it. */
export function printResult(result: unknown): void {
  process.stdout.write(`${JSON.stringify(result)}\n`);
}
