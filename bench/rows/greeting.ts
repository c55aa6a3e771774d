import { type Bench, type Findings, figure, type Row } from "../row.js";

export const greeting: Row = {
  name: "greeting",
  title: "The greeting graph with its store read, all checks on, per invoke",
  async run({ workshop, quick }: Bench): Promise<Findings> {
    const effort = { rounds: quick ? 5 : 20, slice: 100 };
    const { ours, raw } = await workshop.program<Record<"ours" | "raw", number>>("greeting", [
      JSON.stringify(effort),
    ]);
    return {
      figures: [
        figure(
          "greeting",
          { ours: ours / 1e6, peer: raw / 1e6, peerName: "LangGraph, Annotation, no checks", unit: "ms" },
          0.65,
        ),
      ],
      notes: [],
    };
  },
};
