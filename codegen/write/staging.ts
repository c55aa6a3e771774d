import { writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { createFolder, removeEmptyFolder } from "./folders.js";
import { closeTemporaryFolder, moveFile, openTemporaryFolder } from "./temporary.js";

/** Files that are complete, in a folder of their own inside of the output folder: from there each is in its place by one renaming. */
export class Staging {
  readonly #out: string;
  readonly #kept = new Map<string, string>();
  /** Made when the first file comes. */
  #folder: string | undefined;
  /** The output folder and those above it, as far as they weren't there. */
  #created: string[] = [];
  #fault: unknown;

  constructor(out: string) {
    this.#out = out;
  }

  /** Keeps a file; what is in the way of that is kept too. */
  keep(path: string, content: string): void {
    if (this.#fault !== undefined) return;
    try {
      if (this.#folder === undefined) {
        this.#created = createFolder(this.#out);
        this.#folder = openTemporaryFolder(this.#out);
      }
      const place = join(this.#folder, `${this.#kept.size}-${basename(path)}`);
      writeFileSync(place, content, { flag: "wx" });
      this.#kept.set(path, place);
    } catch (error) {
      this.#fault = error;
    }
  }

  /** @throws Error of the file system where a file could not be kept. */
  throwFault(): void {
    if (this.#fault !== undefined) throw this.#fault;
  }

  /** Moves a file to its place. */
  release(path: string): void {
    const kept = this.#kept.get(path);
    if (kept !== undefined) moveFile(kept, join(this.#out, path));
  }

  /** Removes what is left, and the output folder too where it was made for this and holds nothing else. */
  discard(): void {
    if (this.#folder !== undefined) closeTemporaryFolder(this.#folder);
    for (const folder of this.#created.reverse()) removeEmptyFolder(folder);
    this.#folder = undefined;
    this.#created = [];
    this.#kept.clear();
  }
}
