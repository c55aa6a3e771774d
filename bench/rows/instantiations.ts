import { type Bench, type Findings, figure, type Row } from "../row.js";
import type { Builder } from "../support/two-node-graphs.js";
import { checkTypes, typeProgram } from "../support/type-program.js";

/** What a graph may cost. */
const BUDGET = 120;
const COUNT = 10;

export const instantiations: Row = {
  name: "instantiations",
  title: "Type instantiations per two-node graph, with nodes, edges and invoke",
  async run({ workshop }: Bench): Promise<Findings> {
    const cost = async (builder: Builder): Promise<number> => {
      const [few, many] = [
        await checkTypes(workshop, await typeProgram(workshop, builder, COUNT)),
        await checkTypes(workshop, await typeProgram(workshop, builder, 2 * COUNT)),
      ];
      return (many.instantiations - few.instantiations) / COUNT;
    };
    const ours = await cost("ours");
    const against = (peer: number, peerName: string, target: number | null) =>
      figure("instantiations", { ours, peer, peerName, unit: "instantiations" }, target);
    return {
      figures: [
        against(BUDGET, "the budget", 1),
        against(await cost("annotation"), "LangGraph, Annotation", null),
        against(await cost("zod"), "LangGraph, StateSchema + Zod", null),
      ],
      notes: [
        `What ${2 * COUNT} graphs cost more than ${COUNT} do, by graph: counts of the compiler, which do not vary. A test pins ours.`,
      ],
    };
  },
};
