import { type ChildProcess, spawn } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { type Bench, type Findings, figure, type Row } from "../row.js";

/** What takes longer is no longer at once, in milliseconds. */
const AT_ONCE = 100;

export const watch: Row = {
  name: "watch",
  title: "From a change in one of 200 contracts to its code, with `--watch`",
  async run({ workshop, quick }: Bench): Promise<Findings> {
    const folder = workshop.library("watch", quick ? 20 : 200);
    const command = spawn(process.execPath, [workshop.graphwright, "generate", "--watch", "--json"], {
      cwd: folder,
      stdio: ["ignore", "pipe", "inherit"],
    });
    try {
      const lines = linesOf(command);
      await lines();
      const times: number[] = [];
      const states = readdirSync(join(folder, "schemas"))
        .filter((name) => name !== "shared")
        .map((name) => join(folder, "schemas", name, "state.schema.json"));
      for (const [index, file] of states.slice(0, quick ? 5 : 20).entries()) {
        const schema = JSON.parse(readFileSync(file, "utf8"));
        const start = performance.now();
        writeFileSync(file, JSON.stringify({ ...schema, description: `Change ${index}.` }));
        const run = JSON.parse(await lines());
        if (run.kind !== "generated" || run.written.length === 0)
          throw new Error(`nothing was written: ${JSON.stringify(run)}`);
        times.push(performance.now() - start);
      }
      times.sort((a, b) => a - b);
      const median = times[Math.floor(times.length / 2)] ?? Number.NaN;
      return {
        figures: [
          figure(
            "watch",
            { ours: median, peer: AT_ONCE, peerName: "what a person takes for at once", unit: "ms" },
            1,
          ),
        ],
        notes: [
          `From writing the file to the line that says that the code is written, ${times.length} contracts one after the other. The slowest took ${(times.at(-1) ?? 0).toFixed(0)} ms. 20 ms of it are spent on waiting for further changes.`,
        ],
      };
    } finally {
      command.kill();
    }
  },
};

/** Reads what a process prints, line by line. */
function linesOf({ stdout }: ChildProcess): () => Promise<string> {
  if (stdout === null) throw new Error("there is nothing to read");
  const iterator = createInterface({ input: stdout })[Symbol.asyncIterator]();
  return async () => {
    const { value, done } = await iterator.next();
    if (done === true) throw new Error("the watch has ended");
    return value;
  };
}
