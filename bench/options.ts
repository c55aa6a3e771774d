/** What a run of the benchmarks is asked for. */
export interface Options {
  /** The rows to run; empty for all. */
  readonly only: readonly string[];
  /** Print figures as JSON, and nothing else on stdout. */
  readonly json: boolean;
  /** Fewer rounds and smaller numbers. */
  readonly quick: boolean;
}

export const USAGE = `Usage: npm run bench -- [options]

  --only <row>   run this row only; may be given several times
  --quick        a fast pass with fewer rounds and smaller numbers
  --json         print [{ name, ours, peer, peerName, unit, ratio, target }] and nothing else

A full run without options writes its tables into docs/benchmarks.md.
`;

/**
 * Reads the command line.
 *
 * @param rows - The rows that there are.
 * @returns The options, or what is wrong with them.
 */
export function parseOptions(
  args: readonly string[],
  rows: readonly string[],
): Options | { readonly problem: string } {
  const only: string[] = [];
  let [json, quick] = [false, false];
  for (let index = 0; index < args.length; index++) {
    const [option = "", attached] = (args[index] ?? "").split("=", 2);
    if (option === "--json") json = true;
    else if (option === "--quick") quick = true;
    else if (option === "--only") {
      const name = attached ?? args[++index];
      if (name === undefined) return { problem: "--only needs the name of a row." };
      if (!rows.includes(name)) return { problem: `There is no row "${name}".` };
      only.push(name);
    } else return { problem: `Unknown option "${option}".` };
  }
  return { only, json, quick };
}
