import { join } from "node:path";
import { signatureOf } from "../text/signature.js";

/** What a process wrote into an output folder, so that its next run need not read it again. */
export class WrittenFiles {
  readonly #files = new Map<string, { readonly hash: string; readonly signature: string }>();

  /** Whether a file is still as it was written, with that hash. */
  has(out: string, path: string, hash: string): boolean {
    const known = this.#files.get(path);
    return known?.hash === hash && known.signature === signatureOf(join(out, path));
  }

  /** Remembers what is there now. */
  add(out: string, path: string, hash: string): void {
    const signature = signatureOf(join(out, path));
    if (signature !== undefined) this.#files.set(path, { hash, signature });
  }
}
