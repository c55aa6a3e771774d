import { type Bench, type Findings, figure, type Row } from "../row.js";

/** How much more a contract may cost in a large library than in a small one, for the growth to count as linear. */
const LINEAR = 1.25;
/** How much more memory a large library may take than a small one, for memory to count as bounded. */
const BOUNDED = 1.3;

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
    for (const count of [1, ...counts]) {
      const folder = workshop.library("scale", count);
      const { wall, cpu, memory } = await workshop.node(workshop.graphwright, ["generate"], { cwd: folder });
      runs.push({ count, wall, cpu, memory });
    }
    workshop.empty("scale");
    const [single, first, second] = runs;
    const [before, last] = runs.slice(-2);
    if (
      single === undefined ||
      first === undefined ||
      second === undefined ||
      before === undefined ||
      last === undefined
    )
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
        figure(
          "scale/memory",
          {
            ours: last.memory,
            peer: second.memory,
            peerName: `the peak with ${second.count} contracts`,
            unit: "MiB",
          },
          BOUNDED,
        ),
      ],
      notes: [
        `Growth: processor time that each further contract costs, between ${before.count} and ${last.count} contracts. Memory: the peak of the whole process with ${last.count}.`,
        `What the peak is made of: ${single.memory.toFixed(0)} MiB are what one contract takes, Node with TypeScript and Ajv for the most part; the rest is one batch of contracts, of half a MiB of schemas, and what the garbage collector lets gather meanwhile, several times what is in use. Of contracts that are done only the names and hashes of their files are kept.`,
        ...runs.map(
          ({ count, wall, cpu, memory }) =>
            `${count} contracts: ${(wall / 1e3).toFixed(1)} s, of which ${(cpu / 1e3).toFixed(1)} s of processor time; peak ${memory.toFixed(0)} MiB.`,
        ),
      ],
    };
  },
};
