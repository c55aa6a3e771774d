import {
  entrypoint,
  GraphDrained,
  InMemoryStore,
  isNodeTimeoutError,
  MemorySaver,
  RunControl,
  Send,
  START,
} from "@langchain/langgraph";
import { ExecutionInfo, Runtime } from "graphwright";
import { describe, expect, it } from "vitest";
import {
  type VaultRuntime,
  VaultStateGraph,
  vaultEntrypoint,
  vaultTask,
} from "../contracts/generated/vault/index.js";

const reducers = { count: (held: number, more: number) => held + more };
const thread = { configurable: { thread_id: "t" } };
const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Waits as long as nobody aborts. */
const waitFor = (ms: number, signal: AbortSignal) =>
  new Promise<void>((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(new Error("aborted"));
    });
  });

/** Two steps: what the first does, and whether the second was reached. */
function twoSteps(first: (runtime: VaultRuntime) => unknown, ran: string[] = []) {
  return new VaultStateGraph(reducers)
    .addNode("first", async (_state, runtime) => {
      await first(runtime);
      return { data: "first" };
    })
    .addNode("second", () => {
      ran.push("second");
      return { list: ["second"] };
    })
    .addEdge(START, "first")
    .addEdge("first", "second")
    .compile({ store: new InMemoryStore(), checkpointer: new MemorySaver() });
}

describe("a run's control", () => {
  it("is the caller's own in every node, and a fresh one where none was given", async () => {
    const control = new RunControl();
    const seen: (RunControl | undefined)[] = [];
    const graph = twoSteps((runtime) => seen.push(runtime.control));
    await graph.invoke({}, { ...thread, control });
    await graph.invoke({}, thread);
    await graph.invoke({}, thread);
    expect(seen[0]).toBe(control);
    expect(seen[1]).toBeInstanceOf(RunControl);
    expect(seen[1]?.drainRequested).toBe(false);
    expect(seen[2]).not.toBe(seen[1]);
  });

  it("is kept by a merge with a runtime that has none", () => {
    const control = new RunControl();
    expect(new Runtime({ control }).merge(new Runtime()).control).toBe(control);
  });

  it("that was drained before stops the run before its first node, and the thread can go on", async () => {
    const control = new RunControl();
    control.requestDrain("drained before");
    const ran: string[] = [];
    const graph = twoSteps(() => ran.push("first"), ran);
    await expect(graph.invoke({ set: [1] }, { ...thread, control })).rejects.toThrow("drained before");
    expect(ran).toEqual([]);
    expect(await graph.invoke(null, thread)).toMatchObject({ data: "first", list: ["second"], set: [1] });
  });

  it("gives its reason, or that of a shutdown, with the error", async () => {
    for (const reason of ["sigterm", undefined]) {
      const run = twoSteps(({ control }) => control?.requestDrain(reason)).invoke({}, thread);
      const error = await run.catch((caught: unknown) => caught);
      expect(error).toBeInstanceOf(GraphDrained);
      expect(error).toMatchObject({ reason: reason ?? "shutdown" });
    }
  });

  it("stops a stream too, after the chunks of the superstep that was running", async () => {
    const ran: string[] = [];
    const graph = twoSteps(({ control }) => control?.requestDrain("sigterm"), ran);
    const chunks: unknown[] = [];
    const drain = async () => {
      for await (const chunk of await graph.stream({}, thread)) chunks.push(chunk);
    };
    await expect(drain()).rejects.toThrow("sigterm");
    expect(chunks).toEqual([{ first: { data: "first" } }]);
    expect(ran).toEqual([]);
  });

  it("waits for a long node, which a signal can end then", async () => {
    const control = new RunControl();
    const abort = new AbortController();
    const seen: string[] = [];
    const graph = twoSteps(async ({ signal }) => {
      seen.push("started");
      await waitFor(30_000, signal).catch((error) => {
        seen.push("aborted");
        throw error;
      });
      seen.push("finished");
    }, seen);
    const run = graph.invoke({}, { ...thread, control, signal: abort.signal });
    const ended = expect(run).rejects.toThrow();
    await wait(20);
    control.requestDrain("sigterm");
    await wait(20);
    expect(seen).toEqual(["started"]);
    abort.abort();
    await ended;
    await wait(5);
    expect(seen).toEqual(["started", "aborted"]);
    expect((await graph.getState(thread)).next).toEqual(["first"]);
  });

  it("lets a workflow's tasks that are under way resolve", async () => {
    const control = new RunControl();
    const addOne = vaultTask("add_one", async (given: number) => given + 1);
    const workflow = vaultEntrypoint(
      { store: new InMemoryStore(), checkpointer: new MemorySaver() },
      async (_input, runtime) => {
        runtime.control?.requestDrain();
        return { data: await addOne(1), bag: {}, list: [], set: [], counted: 0 };
      },
    );
    expect(await workflow.invoke({}, { ...thread, control })).toMatchObject({ data: 2 });
    expect(control.drainRequested).toBe(true);
  });

  it("drains a contract's graph that a plain workflow runs", async () => {
    const graph = twoSteps(({ control }) => control?.requestDrain("inside"));
    const outer = entrypoint("outer", async () => graph.invoke({}, thread));
    await expect(outer.invoke({}, { control: new RunControl() })).rejects.toThrow("inside");
  });
});

describe("an execution's info", () => {
  it("needs three ids, counts attempts from 1, and can't be changed but by a patch, which makes a copy", () => {
    const info = new ExecutionInfo({
      checkpointId: "c",
      checkpointNs: "n",
      taskId: "t",
      nodeAttempt: 1,
    });
    expect(info).toMatchObject({ checkpointId: "c", checkpointNs: "n", taskId: "t", nodeAttempt: 1 });
    expect([info.threadId, info.runId, info.nodeFirstAttemptTime]).toEqual([undefined, undefined, undefined]);
    const patched = info.patch({ threadId: "th", nodeAttempt: 3, taskId: "t2" });
    expect(patched).toMatchObject({ threadId: "th", nodeAttempt: 3, taskId: "t2", checkpointId: "c" });
    expect(info).toMatchObject({ nodeAttempt: 1, taskId: "t" });
    expect(() => Object.assign(info, { threadId: "x" })).toThrow(TypeError);
  });

  it("is there with and without a checkpointer; without one there is no thread", async () => {
    const seen: VaultRuntime["executionInfo"][] = [];
    const compile = (checkpointer?: MemorySaver) =>
      new VaultStateGraph(reducers)
        .addNode("look", (_state, { executionInfo }) => {
          seen.push(executionInfo);
          return { data: 1 };
        })
        .setEntryPoint("look")
        .compile({ store: new InMemoryStore(), ...(checkpointer && { checkpointer }) });
    await compile(new MemorySaver()).invoke({}, { configurable: { thread_id: "t-1" } });
    await compile().invoke({});
    for (const info of seen) {
      expect(info).toBeInstanceOf(ExecutionInfo);
      expect(info).toMatchObject({
        nodeAttempt: 1,
        taskId: expect.any(String),
        checkpointId: expect.any(String),
        nodeFirstAttemptTime: expect.any(Number),
      });
      expect(info?.checkpointNs).toBe(`look:${info?.taskId}`);
    }
    expect(seen.map((info) => info?.threadId)).toEqual(["t-1", undefined]);
  });

  it("of a graph that a node calls with a config of its own is nested under that node", async () => {
    const namespaces: (string | undefined)[] = [];
    const inner = new VaultStateGraph(reducers)
      .addNode("inside", (_state, { executionInfo }) => {
        namespaces.push(executionInfo?.checkpointNs);
        return { data: 1 };
      })
      .setEntryPoint("inside")
      .compile({ store: new InMemoryStore() });
    const outer = new VaultStateGraph(reducers)
      .addNode("caller", async () => {
        await inner.invoke({}, { configurable: { some: "value" } });
        return { data: 2 };
      })
      .setEntryPoint("caller")
      .compile({ store: new InMemoryStore() });
    await outer.invoke({});
    expect(namespaces).toEqual([expect.stringMatching(/^caller:[^|]+\|inside:/)]);
  });
});

describe("a run's serverInfo", () => {
  const seen: VaultRuntime["serverInfo"][] = [];
  const graph = new VaultStateGraph(reducers)
    .addNode("look", (_state, { serverInfo }) => {
      seen.push(serverInfo);
      return { data: 1 };
    })
    .setEntryPoint("look")
    .compile({ store: new InMemoryStore() });

  it("comes from configurable, or else from metadata; without either there is none", async () => {
    const configurable = { assistant_id: "a1", graph_id: "g1" };
    const metadata = { assistant_id: "a2", graph_id: "g2" };
    await graph.invoke({}, { configurable });
    await graph.invoke({}, { metadata });
    await graph.invoke({}, { configurable, metadata });
    await graph.invoke({});
    expect(seen.splice(0)).toEqual([
      { assistantId: "a1", graphId: "g1" },
      { assistantId: "a2", graphId: "g2" },
      { assistantId: "a1", graphId: "g1" },
      undefined,
    ]);
  });

  it("knows the user, of whatever class the server makes it", async () => {
    class User {
      readonly #name: string;
      constructor(name: string) {
        this.#name = name;
      }
      get identity(): string {
        return this.#name;
      }
    }
    const user = new User("ann");
    await graph.invoke({}, { configurable: { assistant_id: "a", graph_id: "g", langgraph_auth_user: user } });
    expect(seen[0]?.user).toBe(user);
    expect(seen[0]?.user?.identity).toBe("ann");
    expect(() => Object.assign(seen[0] ?? {}, { graphId: "other" })).toThrow(TypeError);
  });
});

describe("a timeout", () => {
  it("ends one attempt, is told as LangGraph's own error, and can be retried", async () => {
    let attempts = 0;
    const graph = (maxAttempts: number) =>
      new VaultStateGraph(reducers)
        .addNode(
          "slow",
          async (_state, { signal }) => {
            attempts += 1;
            if (attempts === 1) await waitFor(5000, signal);
            return { data: attempts };
          },
          { timeout: 30, retryPolicy: { maxAttempts, initialInterval: 1, jitter: false, logWarning: false } },
        )
        .setEntryPoint("slow")
        .compile({ store: new InMemoryStore() });
    expect(await graph(2).invoke({})).toMatchObject({ data: 2 });
    attempts = 0;
    const error = await graph(1)
      .invoke({})
      .catch((caught: unknown) => caught);
    expect(isNodeTimeoutError(error)).toBe(true);
    expect(error).toMatchObject({ node: "slow", kind: "run" });
  });

  it("may come with what is sent, and goes before the node's own", async () => {
    const graph = new VaultStateGraph(reducers)
      .addNode(
        "slow",
        async (_state, { signal }) => {
          await waitFor(5000, signal);
          return { data: 1 };
        },
        { timeout: { idleTimeout: 4000 } },
      )
      .setConditionalEntryPoint(
        (state) => [new Send("slow", state, { timeout: { idleTimeout: 30 } })],
        ["slow"],
      )
      .compile({ store: new InMemoryStore() });
    const error = await graph.invoke({}).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ node: "slow", kind: "idle", idleTimeout: 30 });
  });

  it("that only heartbeats hold off runs out where a node writes events but sends none", async () => {
    const graph = (beats: boolean, refreshOn: "heartbeat" | "auto") =>
      new VaultStateGraph(reducers)
        .addNode(
          "work",
          async (_state, { streamWriter, heartbeat }) => {
            for (let round = 0; round < 5; round++) {
              await wait(25);
              streamWriter({ round });
              if (beats) heartbeat();
            }
            return { data: "done" };
          },
          { timeout: { idleTimeout: 90, refreshOn } },
        )
        .setEntryPoint("work")
        .compile({ store: new InMemoryStore() });
    await expect(graph(false, "heartbeat").invoke({})).rejects.toMatchObject({ kind: "idle" });
    expect(await graph(true, "heartbeat").invoke({})).toMatchObject({ data: "done" });
  });

  it("drops what the attempt would have written", async () => {
    const graph = new VaultStateGraph(reducers)
      .addNode("late", () => wait(60).then(() => ({ data: "late" })), { timeout: 20 })
      .setEntryPoint("late")
      .compile({ store: new InMemoryStore(), checkpointer: new MemorySaver() });
    await expect(graph.invoke({ set: [1] }, thread)).rejects.toThrow(/time/i);
    await wait(60);
    expect(await graph.getState(thread)).toMatchObject({ next: ["late"], values: { set: [1] } });
    expect((await graph.getState(thread)).values.data).toBeUndefined();
  });
});
