import { type Bench, type Findings, figure, type Row } from "../row.js";
import type { Shares } from "../support/shares.js";

interface Measured {
  /** Nanoseconds a call. */
  readonly times: Readonly<Record<"ours" | "raw" | "zod", number>>;
  readonly shares: Shares;
}

export const chain: Row = {
  name: "chain",
  title: "A chain of 10 nodes, no store, all checks on, per invoke",
  async run({ workshop, quick }: Bench): Promise<Findings> {
    const effort = { rounds: quick ? 5 : 20, slice: 100 };
    const { times, shares } = await workshop.program<Measured>("chain", [JSON.stringify(effort)]);
    const { ours, raw, zod } = times;
    const percent = (share: number): string => `${(share * 100).toFixed(0)} %`;
    const against = (peer: number, peerName: string, target: number) =>
      figure("chain", { ours: ours / 1e6, peer: peer / 1e6, peerName, unit: "ms" }, target);
    return {
      figures: [
        against(raw, "LangGraph, Annotation, no checks", 1.05),
        against(zod, "LangGraph, StateSchema + Zod", 1),
      ],
      notes: [
        `Of our time ${percent(shares.langgraph)} are LangGraph's own code, ${percent(shares.langchain)} LangChain's core and its tracing, ${percent(shares.node)} Node and the garbage collector, ${percent(shares.graphwright)} graphwright with all checks and the nodes.`,
      ],
    };
  },
};
