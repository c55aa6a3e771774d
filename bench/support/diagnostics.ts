/** What the compiler says that a program cost it. */
export interface Diagnostics {
  /** Types that were made of generic ones: the same on every machine. */
  readonly instantiations: number;
  /** Seconds. */
  readonly checkTime: number;
  /** Seconds. */
  readonly totalTime: number;
  /** MiB. */
  readonly memory: number;
}

/** Reads what `tsc --extendedDiagnostics` prints. */
export function readDiagnostics(printed: string): Diagnostics {
  const figure = (label: string): number => {
    const [, text] = new RegExp(`^${label}:\\s+([\\d.]+)`, "m").exec(printed) ?? [];
    if (text === undefined) throw new Error(`the compiler does not tell its "${label}":\n${printed}`);
    return Number(text);
  };
  return {
    instantiations: figure("Instantiations"),
    checkTime: figure("Check time"),
    totalTime: figure("Total time"),
    memory: figure("Memory used") / 1024,
  };
}
