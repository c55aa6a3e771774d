import { join } from "node:path";
import { type Bench, type Findings, figure, type Row } from "../row.js";
import { writePublished } from "../support/published-schemas.js";

/** How much more memory a library may take than an eighth of it, for memory to count as bounded. */
const BOUNDED = 1.5;

export const memory: Row = {
  name: "memory",
  title: "The peak memory of generating a large library of published schemas",
  async run({ workshop, quick }: Bench): Promise<Findings> {
    const count = quick ? 160 : 960;
    const peak = async (contracts: number, script: string, args: readonly string[]) => {
      const folder = workshop.empty("memory");
      const bytes = writePublished(join(folder, "schemas"), contracts);
      return { bytes, memory: (await workshop.node(script, args, { cwd: folder })).memory };
    };
    const json2ts = workshop.installed("json-schema-to-typescript", "dist", "src", "cli.js");
    const eighth = await peak(count / 8, workshop.graphwright, ["generate"]);
    const ours = await peak(count, workshop.graphwright, ["generate"]);
    const types = await peak(count, json2ts, ["-i", "schemas", "-o", "types"]);
    workshop.empty("memory");
    const against = (peer: number, peerName: string, target: number | null = null) =>
      figure("memory", { ours: ours.memory, peer, peerName, unit: "MiB" }, target);
    return {
      figures: [
        against(eighth.memory, "an eighth of the library", BOUNDED),
        against(types.memory, "json-schema-to-typescript, types only"),
      ],
      notes: [
        `${count} contracts, ${(ours.bytes / 2 ** 20).toFixed(0)} MiB of schemas, one process that uses as many threads as shorten the run.`,
      ],
    };
  },
};
