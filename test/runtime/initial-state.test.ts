import { SystemMessage } from "@langchain/core/messages";
import { describe, expect, expectTypeOf, it } from "vitest";
import {
  type PresetsState,
  PresetsStateGraph,
  type PresetsUpdate,
} from "../contracts/generated/presets/index.js";

/** What the first node reads. */
async function firstState(input: PresetsUpdate = {}): Promise<PresetsState> {
  let seen: PresetsState | undefined;
  const graph = new PresetsStateGraph()
    .addNode("look", (state) => {
      seen = state;
      return {};
    })
    .setEntryPoint("look")
    .compile();
  await graph.invoke(input);
  if (seen === undefined) throw new Error("the node has not run");
  return seen;
}

describe("what a field holds before its first update", () => {
  it("is its default with the defaults inside it, whatever its reducer and channel", async () => {
    const { messages, ...state } = await firstState();
    expect(state).toEqual({
      limits: { calls: 3, tags: [] },
      lines: [{ sku: "free", qty: 1 }],
      profile: { name: "nobody" },
      scratch: { tries: 0 },
      mode: "fast",
    });
    expect(messages).toMatchObject([{ content: "Be kind." }]);
    expect(messages[0]).toBeInstanceOf(SystemMessage);
  });

  it("has the type that says so", () => {
    expectTypeOf<PresetsState["limits"]["calls"]>().toEqualTypeOf<number>();
    expectTypeOf<PresetsState["lines"][number]["qty"]>().toEqualTypeOf<number>();
    expectTypeOf<PresetsState["mode"]>().toEqualTypeOf<"fast" | "slow">();
    expectTypeOf<PresetsState["tag"]>().toEqualTypeOf<string | null | undefined>();
  });

  it("is nothing where a state with the default may be invalid that is valid without", async () => {
    expect(await firstState({ kind: "run" })).not.toHaveProperty("tag");
    expect(await firstState({ kind: "run", tag: null })).toHaveProperty("tag", null);
  });

  it("is shared by no two runs", async () => {
    const [first, second] = [await firstState(), await firstState()];
    expect(second.limits).toEqual(first.limits);
    expect(second.limits).not.toBe(first.limits);
  });
});
