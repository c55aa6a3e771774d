import { rmSync } from "node:fs";
import { join } from "node:path";
import { type Bench, type Findings, figure, type Row } from "../row.js";
import { contracts } from "../support/contracts.js";
import { inTurns } from "../support/in-turns.js";

export const generate: Row = {
  name: "generate",
  title: "Generating 200 contracts of realistic size, cold",
  async run({ workshop, quick }: Bench): Promise<Findings> {
    const count = quick ? 20 : 200;
    const folder = workshop.library("generate", count);
    const schemas = join(folder, "schemas");
    const cold = async (output: string, script: string, args: readonly string[]) => {
      rmSync(join(folder, output), { recursive: true, force: true });
      const { wall, cpu, memory } = await workshop.node(script, args, { cwd: folder });
      return { wall, cpu, memory };
    };
    const json2ts = workshop.installed("json-schema-to-typescript", "dist", "src", "cli.js");
    const { ours, types, quicktype } = await inTurns(
      {
        ours: () => cold("generated", workshop.graphwright, ["generate", "--out", "generated"]),
        types: () => cold("types", json2ts, ["-i", schemas, "-o", "types"]),
        quicktype: () => cold("quicktype", workshop.path("programs", "quicktype.js"), [schemas, "quicktype"]),
      },
      quick ? 1 : 2,
    );
    const files = contracts(count).size;
    const against = (peer: typeof ours, peerName: string, target: number | null) =>
      figure("generate", { ours: ours.wall / 1e3, peer: peer.wall / 1e3, peerName, unit: "s" }, target);
    return {
      figures: [
        against(types, "json-schema-to-typescript's command, types only", 0.7),
        against(quicktype, "quicktype, types only", null),
      ],
      notes: [
        `${count} contracts in ${files} files, each time a new process into an empty folder: types, validators and wrappers on our side, types only on the others'. quicktype is used as a library, one process for all files.`,
        `Processor time: ${seconds(ours.cpu)} ours, ${seconds(types.cpu)} json-schema-to-typescript, ${seconds(quicktype.cpu)} quicktype. Peak memory: ${mib(ours.memory)}, ${mib(types.memory)}, ${mib(quicktype.memory)}. A schema file: ${(ours.wall / files).toFixed(1)} ms, ${(types.wall / files).toFixed(1)} ms, ${(quicktype.wall / files).toFixed(1)} ms.`,
      ],
    };
  },
};

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1e3).toFixed(1)} s`;
}

function mib(memory: number): string {
  return `${memory.toFixed(0)} MiB`;
}
