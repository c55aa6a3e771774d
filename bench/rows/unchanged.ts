import { type Bench, type Findings, figure, type Row } from "../row.js";
import { inTurns } from "../support/in-turns.js";

export const unchanged: Row = {
  name: "unchanged",
  title: "Generating again where nothing changed, 200 contracts, whole process",
  async run({ workshop, quick }: Bench): Promise<Findings> {
    const folder = workshop.library("unchanged", quick ? 20 : 200);
    await workshop.node(workshop.graphwright, ["generate"], { cwd: folder });
    const process = async (script: string, args: readonly string[]) => {
      const { wall, cpu, stdout } = await workshop.node(script, args, { cwd: folder });
      if (script === workshop.graphwright && !stdout.startsWith("Nothing to do"))
        throw new Error(`it did something: ${stdout}`);
      return { wall, cpu };
    };
    const { ours, files, empty } = await inTurns(
      {
        ours: () => process(workshop.graphwright, ["generate"]),
        files: () => process(workshop.path("programs", "read-files.js"), ["schemas", "generated"]),
        empty: () => process(workshop.path("programs", "read-files.js"), []),
      },
      quick ? 5 : 15,
    );
    const against = (peer: number, peerName: string, target: number) =>
      figure("unchanged", { ours: ours.wall / 1e3, peer: peer / 1e3, peerName, unit: "s" }, target);
    return {
      figures: [against(files.wall, "an empty Node process that reads the files", 2)],
      notes: [
        `An empty Node process takes ${empty.wall.toFixed(0)} ms, one that reads schemas and output ${files.wall.toFixed(0)} ms. Processor time: ${ours.cpu.toFixed(0)} ms ours, ${files.cpu.toFixed(0)} ms theirs.`,
      ],
    };
  },
};
