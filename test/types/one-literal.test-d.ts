import { END, Send, START } from "@langchain/langgraph";
import type { ContractTool, ToolFactory } from "graphwright";
import { describe, expectTypeOf, it } from "vitest";
import { FanoutStateGraph } from "../contracts/generated/fanout/index.js";

const NEXT = "m";
const graph = () => new FanoutStateGraph().addNode("n", () => undefined).addNode("m", () => undefined);

/** A tool whose output is an enum. */
interface Grade {
  args: { score: number };
  input: { score: number };
  returned: "high" | "low";
  output: "high" | "low";
}
declare const grade: ToolFactory<"grade", Grade, { readonly user: string }>;
declare const count: ToolFactory<"count", Omit<Grade, "returned"> & { returned: 1 | 2 | null }, object>;

describe("an async router that returns one literal", () => {
  it("may go to a node or the end", () => {
    graph().addConditionalEdges("n", async () => END);
    graph().addConditionalEdges("n", async () => END, [END]);
    graph().addConditionalEdges("n", async () => "m", ["m", END]);
    graph().addConditionalEdges("n", async () => NEXT, ["m"]);
    graph().addConditionalEdges("n", async (state, runtime, config) => {
      if (state === undefined || runtime === undefined || config === undefined) return END;
      return END;
    });
    graph().addConditionalEdges(START, async () => "n");
    graph().setConditionalEntryPoint(async () => "n");
    graph().setConditionalEntryPoint(async () => "n", ["n", "m"]);
    // @ts-expect-error There is no such node.
    graph().addConditionalEdges("n", async () => "x");
    // @ts-expect-error Nor here.
    graph().setConditionalEntryPoint(async () => "x");
    // @ts-expect-error Nor among several.
    graph().addConditionalEdges("n", async () => ["m", "x"]);
  });

  it("may return a label, which is among those that have a target", () => {
    graph().addConditionalEdges("n", async () => "yes", { yes: "m" });
    graph().addConditionalEdges("n", async () => ["yes", "no"], { yes: "m", no: END });
    graph().setConditionalEntryPoint(async () => "yes", { yes: "n" });
    // @ts-expect-error The label has no target.
    graph().addConditionalEdges("n", async () => "maybe", { yes: "m" });
    // @ts-expect-error Nor has it here.
    graph().setConditionalEntryPoint(async () => "maybe", { yes: "n" });
    // @ts-expect-error There is no such node.
    graph().addConditionalEdges("n", async () => "yes", { yes: "x" });
  });

  it("is one of many kinds of routers", (_context, again = true) => {
    graph().addConditionalEdges("n", () => END, [END]);
    graph().addConditionalEdges("n", () => "m");
    graph().addConditionalEdges("n", (): "m" | typeof END => (again ? "m" : END));
    graph().addConditionalEdges("n", async (): Promise<"m"> => "m");
    graph().addConditionalEdges("n", async () => (again ? "m" : END), ["m", END]);
    graph().addConditionalEdges("n", async () => ["m"]);
    graph().addConditionalEdges("n", async () => [new Send("m", {}), END]);
    graph().addConditionalEdges("n", async () => new Send("m", {}));
    graph().addConditionalEdges("n", () => ["m", new Send("n", {})]);
    graph().addConditionalEdges("n", () => {
      throw new Error("never");
    });
    // @ts-expect-error A router returns something.
    graph().addConditionalEdges("n", async () => undefined);
    // @ts-expect-error It may be sent to nodes only.
    graph().addConditionalEdges("n", async () => [new Send("x", {})]);
  });
});

describe("a tool whose output is an enum", () => {
  it("may return one literal, async too", () => {
    expectTypeOf(grade(async () => "high")).toEqualTypeOf<ContractTool<"grade", Grade>>();
    grade(async ({ score }, { user }) => (score > 1 && user !== "" ? "high" : "low"));
    grade(() => "low", { returnDirect: true });
    grade(async () => "low", { tags: ["a"] });
    count(async () => 2);
    count(async () => null);
    grade(async () => ["ok", "low"], { responseFormat: "content_and_artifact" });
    grade(async function* () {
      yield { done: 0.5 };
      return "high";
    });
    expectTypeOf(
      grade(async function* ({ score }, { user }) {
        yield score;
        return score > 1 && user !== "" ? "high" : "low";
      }),
    ).toEqualTypeOf<ContractTool<"grade", Grade>>();
    grade(
      async function* () {
        yield "half";
        return ["ok", "low"] as const;
      },
      { responseFormat: "content_and_artifact" },
    );
    // @ts-expect-error It is none of them.
    grade(async () => "higher");
    // @ts-expect-error Nor does a generator return one.
    grade(async function* () {
      yield "high";
      return "higher";
    });
    // @ts-expect-error Nor does one that returns nothing.
    grade(async function* () {
      yield "high";
    });
    // @ts-expect-error Nor is that.
    grade(() => "higher");
    // @ts-expect-error Nor is a number.
    count(async () => 3);
    // @ts-expect-error Nor is the artifact.
    grade(async () => ["ok", "higher"], { responseFormat: "content_and_artifact" });
  });
});
