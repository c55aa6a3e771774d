import { type Bench, type Findings, figure, type Row } from "../row.js";

/** How much more a contract may cost in a large library than in a small one, for the growth to count as linear. */
const LINEAR = 1.25;

export const scale: Row = {
  name: "scale",
  title: "Generating 5,000 contracts",
  async run({ workshop, quick }: Bench): Promise<Findings> {
    const counts = quick ? [50, 100, 200] : [500, 1000, 2500, 5000];
    const runs: {
      readonly count: number;
      readonly wall: number;
      readonly cpu: number;
      readonly memory: number;
    }[] = [];
    for (const count of counts) {
      const folder = workshop.library("scale", count);
      const { wall, cpu, memory } = await workshop.node(workshop.graphwright, ["generate"], { cwd: folder });
      runs.push({ count, wall, cpu, memory });
    }
    workshop.empty("scale");
    const [first, second] = runs;
    const [before, last] = runs.slice(-2);
    if (first === undefined || second === undefined || before === undefined || last === undefined)
      throw new RangeError("too few runs");
    /** Milliseconds of processor time that each further contract costs. */
    const slope = (from: typeof first, to: typeof first): number =>
      (to.cpu - from.cpu) / (to.count - from.count);
    return {
      figures: [
        figure(
          "scale/growth",
          {
            ours: slope(before, last),
            peer: slope(first, second),
            peerName: `a further contract between ${first.count} and ${second.count}`,
            unit: "ms",
          },
          LINEAR,
        ),
        figure("scale/memory", {
          ours: last.memory,
          peer: before.memory,
          peerName: `the peak with ${before.count} contracts`,
          unit: "MiB",
        }),
      ],
      notes: [
        `Growth: processor time that each further contract costs, between ${before.count} and ${last.count} contracts. Memory: the peak of the whole process with ${last.count}.`,
        ...runs.map(
          ({ count, wall, cpu, memory }) =>
            `${count} contracts: ${(wall / 1e3).toFixed(1)} s, of which ${(cpu / 1e3).toFixed(1)} s of processor time; peak ${memory.toFixed(0)} MiB.`,
        ),
      ],
    };
  },
};
