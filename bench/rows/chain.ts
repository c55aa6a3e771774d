import { type Bench, type Findings, figure, type Row } from "../row.js";

export const chain: Row = {
  name: "chain",
  title: "A chain of 10 nodes, no store, all checks on, per invoke",
  async run({ workshop, quick }: Bench): Promise<Findings> {
    const effort = { rounds: quick ? 5 : 20, slice: 100 };
    const { ours, raw, zod } = await workshop.program<Record<"ours" | "raw" | "zod", number>>("chain", [
      JSON.stringify(effort),
    ]);
    const against = (peer: number, peerName: string, target: number) =>
      figure("chain", { ours: ours / 1e6, peer: peer / 1e6, peerName, unit: "ms" }, target);
    return {
      figures: [
        against(raw, "LangGraph, Annotation, no checks", 1.05),
        against(zod, "LangGraph, StateSchema + Zod", 1),
      ],
      notes: [],
    };
  },
};
