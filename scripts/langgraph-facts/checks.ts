// What the runtime promises, each promise once: `npm run langgraph-facts` tries them on copies of LangGraph in which one thing has another name.
import { setTimeout as sleep } from "node:timers/promises";
import {
  Annotation,
  Command,
  entrypoint,
  INTERRUPT,
  InMemoryStore,
  MemorySaver,
  Overwrite,
  Send,
  START,
  StateGraph,
} from "@langchain/langgraph";
import { ContractError, entrypointOf, getRuntime, taskOf } from "graphwright";
import { FanoutStateGraph } from "../../test/contracts/generated/fanout/index.js";
import { LedgerStateGraph } from "../../test/contracts/generated/ledger/index.js";
import {
  OrdersContext,
  OrdersStateGraph,
  ordersContract,
} from "../../test/contracts/generated/orders/index.js";
import { TallyStateGraph } from "../../test/contracts/generated/tally/index.js";
import {
  type VaultRuntime,
  VaultStateGraph,
  type VaultUpdate,
  vaultContract,
} from "../../test/contracts/generated/vault/index.js";

const context = { tenant: "acme" };
const thread = { configurable: { thread_id: "t" } };
const order = { items: [{ sku: "a" }], total: 3, note: "thanks" };

function expect(holds: boolean, what: string): asserts holds {
  if (!holds) throw new Error(`expected that ${what}`);
}

/** The refusal that a call is to end with. */
async function refused(call: Promise<unknown>, boundary: string): Promise<ContractError> {
  const error = await call.then(
    () => new Error("the call was not refused"),
    (found: unknown) => found,
  );
  if (!ContractError.isInstance(error)) throw error;
  expect(error.boundary === boundary, `the ${boundary} is refused, and not the ${error.boundary}`);
  return error;
}

/** A graph of one node. */
function orders(node: (runtime: { readonly context: unknown; readonly store?: unknown }) => object) {
  return new OrdersStateGraph()
    .addNode("take", (_state, runtime) => node(runtime))
    .setEntryPoint("take")
    .setFinishPoint("take");
}

/** A graph whose one node may ask, write events and use the store; it keeps its threads. */
function vault(node: (runtime: VaultRuntime) => VaultUpdate | Promise<VaultUpdate>) {
  return new VaultStateGraph({ count: (current, update) => current + update })
    .addNode("work", (_state, runtime) => node(runtime))
    .setEntryPoint("work")
    .setFinishPoint("work")
    .compile({ checkpointer: new MemorySaver(), store: new InMemoryStore() });
}

/** A graph of two nodes that run side by side, and one that waits for both; a vote counts once. */
function ledger(nodes: { readonly early: () => object; readonly late: () => object }) {
  return new LedgerStateGraph({
    longest: (current) => current,
    count_up: (votes = {}, name) => {
      if (name in votes) throw new Error("voted twice");
      return { ...votes, [name]: 1 };
    },
  })
    .addNode("early", () => nodes.early())
    .addNode("late", async () => {
      await sleep(2);
      return nodes.late();
    })
    .addNode("after", () => ({ log: ["after"] }))
    .addEdge(START, "early")
    .addEdge(START, "late")
    .addEdge(["early", "late"], "after")
    .compile({ checkpointer: new MemorySaver() });
}

const outer = Annotation.Root({
  items: Annotation<unknown[]>(),
  total: Annotation<number>(),
  note: Annotation<string>(),
  other: Annotation<string>(),
});

const checks: { readonly [promise: string]: () => unknown } = {
  "a schema is usable": () => {
    expect(!OrdersContext.safeParse({}).success, "a context without a tenant is refused");
  },
  "a run gives its output": async () => {
    const graph = orders(() => order).compile();
    const { total } = (await graph.invoke({}, { context })) as { total: number };
    expect(total === 3, "the output is that of the node");
  },
  "a context is checked": () =>
    refused(
      orders(() => order)
        .compile()
        .invoke({}, { context: {} as never }),
      "context",
    ),
  "a context gets its defaults, and is frozen": async () => {
    const seen: unknown[] = [];
    const graph = orders((runtime) => {
      seen.push(runtime.context, Object.isFrozen(runtime.context));
      return order;
    }).compile();
    await graph.invoke({}, { context });
    expect(JSON.stringify(seen[0]).includes('"locale":"en"'), "a default is there");
    expect(seen[1] === true, "it is frozen");
  },
  "an input is checked": () =>
    refused(
      orders(() => order)
        .compile()
        .invoke({ total: "3" } as never, { context }),
      "input",
    ),
  "an input member is checked": () =>
    refused(
      new TallyStateGraph({ count_votes: (votes) => votes })
        .addNode("ask", () => ({ rounds: 1 }))
        .setEntryPoint("ask")
        .setFinishPoint("ask")
        .compile()
        .invoke({ question: "no" }),
      "input",
    ),
  "an update is checked": () =>
    refused(
      orders(() => ({ total: "3" }))
        .compile()
        .invoke({}, { context }),
      "update",
    ),
  "an update of updateState is checked": async () => {
    const graph = orders(() => order).compile({ checkpointer: new MemorySaver() });
    await graph.invoke({}, { context, ...thread });
    await refused(graph.updateState(thread, { total: "3" } as never), "update");
  },
  "an output is checked": () =>
    refused(
      orders(() => ({ total: 3 }))
        .compile()
        .invoke({}, { context }),
      "output",
    ),
  "an output is checked in a stream": async () => {
    const stream = await orders(() => ({ total: 3 }))
      .compile()
      .stream({}, { context });
    const read = async () => {
      for await (const _ of stream);
    };
    await refused(read(), "output");
  },
  "a copy with options checks too": () =>
    refused(
      orders(() => ({ total: "3" }))
        .compile()
        .withConfig({ context })
        .invoke({}, { context }),
      "update",
    ),
  "an Overwrite is checked as a field": () =>
    refused(
      orders(() => ({ items: new Overwrite([{ sku: 5 }]) }))
        .compile()
        .invoke({}, { context }),
      "update",
    ),
  "an Overwrite as JSON replaces the field": async () => {
    const graph = orders(() => ({ ...order, items: { __overwrite__: [{ sku: "b" }] } })).compile();
    const { items } = (await graph.invoke({ items: [{ sku: "a" }] }, { context })) as { items: unknown[] };
    expect(items.length === 1, "the field is replaced");
  },
  "a graph as a node takes its own fields": async () => {
    const graph = new StateGraph(outer)
      .addNode("order", orders(() => order).compile().langgraph)
      .addEdge(START, "order")
      .compile();
    const found = await graph.invoke({ other: "theirs" }, { context } as never);
    expect(found.other === "theirs" && found.total === 3, "it ran on its own fields");
  },
  "a graph as a node checks its updates": () =>
    refused(
      new StateGraph(outer)
        .addNode("order", orders(() => ({ total: "3" })).compile().langgraph)
        .addEdge(START, "order")
        .compile()
        .invoke({ other: "theirs" }, { context } as never),
      "update",
    ),
  "a plain graph as a node updates common fields only": async () => {
    const inner = new StateGraph(outer)
      .addNode("order", () => ({ ...order, other: "theirs" }))
      .addEdge(START, "order")
      .compile();
    const graph = new OrdersStateGraph()
      .addNode("inner", inner as never)
      .setEntryPoint("inner")
      .setFinishPoint("inner")
      .compile();
    const { total } = (await graph.invoke({}, { context })) as { total: number };
    expect(total === 3, "what it returned is taken");
  },
  "what a node is sent is checked": () =>
    refused(
      new FanoutStateGraph()
        .addNode("work", () => ({}))
        .addConditionalEdges(START, () => new Send("work", { rounds: "one" }) as never)
        .compile()
        .invoke({}),
      "input",
    ),
  "a node that is sent a state gets its defaults": async () => {
    const seen: object[] = [];
    const graph = new FanoutStateGraph()
      .addNode("work", (state) => {
        seen.push(state);
        return {};
      })
      .addConditionalEdges(START, () => new Send("work", { report: "sent" }) as never)
      .compile();
    await graph.invoke({});
    expect("jobs" in (seen[0] ?? {}), "a default is there");
  },
  "a command leads to nodes that there are": () =>
    refused(
      new OrdersStateGraph()
        .addNode("take", () => new Command({ goto: "nowhere" }) as never)
        .setEntryPoint("take")
        .compile()
        .invoke({}, { context }),
      "update",
    ),
  "an error handler names the node that failed": async () => {
    const graph = new OrdersStateGraph()
      .addNode(
        "take",
        () => {
          throw new Error("failed");
        },
        { errorHandler: () => ({ total: "3" }) as never },
      )
      .setEntryPoint("take")
      .compile();
    const { node } = await refused(graph.invoke({}, { context }), "update");
    expect(node === "take", "the error is about the node");
  },
  "a default error handler is checked": () =>
    refused(
      new OrdersStateGraph()
        .addNode("take", () => {
          throw new Error("failed");
        })
        .setNodeDefaults({ errorHandler: () => ({ total: "3" }) as never })
        .setEntryPoint("take")
        .compile()
        .invoke({}, { context }),
      "update",
    ),
  "a store's item is checked, and is read again": async () => {
    const found: unknown[] = [];
    const graph = vault(async ({ store }) => {
      await store.put(["things"], "a", { is: "kept" });
      found.push(await store.get(["things"], "a"));
      await store.put(["users"], "b", { id: "no number" as never });
      return {};
    });
    await refused(graph.invoke({}, thread), "store");
    expect(JSON.stringify(found).includes("kept"), "what was put is found");
  },
  "getRuntime gives a checked store in a node of a plain graph": async () => {
    const graph = new StateGraph(outer)
      .addNode("plain", async () => {
        await getRuntime(vaultContract).store?.put(["users"], "b", { id: "no number" } as never);
        return {};
      })
      .addEdge(START, "plain")
      .compile({ store: new InMemoryStore() });
    await refused(graph.invoke({ other: "" }), "store");
  },
  "an event after the run is not lost": async () => {
    const late: VaultRuntime["streamWriter"][] = [];
    const graph = vault(({ streamWriter }) => {
      late.push(streamWriter);
      return {};
    });
    for await (const _ of await graph.stream({}, { ...thread, streamMode: "custom" }));
    let message = "";
    try {
      late[0]?.({});
    } catch (error) {
      message = (error as Error).message;
    }
    if (message.includes("graphwright does not work")) throw new Error(message);
    expect(message.includes("after the run had ended"), "it is an error");
  },
  "an answer is checked, and its question stays open": async () => {
    const graph = vault(({ interrupt }) => ({
      data: [interrupt("ask", { n: 1 }), interrupt("ask", { n: 2 })] as never,
    }));
    await graph.invoke({}, thread);
    await refused(graph.invoke(new Command({ resume: "no" }) as never, thread), "resume");
    await graph.invoke(new Command({ resume: { a: 1 } }), thread);
    await refused(graph.invoke(new Command({ resume: "no" }) as never, thread), "resume");
    const done = (await graph.invoke(new Command({ resume: { a: 2 } }), thread)) as { data: unknown };
    expect(JSON.stringify(done.data) === '[{"a":1},{"a":2}]', "the right answers are taken");
  },
  "an answer by an interrupt's id is taken": async () => {
    const graph = vault(({ interrupt }) => ({ data: interrupt("ask", {}) as never }));
    const stopped = (await graph.invoke({}, thread)) as unknown as { [INTERRUPT]: { id: string }[] };
    const id = stopped[INTERRUPT][0]?.id ?? "";
    const done = await graph.invoke(new Command({ resume: { [id]: { a: 1 } } }) as never, thread);
    expect(JSON.stringify((done as { data: unknown }).data) === '{"a":1}', "the answer is taken");
  },
  "a node and a task that it calls are each given their own answer": async () => {
    const askTask = taskOf(vaultContract)("ask", async () =>
      getRuntime(vaultContract).interrupt("ask", { n: 2 }),
    );
    const graph = vault(async ({ interrupt }) => ({
      data: [interrupt("ask", { n: 1 }), await askTask(), interrupt("ask", { n: 3 })] as never,
    }));
    await graph.invoke({}, thread);
    await graph.invoke(new Command({ resume: { a: 1 } }), thread);
    await graph.invoke(new Command({ resume: { a: 2 } }), thread);
    const done = (await graph.invoke(new Command({ resume: { a: 3 } }), thread)) as { data: unknown };
    expect(JSON.stringify(done.data) === '[{"a":1},{"a":2},{"a":3}]', "no answer goes to another question");
  },
  "an answer to a question with a schema that changed is checked in the node": async () => {
    const graph = vault(() => ({
      data: getRuntime(vaultContract).interrupt("ask", {}) as never,
    }));
    await graph.invoke({}, thread);
    await refused(graph.invoke(new Command({ resume: 5 }) as never, thread), "resume");
  },
  "an update that fails its reducer is refused before it is saved": async () => {
    const graph = ledger({ early: () => ({ votes: "ann" }), late: () => ({ log: ["late"] }) });
    const { node } = await refused(graph.invoke({ votes: "ann" }, thread), "update");
    expect(node === "early", "the error is about the node");
    expect((await graph.getState(thread)).next.includes("early"), "the node runs again");
  },
  "updates that do not fit together are refused, and the last node runs again": async () => {
    const votes = { late: "ann" };
    const graph = ledger({ early: () => ({ votes: "ann" }), late: () => ({ votes: votes.late }) });
    await refused(graph.invoke({}, thread), "update");
    const { next, tasks } = await graph.getState(thread);
    expect(next.join() === "late", "only the last node runs again");
    expect(
      tasks.some(({ error }) => error !== undefined),
      "the task has failed",
    );
    votes.late = "bob";
    const done = (await graph.invoke(null, thread)) as { votes: object };
    expect(Object.keys(done.votes).join() === "ann,bob", "the thread goes on");
  },
  "a checkpoint of another contract is refused": async () => {
    const checkpointer = new MemorySaver();
    const plain = new StateGraph(outer)
      .addNode("plain", () => ({ total: "three" as never }))
      .addEdge(START, "plain")
      .compile({ checkpointer });
    await plain.invoke({ other: "" }, thread);
    await refused(
      orders(() => order)
        .compile({ checkpointer })
        .invoke({}, { context, ...thread }),
      "checkpoint",
    );
  },
  "a workflow's input and output are checked": async () => {
    const make = entrypointOf(ordersContract);
    await refused(make(() => order as never).invoke({ total: "3" } as never, { context }), "input");
    await refused(make(() => ({}) as never).invoke({}, { context }), "output");
    await refused(make(() => order as never).invoke({}, { context: {} as never }), "context");
  },
  "a workflow finds what its last run saved": async () => {
    const workflow = entrypointOf(ordersContract)<number>(
      { checkpointer: new MemorySaver() },
      (_input, { previous = 0 }) =>
        entrypoint.final({ value: { ...order, total: previous } as never, save: previous + 1 }),
    );
    await workflow.invoke({}, { context, ...thread });
    const { total } = (await workflow.invoke({}, { context, ...thread })) as { total: number };
    expect(total === 1, "it is there");
  },
  "a saved value that no checkpoint could hold is refused": () =>
    refused(
      entrypointOf(ordersContract)<unknown>({ checkpointer: new MemorySaver() }, () =>
        entrypoint.final({ value: order as never, save: () => {} }),
      ).invoke({}, { context, ...thread }),
      "output",
    ),
};

/** Tries every promise, and prints a line of JSON for each. */
export async function tryAll(order: "forwards" | "backwards"): Promise<void> {
  const entries = Object.entries(checks);
  for (const [name, check] of order === "forwards" ? entries : entries.toReversed()) {
    let error: string | undefined;
    try {
      await check();
    } catch (found) {
      error = found instanceof Error ? found.message : String(found);
    }
    console.log(JSON.stringify({ name, error }));
  }
}
