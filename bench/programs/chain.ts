// Ten nodes in a row, no store: per invoke.
import { Annotation, ReducedValue, StateGraph, StateSchema } from "@langchain/langgraph";
import * as z from "zod";
import { type ChainState, ChainStateGraph, type ChainUpdate } from "../generated/chain/index.js";
import { interleave } from "../support/interleave.js";
import { printResult, readEffort } from "../support/program.js";
import { sharesOf } from "../support/shares.js";

const LENGTH = 10;
const names = Array.from({ length: LENGTH }, (_, index) => `node_${index}`);
const append = (list: string[], more: string[]): string[] => [...list, ...more];

/** What every node does, whoever calls it. */
function work({ step = 0 }: { readonly step?: number }): { step: number; text: string; log: string[] } {
  return { step: step + 1, text: `after step ${step + 1}`, log: [`step ${step + 1}`] };
}

/** A graph as the three builders have it; their types are not what is measured here. */
interface Builder {
  addNode(name: string, node: (state: ChainState) => ChainUpdate): Builder;
  addEdge(from: string, to: string): Builder;
  compile(): { invoke(input: ChainUpdate): Promise<ChainState> };
}

function chain(builder: unknown): ReturnType<Builder["compile"]> {
  const graph = builder as Builder;
  for (const name of names) graph.addNode(name, (state) => work(state));
  ["__start__", ...names].forEach((name, index) => {
    graph.addEdge(name, names[index] ?? "__end__");
  });
  return graph.compile();
}

const ours = chain(new ChainStateGraph());

const raw = chain(
  new StateGraph(
    Annotation.Root({
      step: Annotation<number>,
      text: Annotation<string>,
      log: Annotation<string[]>({ reducer: append, default: () => [] }),
    }),
  ),
);

const zod = chain(
  new StateGraph(
    new StateSchema({
      step: z.int().min(0),
      text: z.string().max(1000),
      log: new ReducedValue(
        z.array(z.string()).default(() => []),
        { inputSchema: z.array(z.string()), reducer: append },
      ),
    }),
  ),
);

const input: ChainUpdate = { step: 0, text: "" };
for (const graph of [ours, raw, zod]) {
  const { step, log } = await graph.invoke(input);
  if (step !== LENGTH || log.length !== LENGTH)
    throw new Error(`wrong answer: ${step} steps, ${log.length} lines`);
}
await zod.invoke({ step: "0" } as never).then(
  () => {
    throw new Error("StateSchema did not check its input");
  },
  () => {},
);

const times = await interleave(
  { ours: () => ours.invoke(input), raw: () => raw.invoke(input), zod: () => zod.invoke(input) },
  readEffort(),
);
printResult({ times, shares: await sharesOf(() => ours.invoke(input), 300) });
