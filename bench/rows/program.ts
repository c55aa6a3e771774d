import { type Bench, type Findings, figure, type Row } from "../row.js";
import type { Diagnostics } from "../support/diagnostics.js";
import { inTurns } from "../support/in-turns.js";
import type { Builder } from "../support/two-node-graphs.js";
import { checkTypes, GENERATED_ONLY, typeProgram } from "../support/type-program.js";

const BUILDERS = ["ours", "annotation", "zod"] as const satisfies readonly Builder[];

export const program: Row = {
  name: "program",
  title: "Many two-node graphs in one program: what the type checker takes",
  async run({ workshop, quick }: Bench): Promise<Findings> {
    const count = quick ? 40 : 200;
    const folders = new Map<string, string>();
    for (const builder of BUILDERS) {
      for (const graphs of [0, count / 2, count]) {
        const key = `${builder}-${graphs}`;
        // A program of nothing but what the builder itself brings along has one graph.
        folders.set(key, await typeProgram(workshop, builder, Math.max(1, graphs)));
      }
    }
    const tasks: Record<string, () => Promise<Measures>> = Object.fromEntries(
      [...folders].map(([key, folder]) => [
        key,
        async (): Promise<Measures> => ({ ...(await checkTypes(workshop, folder)) }),
      ]),
    );
    const library = folders.get(`ours-${count}`) ?? "";
    tasks.generated = async () => ({ ...(await checkTypes(workshop, library, GENERATED_ONLY)) });
    const results = await inTurns(tasks, quick ? 1 : 3);
    const generated = results.generated?.checkTime ?? Number.NaN;
    const of = (builder: Builder, graphs: number): Measures => {
      const found = results[`${builder}-${graphs}`];
      if (found === undefined) throw new RangeError(`${builder} was not measured`);
      return found;
    };
    const [ours, annotation, zod] = BUILDERS.map((builder) => of(builder, count)) as [
      Measures,
      Measures,
      Measures,
    ];
    const time = (peer: Measures, peerName: string, target: number | null) =>
      figure("program/time", { ours: ours.checkTime, peer: peer.checkTime, peerName, unit: "s" }, target);
    const memory = (peer: Measures, peerName: string, target: number | null) =>
      figure("program/memory", { ours: ours.memory, peer: peer.memory, peerName, unit: "MiB" }, target);
    const [none, half] = [of("ours", 0), of("ours", count / 2)];
    return {
      figures: [
        time(zod, "LangGraph, StateSchema + Zod", 0.33),
        time(annotation, "LangGraph, Annotation", null),
        memory(zod, "LangGraph, StateSchema + Zod", 1),
        memory(annotation, "LangGraph, Annotation", null),
        figure(
          "program/growth",
          {
            ours: ours.instantiations - half.instantiations,
            peer: ((half.instantiations - none.instantiations) * count) / (count - 2),
            peerName: "the first half of the graphs",
            unit: "instantiations",
          },
          1.05,
        ),
      ],
      notes: [
        `${count} graphs, one thread. Check time as the compiler tells it. Growth: what the second half of the graphs costs, beside what the first half does.`,
        `Of ours, ${generated.toFixed(2)} s is the check of the generated modules, which the others do not have; the graphs' own files take ${(ours.checkTime - generated).toFixed(2)} s.`,
        `One graph, that is LangGraph's own declarations, takes ${none.checkTime.toFixed(2)} s with ours, ${of("annotation", 0).checkTime.toFixed(2)} s with Annotation and ${of("zod", 0).checkTime.toFixed(2)} s with Zod. The whole compiler took ${ours.totalTime.toFixed(2)} s, ${annotation.totalTime.toFixed(2)} s and ${zod.totalTime.toFixed(2)} s.`,
      ],
    };
  },
};

type Measures = { readonly [Measure in keyof Diagnostics]: number };
