import { hashOf } from "../../text/hash.js";

/** What the batches say of what they share. */
export class Agreement {
  readonly #said = new Map<string, string>();
  /** Whether two of them said different things. */
  isBroken = false;

  /** Whether nobody said anything about it before. */
  isNew(about: string, said: string): boolean {
    const hash = hashOf(said);
    const before = this.#said.get(about);
    if (before !== undefined && before !== hash) this.isBroken = true;
    this.#said.set(about, hash);
    return before === undefined;
  }
}
