import { rmSync } from "node:fs";
import { join } from "node:path";
import { type Bench, type Findings, figure, type Row } from "../row.js";
import { inTurns } from "../support/in-turns.js";

/** Few contracts: what it takes to start counts for most of it. */
const CONTRACTS = 5;

export const start: Row = {
  name: "start",
  title: "Generating 5 contracts, cold: mostly what it takes to start",
  async run({ workshop, quick }: Bench): Promise<Findings> {
    const folder = workshop.library("start", CONTRACTS);
    const cold = async (output: string, script: string, args: readonly string[]) => {
      rmSync(join(folder, output), { recursive: true, force: true });
      const { wall, cpu, memory } = await workshop.node(script, args, { cwd: folder });
      return { wall, cpu, memory };
    };
    const json2ts = workshop.installed("json-schema-to-typescript", "dist", "src", "cli.js");
    const { ours, types } = await inTurns(
      {
        ours: () => cold("generated", workshop.graphwright, ["generate", "--out", "generated"]),
        types: () => cold("types", json2ts, ["-i", join(folder, "schemas"), "-o", "types"]),
      },
      quick ? 2 : 7,
    );
    return {
      figures: [
        figure(
          "start",
          {
            ours: ours.cpu / 1e3,
            peer: types.cpu / 1e3,
            peerName: "json-schema-to-typescript's command, types only",
            unit: "s of processor time",
          },
          1,
        ),
      ],
      notes: [
        `A new process each time, into an empty folder. It loads TypeScript only where a \`tsType\` has to be parsed. Wall time: ${seconds(ours.wall)} ours, ${seconds(types.wall)} theirs. Peak memory: ${ours.memory.toFixed(0)} MiB and ${types.memory.toFixed(0)} MiB.`,
      ],
    };
  },
};

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1e3).toFixed(2)} s`;
}
