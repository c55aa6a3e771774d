import { UseError } from "../../problems/use-error.js";

/** Where contracts are read from. */
export interface Source {
  /** What the user calls it. */
  readonly name: string;
  /** A schemas folder on disk. */
  readonly folder: string;
  /** The folder, as problems name it. */
  readonly shown: string;
  /** What a file of the folder is called, by its path in the folder. */
  fileOf(path: string): string;
  /** The contracts that it is about, where it says nothing of others: those are not compared. */
  readonly only?: ReadonlySet<string>;
  /** The version of the package that the folder belongs to. */
  readonly packageVersion?: string | undefined;
  /** Removes what was only put there to be read. */
  dispose(): void;
}

/** Thrown for an OLD or NEW that leads to no schemas. */
export class SourceError extends UseError {
  override readonly name: string = "SourceError";
}
