import {
  Annotation,
  Command,
  InMemoryStore,
  MemorySaver,
  Overwrite,
  START,
  StateGraph,
} from "@langchain/langgraph";
import { type ContractGraph, openStore } from "graphwright";
import { describe, expect, it } from "vitest";
import { supportAgentContract } from "../../generated/support-agent/index.js";
import { NotesStateGraph, type NotesUpdate } from "../contracts/generated/notes/index.js";
import { NotesNextStateGraph } from "../contracts/generated/notes-next/index.js";
import {
  type VaultReducers,
  type VaultRuntime,
  VaultStateGraph,
  type VaultTypes,
  vaultContract,
  vaultTools,
} from "../contracts/generated/vault/index.js";
import { refusal } from "../support/refusal.js";

const reducers: VaultReducers = { count: (held, more) => held + more };
const thread = { configurable: { thread_id: "t" } };
const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

describe("a reducer of the program", () => {
  const failures: [string, unknown, RegExp][] = [
    ["a text for a number", () => "5", /must be an integer/],
    ["no number", () => Number.NaN, /is NaN; checkpoints can't store it/],
    ["null", () => null, /must be an integer/],
    ["an object", () => ({}), /must be an integer/],
    ["a fraction", () => 1.5, /must be an integer/],
    ["nothing", () => undefined, /returned undefined/],
    ["a promise", async () => 5, /returned a promise/],
  ];
  it.each(failures)(
    "that returns %s is refused in the node's name; the thread goes on once it is fixed",
    async (_what, count, message) => {
      const supplied = { ...reducers, count: count as VaultReducers["count"] };
      const checkpointer = new MemorySaver();
      const make = (given: VaultReducers) =>
        new VaultStateGraph(given)
          .addNode("add", () => ({ counted: 1, data: "added" }))
          .addNode("after", () => ({ list: ["after"] }))
          .addEdge(START, "add")
          .addEdge("add", "after")
          .compile({ store: new InMemoryStore(), checkpointer });
      const broken = make(supplied);
      const error = await refusal(broken.invoke({ set: [1] }, thread));
      expect(error).toMatchObject({ graph: "vault", boundary: "update", node: "add" });
      expect(error.issues).toMatchObject([{ path: "/counted", keyword: "x-reducer" }]);
      expect(error.message).toMatch(message);
      const { values, next } = await broken.getState(thread);
      expect(values).toMatchObject({ set: [1], counted: 0, list: [] });
      expect(values.data).toBeUndefined();
      expect(next).toEqual(["add"]);
      const input = await refusal(broken.invoke({ counted: 1 }, { configurable: { thread_id: "other" } }));
      expect(input).toMatchObject({ boundary: "input", issues: [{ path: "/counted" }] });
      expect(await make(reducers).invoke(null, thread)).toMatchObject({ counted: 1, list: ["after"] });
    },
  );

  it.each([
    ["a text", "thrown as a text"],
    ["null", null],
    ["an object", { message: "thrown as an object" }],
  ])("that throws %s is refused likewise", async (_what, thrown) => {
    const count = (): number => {
      throw thrown;
    };
    const graph = new VaultStateGraph({ count })
      .addNode("add", () => ({ counted: 1 }))
      .setEntryPoint("add")
      .compile({ store: new InMemoryStore(), checkpointer: new MemorySaver() });
    const error = await refusal(graph.invoke({}, thread));
    expect(error).toMatchObject({ boundary: "update", node: "add", issues: [{ path: "/counted" }] });
    expect(error.cause).toBe(thrown);
    expect((await graph.getState(thread)).next).toEqual(["add"]);
  });

  it("is not asked about what the contract refuses anyway", async () => {
    let calls = 0;
    const graph = new VaultStateGraph({
      count: (held, more) => {
        calls += 1;
        return held + more;
      },
    })
      .addNode("add", () => ({ counted: "1" }) as never)
      .setEntryPoint("add")
      .compile({ store: new InMemoryStore() });
    await refusal(graph.invoke({}));
    expect(calls).toBe(0);
  });
});

describe("a built-in reducer", () => {
  it("that would make something that the field's schema does not allow is refused, and nothing is written", async () => {
    const graph = new NotesNextStateGraph()
      .addNode("grow", ({ votes = [] }) => ({ votes: [votes.length] }))
      .addNode("again", ({ votes = [] }) => ({ votes: [votes.length], title: "again" }))
      .addEdge(START, "grow")
      .addEdge("grow", "again")
      .compile({ checkpointer: new MemorySaver() });
    const error = await refusal(graph.invoke({ votes: [7] }, thread));
    expect(error).toMatchObject({ graph: "notes-next", boundary: "update", node: "again" });
    expect(error.issues).toMatchObject([{ path: "/votes", keyword: "x-reducer" }]);
    expect(error.message).toContain("/votes must have at most 2 items");
    const { values, next } = await graph.getState(thread);
    expect(values.votes).toEqual([7, 1]);
    expect(values.title).toBeUndefined();
    expect(next).toEqual(["again"]);
    await graph.updateState(thread, { votes: new Overwrite<number[]>([]) }, "grow");
    expect(await graph.invoke(null, thread)).toMatchObject({ votes: [0], title: "again" });
  });

  it("that would pass a bound is refused in the input too", async () => {
    const graph = new NotesNextStateGraph()
      .addNode("a", () => ({ energy: 6 }))
      .setEntryPoint("a")
      .compile({ checkpointer: new MemorySaver() });
    await graph.invoke({}, thread);
    const error = await refusal(graph.invoke({ energy: 5 }, thread));
    expect(error).toMatchObject({ boundary: "input", issues: [{ path: "/energy" }] });
    expect((await graph.getState(thread)).values.energy).toBe(6);
  });
});

describe("a checkpoint of a contract that has changed since", () => {
  const outdated = { title: "a long title", lines: ["x"], stars: 3, old_name: "o" };

  /** A thread of the old contract that stopped in the middle, and the graph of the new one on its checkpointer. */
  async function changed(state: NotesUpdate) {
    const checkpointer = new MemorySaver();
    const older = new NotesStateGraph()
      .addNode("first", () => state)
      .addNode("second", () => ({ stars: 1 }))
      .addEdge(START, "first")
      .addEdge("first", "second")
      .compile({ checkpointer, interruptBefore: ["second"] });
    await older.invoke({}, thread);
    const seen: unknown[] = [];
    const newer = new NotesNextStateGraph()
      .addNode("first", (given) => void seen.push(given))
      .addNode("second", (given) => {
        seen.push(given);
        return { new_name: "n" };
      })
      .addEdge(START, "first")
      .addEdge("first", "second")
      .compile({ checkpointer });
    return { older, newer, seen };
  }

  it("is refused by thread and by every field that does not fit, whatever the thread goes on with", async () => {
    const { newer, seen } = await changed(outdated);
    for (const input of [null, {}, new Command({ resume: 1 }), new Command({ update: { mood: "m" } })]) {
      const error = await refusal(newer.invoke(input, thread));
      expect(error).toMatchObject({ graph: "notes-next", boundary: "checkpoint", node: undefined });
      expect(error.issues.map(({ path }) => path)).toEqual(["/title", "/lines/0", "/stars"]);
      expect(error.message).toContain('thread "t"');
      expect(error.message).not.toContain("a long title");
    }
    const stream = async () => {
      for await (const _ of await newer.stream(null, thread));
    };
    expect(await refusal(stream())).toMatchObject({ boundary: "checkpoint" });
    expect(seen).toEqual([]);
  });

  it("can be read, mended field by field, and gone on with; new fields have their defaults", async () => {
    const { newer, seen } = await changed(outdated);
    expect((await newer.getState(thread)).values).toMatchObject({ title: "a long title", mood: "calm" });
    await newer.updateState(thread, { title: "short" }, "first");
    expect((await refusal(newer.invoke(null, thread))).issues.map(({ path }) => path)).toEqual([
      "/lines/0",
      "/stars",
    ]);
    const mended = { lines: new Overwrite([{ text: "x" }]), stars: new Overwrite([3]) };
    await newer.updateState(thread, mended, "first");
    const held = { title: "short", lines: [{ text: "x" }], stars: [3], mood: "calm" };
    expect(await newer.invoke(null, thread)).toMatchObject({ ...held, new_name: "n" });
    expect(seen).toMatchObject([held]);
  });

  it("is refused where an update is folded into what does not fit, and stays as it was", async () => {
    const { newer } = await changed(outdated);
    const error = await refusal(newer.updateState(thread, { stars: [1] }, "first"));
    expect(error).toMatchObject({ boundary: "update", issues: [{ path: "/stars" }] });
    expect((await newer.getState(thread)).values.stars).toBe(3);
  });

  it("is taken where what it holds fits, with fields that are gone left out", async () => {
    const { newer, seen } = await changed({ title: "fits", lines: [], old_name: "o" });
    await newer.updateState(thread, { stars: new Overwrite([]) }, "first");
    expect(await newer.invoke(null, thread)).toMatchObject({ title: "fits", new_name: "n" });
    expect(seen).toEqual([expect.not.objectContaining({ old_name: "o" })]);
  });

  it("leaves the older program its threads, until the newer one has written to them", async () => {
    const { older, newer } = await changed(outdated);
    await refusal(newer.invoke(null, thread));
    expect(await older.invoke(null, thread)).toMatchObject({ stars: 4, old_name: "o" });
    await newer.updateState(thread, { lines: new Overwrite([{ text: "x" }]) }, "second");
    expect(await refusal(older.invoke({}, thread))).toMatchObject({ graph: "notes", boundary: "checkpoint" });
  });
});

describe("graphs with different contracts", () => {
  it("on one store see what the other has put, refuse it where they check, and put only what is theirs", async () => {
    const store = new InMemoryStore();
    const vault = openStore(vaultContract, store);
    const agent = openStore(supportAgentContract, store);
    await vault.put(["users"], "u", { id: 5 });
    expect((await agent.get(["users"], "u"))?.value).toEqual({ id: 5 });
    const error = await refusal(agent.get(["users"], "u", { check: true }));
    expect(error).toMatchObject({ graph: "support-agent", boundary: "store" });
    expect(error.issues.map(({ path }) => path).toSorted()).toEqual(["/id", "/name", "/plan"]);
    expect((await agent.search(["users"])).map(({ key }) => key)).toEqual(["u"]);
    await refusal(agent.put(["users"], "u", { id: 5 } as never));
    expect((await vault.get(["users"], "u", { check: true }))?.value).toEqual({ id: 5 });
    await agent.put(["users"], "u", { id: "u", name: "Ann", plan: "free" });
    expect(await refusal(vault.get(["users"], "u", { check: true }))).toMatchObject({ graph: "vault" });
    expect(await refusal(agent.get(["things"] as never, "u"))).toMatchObject({ boundary: "store" });
  });

  it("on one checkpointer share a thread only as far as their fields agree", async () => {
    const checkpointer = new MemorySaver();
    const notes = new NotesStateGraph()
      .addNode("a", () => ({ title: "ok", lines: ["x"] }))
      .setEntryPoint("a")
      .compile({ checkpointer });
    const next = new NotesNextStateGraph()
      .addNode("a", () => ({ title: "t" }))
      .setEntryPoint("a")
      .compile({ checkpointer });
    await notes.invoke({}, thread);
    const before = (await notes.getState(thread)).values;
    expect(await refusal(next.invoke({}, thread))).toMatchObject({
      graph: "notes-next",
      boundary: "checkpoint",
      issues: [{ path: "/lines/0" }, { path: "/stars" }],
    });
    expect((await notes.getState(thread)).values).toEqual(before);
    expect(await next.invoke({}, { configurable: { thread_id: "own" } })).toMatchObject({ title: "t" });
  });

  it("see no field of each other as subgraphs but those that both have", async () => {
    const seen: unknown[] = [];
    const inner = new NotesNextStateGraph()
      .addNode("look", (given) => {
        seen.push(given);
        return { new_name: "inner", title: "in" };
      })
      .setEntryPoint("look")
      .compile();
    const outer = new StateGraph(Annotation.Root({ title: Annotation<string>, old_name: Annotation<string> }))
      .addNode("inner", inner)
      .addEdge(START, "inner")
      .compile({ store: new InMemoryStore() });
    expect(await outer.invoke({ title: "out", old_name: "o" })).toEqual({ title: "in", old_name: "o" });
    expect(seen).toEqual([{ title: "out", lines: [], stars: [], votes: [], energy: 0, mood: "calm" }]);
    await refusal(outer.invoke({ title: "too long for it", old_name: "o" }));
  });
});

describe("a run that is aborted in the middle", () => {
  function slow(late: string[]) {
    let runs = 0;
    return new VaultStateGraph(reducers)
      .addNode("first", () => ({ counted: 1 }))
      .addNode("slow", async (_state, { streamWriter }) => {
        runs += 1;
        if (runs === 1) await wait(30);
        try {
          streamWriter({ run: runs });
        } catch (error) {
          late.push(String(error));
        }
        return { counted: 10 };
      })
      .addNode("last", () => ({ counted: 100 }))
      .addEdge(START, "first")
      .addEdge("first", "slow")
      .addEdge("slow", "last")
      .compile({ store: new InMemoryStore(), checkpointer: new MemorySaver() });
  }

  it("rejects with the caller's reason, keeps what was done, and writes nothing of the node that goes on", async () => {
    const late: string[] = [];
    const graph = slow(late);
    const abort = new AbortController();
    setTimeout(() => abort.abort(new Error("the caller left")), 10);
    await expect(graph.invoke({}, { ...thread, signal: abort.signal })).rejects.toThrow("the caller left");
    await wait(40);
    expect(await graph.getState(thread)).toMatchObject({ next: ["slow"], values: { counted: 1 } });
    expect(late).toEqual([expect.stringContaining("after the run had ended")]);
    expect(await graph.invoke(null, thread)).toMatchObject({ counted: 111 });
    expect(late).toHaveLength(1);
  });

  it("before it began runs no node, and leaves a thread that can be used", async () => {
    const graph = slow([]);
    await expect(graph.invoke({}, { ...thread, signal: AbortSignal.abort() })).rejects.toThrow(/abort/i);
    await wait(5);
    expect((await graph.getState(thread)).values.counted ?? 0).toBe(0);
    expect(await graph.invoke({}, thread)).toMatchObject({ counted: 111 });
  });
});

describe("an event", () => {
  it("after the end of a run that failed, of a subgraph, or of one that nobody streams, is told as late", async () => {
    const late: (() => void)[] = [];
    const keep = ({ streamWriter }: VaultRuntime): void => {
      late.push(() => streamWriter({ late: true }));
    };
    const build = (after: () => object) =>
      new VaultStateGraph(reducers)
        .addNode("keep", (_state, runtime) => {
          keep(runtime);
          return after();
        })
        .setEntryPoint("keep")
        .compile({ store: new InMemoryStore() });
    const failing = build(() => {
      throw new Error("failed");
    });
    const stream = async (graph: Pick<ContractGraph<VaultTypes, string>, "stream">) => {
      for await (const _ of await graph.stream({}, { streamMode: "custom" }));
    };
    await expect(stream(failing)).rejects.toThrow("failed");
    const outer = new VaultStateGraph(reducers)
      .addNode(
        "inner",
        build(() => ({ data: 1 })),
      )
      .setEntryPoint("inner")
      .compile({ store: new InMemoryStore() });
    await stream(outer);
    expect(late).toHaveLength(2);
    for (const write of late) expect(write).toThrow(/after the run had ended/);
  });

  it("while the run goes on is received, though the node or the subgraph that made the writer has ended", async () => {
    const start = (_state: unknown, { streamWriter }: VaultRuntime) => {
      setTimeout(() => streamWriter({ from: "start" }), 10);
      return { data: 1 };
    };
    const inner = new VaultStateGraph(reducers)
      .addNode("start", start)
      .setEntryPoint("start")
      .compile({ store: new InMemoryStore() });
    const whole = new VaultStateGraph(reducers)
      .addNode("start", start)
      .addNode("wait", () => wait(30))
      .addEdge(START, "start")
      .addEdge("start", "wait")
      .compile({ store: new InMemoryStore() });
    const outer = new VaultStateGraph(reducers)
      .addNode("inner", inner)
      .addNode("wait", () => wait(30))
      .addEdge(START, "inner")
      .addEdge("inner", "wait")
      .compile({ store: new InMemoryStore() });
    const graphs: Pick<ContractGraph<VaultTypes, string>, "stream">[] = [whole, outer];
    for (const graph of graphs) {
      const events: unknown[] = [];
      const options = { streamMode: "custom", subgraphs: true } as const;
      for await (const [, event] of await graph.stream({}, options)) events.push(event);
      expect(events).toEqual([{ from: "start" }]);
    }
  });
});

describe("two runs of one thread at once", () => {
  it("each end with a state that fits, and leave a thread that goes on", async () => {
    const graph = new VaultStateGraph(reducers)
      .addNode("a", async () => {
        await wait(5);
        return { counted: 1 };
      })
      .addNode("b", async () => {
        await wait(5);
        return { counted: 10 };
      })
      .addEdge(START, "a")
      .addEdge("a", "b")
      .compile({ store: new InMemoryStore(), checkpointer: new MemorySaver() });
    const results = await Promise.all([
      graph.invoke({ data: "one" }, thread),
      graph.invoke({ data: "two" }, thread),
    ]);
    expect(results).toMatchObject([
      { data: "one", counted: 11 },
      { data: "two", counted: 11 },
    ]);
    expect(["one", "two"]).toContain((await graph.getState(thread)).values.data);
    expect(await graph.invoke({ data: "three" }, thread)).toMatchObject({ data: "three", counted: 22 });
  });

  it("do not see each other's failures", async () => {
    const graph = new VaultStateGraph(reducers)
      .addNode("a", async ({ data }) => {
        await wait(5);
        return { counted: data === "bad" ? "1" : 1 } as { counted: number };
      })
      .setEntryPoint("a")
      .compile({ store: new InMemoryStore(), checkpointer: new MemorySaver() });
    const [good, bad] = await Promise.allSettled([
      graph.invoke({ data: "good" }, thread),
      graph.invoke({ data: "bad" }, thread),
    ]);
    expect(good).toMatchObject({ status: "fulfilled", value: { data: "good", counted: 1 } });
    expect(bad).toMatchObject({ status: "rejected", reason: { boundary: "update", node: "a" } });
    expect(await graph.invoke({ data: "good" }, thread)).toMatchObject({ data: "good" });
  });
});

describe("answers to several questions at once", () => {
  const asking = () =>
    new VaultStateGraph(reducers)
      .addNode("a", (_state, runtime) => ({ list: [runtime.interrupt("ask", { who: "a" })] }))
      .addNode("b", (_state, runtime) => ({ list: [runtime.interrupt("ask", { who: "b" })] }))
      .addEdge(START, "a")
      .addEdge(START, "b")
      .compile({ store: new InMemoryStore(), checkpointer: new MemorySaver() });

  it("by the ids of the questions are checked before a node runs; a wrong one leaves them all open", async () => {
    const graph = asking();
    const stopped = await graph.invoke({}, thread);
    const ids = "__interrupt__" in stopped ? stopped.__interrupt__.map(({ id }) => id ?? "") : [];
    const [a = "", b = ""] = ids;
    const wrong = new Command({ resume: { [a]: "wrong", [b]: { n: 2 } } });
    expect(await refusal(graph.invoke(wrong, thread))).toMatchObject({ boundary: "resume", node: "a" });
    expect((await graph.getState(thread)).next).toEqual(["a", "b"]);
    const right = new Command({ resume: { [a]: { n: 1 }, [b]: { n: 2 } } });
    expect(await graph.invoke(right, thread)).toMatchObject({ list: [{ n: 1 }, { n: 2 }] });
  });
});

describe("a tool that throws", () => {
  it("throws its own error to who called it, be it an Error or not", async () => {
    for (const thrown of [new Error("no such order"), "a text", null]) {
      const tool = vaultTools.echo(() => {
        throw thrown;
      });
      await expect(tool.invoke({ any: 1 })).rejects.toBe(thrown);
    }
  });

  it("ends the run of the node that called it, and the thread stays where it was", async () => {
    let isBroken = true;
    const tool = vaultTools.echo(async (given) => {
      if (isBroken) throw new Error("no such order");
      return given;
    });
    const graph = new VaultStateGraph(reducers)
      .addNode("call", async (_state, _runtime, config) => ({ data: await tool.invoke({ a: 1 }, config) }))
      .setEntryPoint("call")
      .compile({ store: new InMemoryStore(), checkpointer: new MemorySaver() });
    await expect(graph.invoke({ set: [1] }, thread)).rejects.toThrow("no such order");
    expect(await graph.getState(thread)).toMatchObject({ next: ["call"], values: { set: [1] } });
    isBroken = false;
    expect(await graph.invoke(null, thread)).toMatchObject({ data: { a: 1 }, set: [1] });
  });
});
