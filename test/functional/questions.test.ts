import { Command, INTERRUPT, InMemoryStore, interrupt, MemorySaver } from "@langchain/langgraph";
import { answer, entrypointOf, getRuntime, taskOf } from "graphwright";
import { describe, expect, it } from "vitest";
import {
  type SupportAgentRuntime,
  SupportAgentStateGraph,
  supportAgentContract,
} from "../../generated/support-agent/index.js";
import { refusal } from "../support/refusal.js";
import { agentContext, ticket } from "../support/support-agent.js";

const input = { ticket, messages: [{ role: "user", content: "hi" }] };
const options = () => ({ context: { ...agentContext } as const, configurable: { thread_id: "t" } });
const output = { ticket: { ...ticket }, actions: [], sources: [] } as never;
const choose = (team: string, id?: string) =>
  id === undefined
    ? answer(supportAgentContract, "choose_team", team)
    : answer(supportAgentContract, "choose_team", team, id);

type Work = (runtime: SupportAgentRuntime) => unknown;

/** The same work in a workflow and in a node of a graph, either with threads; and what it came to. */
function both(work: Work) {
  const found: unknown[] = [];
  const equipment = () => ({ checkpointer: new MemorySaver(), store: new InMemoryStore() });
  const workflow = entrypointOf(supportAgentContract)(equipment(), async (_input, runtime) => {
    found.push(await work(runtime));
    return output;
  });
  const inner = () =>
    new SupportAgentStateGraph()
      .addNode("work", async (_state, runtime) => {
        found.push(await work(runtime));
        return {};
      })
      .setEntryPoint("work")
      .setFinishPoint("work");
  const outer = new SupportAgentStateGraph()
    .addNode("inner", inner().compile({ store: new InMemoryStore() }))
    .setEntryPoint("inner")
    .setFinishPoint("inner");
  return {
    found,
    runs: {
      "a workflow": workflow.langgraph,
      "a graph": inner().compile(equipment()).langgraph,
      "a subgraph": outer.compile(equipment()).langgraph,
    },
  };
}

const asks = taskOf(supportAgentContract)("asks", async (...teams: [string, ...string[]]) =>
  getRuntime(supportAgentContract).interrupt("choose_team", teams),
);

function openIn(result: unknown): { id: string; value: { value: unknown } }[] {
  return (result as { [INTERRUPT]?: never })[INTERRUPT] ?? [];
}

describe.each(["a workflow", "a graph", "a subgraph"] as const)("the questions of %s", (place) => {
  it("are answered in order, its own and those of tasks that it calls", async () => {
    const { found, runs } = both(async ({ interrupt: ask }) => [
      ask("choose_team", ["1"]),
      await asks("2"),
      ask("choose_team", ["3"]),
      await asks("4"),
    ]);
    const run = runs[place];
    const open: unknown[] = [openIn(await run.invoke(input, options()))];
    for (const team of ["1", "2", "3"]) open.push(openIn(await run.invoke(choose(team), options())));
    expect(open).toMatchObject(["1", "2", "3", "4"].map((team) => [{ value: { value: [team] } }]));
    await run.invoke(new Command({ resume: "4" }), options());
    expect(found).toEqual([["1", "2", "3", "4"]]);
  });

  it("keep their answers where they come in another order in the rerun", async () => {
    let isRerun = false;
    const { found, runs } = both(({ interrupt: ask }) => {
      const answers: Record<string, string> = {};
      for (const team of isRerun ? ["b", "a"] : ["a", "b"]) answers[team] = ask("choose_team", [team]);
      return answers;
    });
    const run = runs[place];
    await run.invoke(input, options());
    isRerun = true;
    await run.invoke(choose("A"), options());
    await run.invoke(choose("B"), options());
    expect(found).toEqual([{ a: "A", b: "B" }]);
  });

  it("take an answer by its id where tasks ask side by side", async () => {
    const { found, runs } = both(() => Promise.all([asks("1"), asks("2")]));
    const run = runs[place];
    let open = openIn(await run.invoke(input, options()));
    for (let turn = 0; turn < 2; turn++) {
      const [first] = open;
      open = openIn(await run.invoke(choose(`${first?.value.value}!`, first?.id), options()));
    }
    expect(found).toEqual([["1!", "2!"]]);
  });

  it("refuse a wrong answer, twice at once too, and stay open", async () => {
    const { found, runs } = both(() => asks("1"));
    const run = runs[place];
    await run.invoke(input, options());
    const wrong = () => refusal(run.invoke(new Command({ resume: 4711 }), options()));
    for (const error of await Promise.all([wrong(), wrong()])) {
      expect(error).toMatchObject({ boundary: "resume" });
      expect(error.message).not.toContain("4711");
    }
    const other = answer(supportAgentContract, "approve_refund", { approved: true });
    expect(await refusal(run.invoke(other, options()))).toMatchObject({ boundary: "resume" });
    await run.invoke(choose("right"), options());
    expect(found).toEqual(["right"]);
  });

  it.each<[string, (isMended: () => boolean) => Work]>([
    [
      "is caught",
      (isMended) => (runtime) => {
        try {
          return runtime.interrupt("choose_team", ["1"]);
        } catch (error) {
          if (isMended()) throw error;
          return "caught";
        }
      },
    ],
    [
      "of a task is caught by who calls it",
      (isMended) => () =>
        asks("1").catch((error) => {
          if (isMended()) throw error;
          return "caught";
        }),
    ],
    [
      "of a task is caught by the task",
      (isMended) =>
        taskOf(supportAgentContract)("catches", async () => {
          try {
            return getRuntime(supportAgentContract).interrupt("choose_team", ["1"]);
          } catch (error) {
            if (isMended()) throw error;
            return "caught";
          }
        }),
    ],
  ])("end the run clearly where one %s, and the thread goes on", async (_what, makeWork) => {
    let isMended = false;
    const { found, runs } = both(makeWork(() => isMended));
    const run = runs[place];
    const error = await refusal(run.invoke(input, options()));
    expect(error).toMatchObject({ boundary: "interrupt" });
    expect(error.message).toContain("caught what interrupt throws");
    isMended = true;
    found.length = 0;
    await run.invoke(null, options());
    await run.invoke(choose("right"), options());
    expect(found).toEqual(["right"]);
  });

  it("are the contract's where LangGraph's own interrupt asks them", async () => {
    let asked: unknown = { name: "choose_team", value: 4711 };
    const { found, runs } = both(
      taskOf(supportAgentContract)("raw", async () => interrupt(asked)) as unknown as Work,
    );
    const run = runs[place];
    expect(await refusal(run.invoke(input, options()))).toMatchObject({ boundary: "interrupt", node: "raw" });
    asked = "Sure?";
    expect(await refusal(run.invoke(null, options()))).toMatchObject({ boundary: "interrupt", node: "raw" });
    asked = { name: "choose_team", value: ["1"] };
    await run.invoke(null, options());
    expect(await refusal(run.invoke(new Command({ resume: 5 }), options()))).toMatchObject({
      boundary: "resume",
    });
    await run.invoke(choose("right"), options());
    expect(found).toEqual(["right"]);
  });

  it("are asked again after an abort", async () => {
    const controller = new AbortController();
    const { found, runs } = both(async () => {
      if (!controller.signal.aborted) {
        controller.abort();
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      return asks("1");
    });
    const run = runs[place];
    await expect(run.invoke(input, { ...options(), signal: controller.signal })).rejects.toThrow();
    await run.invoke(null, options());
    await run.invoke(choose("right"), options());
    expect(found).toEqual(["right"]);
  });
});

it("a node that asks, and calls a graph that asks, gives each its own answer", async () => {
  const found: unknown[] = [];
  const inner = new SupportAgentStateGraph()
    .addNode("in", (_state, runtime) => {
      found.push(runtime.interrupt("choose_team", ["inner"]));
      return {};
    })
    .setEntryPoint("in")
    .setFinishPoint("in")
    .compile({ store: new InMemoryStore() });
  const graph = new SupportAgentStateGraph()
    .addNode("out", async (_state, runtime) => {
      const before = runtime.interrupt("choose_team", ["before"]);
      await inner.invoke(input, { context: agentContext });
      found.push(before, runtime.interrupt("choose_team", ["after"]));
      return {};
    })
    .setEntryPoint("out")
    .setFinishPoint("out")
    .compile({ checkpointer: new MemorySaver(), store: new InMemoryStore() });
  await graph.invoke(input, options());
  for (const team of ["BEFORE", "INNER", "AFTER"]) await graph.invoke(choose(team), options());
  expect(found).toEqual(["INNER", "BEFORE", "AFTER"]);
});
