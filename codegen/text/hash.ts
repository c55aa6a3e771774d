import { createHash } from "node:crypto";

/** A file's or a text's hash. */
export function hashOf(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}
