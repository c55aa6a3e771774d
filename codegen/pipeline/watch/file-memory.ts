import type { Mentions } from "../../discover/mentions.js";
import { signatureOf } from "../../text/signature.js";
import { readMentions } from "../batches/file-graph.js";
import { hashOfFile } from "../inputs.js";

interface Known {
  readonly signature: string | undefined;
  readonly hash: string;
  mentions?: { readonly of: string; readonly found: Mentions | undefined };
}

/** What is known of schema files that were read before and have not changed since. */
export class FileMemory {
  readonly #files = new Map<string, Known>();

  /** Forgets files that may have changed, whatever their times say. */
  forget(paths: Iterable<string>): void {
    for (const path of paths) this.#files.delete(path);
  }

  readonly hashOf = (path: string): string => this.#known(path).hash;

  readonly mentionsOf = (path: string, uri: string): Mentions | undefined => {
    const known = this.#known(path);
    if (known.mentions?.of !== uri) known.mentions = { of: uri, found: readMentions(path, uri) };
    return known.mentions.found;
  };

  #known(path: string): Known {
    const signature = signatureOf(path);
    const known = this.#files.get(path);
    if (known !== undefined && signature !== undefined && known.signature === signature) return known;
    const found: Known = { signature, hash: hashOfFile(path) };
    this.#files.set(path, found);
    return found;
  }
}
