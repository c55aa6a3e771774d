import { statSync } from "node:fs";

/** What changes when a file is written or replaced; `undefined` where there is none. */
export function signatureOf(path: string): string | undefined {
  try {
    const { mtimeNs, ctimeNs, size, ino } = statSync(path, { bigint: true });
    return [mtimeNs, ctimeNs, size, ino].join("-");
  } catch {
    return undefined;
  }
}
