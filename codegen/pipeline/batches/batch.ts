import type { Discovery } from "../../discover/discover.js";

/** A part of a library that is compiled by itself. */
export interface Batch {
  /** What it takes to compile it: the batch's own contracts, those that go with them, and all files that they lead to. */
  readonly discovery: Discovery;
  /** The names of its own contracts. */
  readonly contracts: ReadonlySet<string>;
  /** Its own files: the contracts' members, and the shared files that those lead to. Several batches have a shared file. */
  readonly files: ReadonlySet<string>;
}
