/** Takes the files that a library compiles to. They only count if no problem is an error. */
export interface FileSink {
  /** @param path - In the output folder. */
  put(path: string, text: string): void;
  /** Forgets all that it took: compiling begins anew. */
  clear(): void;
}
