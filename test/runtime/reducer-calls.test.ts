import { START } from "@langchain/langgraph";
import { describe, expect, it } from "vitest";
import { TallyStateGraph } from "../contracts/generated/tally/index.js";

/** How often the reducer of the program is called for each of the updates of nodes that run side by side. */
async function callsFor(...names: readonly string[]): Promise<Record<string, number>> {
  const calls: Record<string, number> = {};
  const graph = new TallyStateGraph({
    count_votes: (votes, name) => {
      calls[name] = (calls[name] ?? 0) + 1;
      return { ...votes, [name]: (votes[name] ?? 0) + 1 };
    },
  });
  for (const name of names) graph.addNode(name, () => ({ votes: name })).addEdge(START, name);
  const { votes } = await graph.compile().invoke({ question: "Who?" });
  expect(votes).toEqual(Object.fromEntries(names.map((name) => [name, 1])));
  return calls;
}

describe("a reducer of the program", () => {
  it("is called twice for an update: tried, then folded", async () => {
    expect(await callsFor("ann")).toEqual({ ann: 2 });
  });

  it("is called three times at most for one of several side by side: tried alone and together", async () => {
    expect(await callsFor("ann", "bob", "eve", "kim")).toEqual({ ann: 3, bob: 3, eve: 3, kim: 3 });
  });
});
