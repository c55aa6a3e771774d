import type { DiffResult } from "../diff.js";

/** For programs. */
export function jsonReport(result: DiffResult): string {
  return `${JSON.stringify(result, undefined, 2)}\n`;
}
