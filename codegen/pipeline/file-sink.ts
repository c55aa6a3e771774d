/** Takes the files that a library compiles to. They only count if no problem is an error. */
export interface FileSink {
  /**
   * @param path - In the output folder.
   * @param schema - The schema file of a shared module's file; absent for a contract's.
   */
  put(path: string, text: string, schema?: string): void;
  /** Forgets all that it took: compiling begins anew. */
  clear(): void;
}

/** A sink that knows what is in the output folder already. */
export interface LastingSink extends FileSink {
  /** Takes a file by its hash. @returns Whether the folder holds it since an earlier run; otherwise it has to be put. */
  keep(path: string, hash: string): boolean;
}
