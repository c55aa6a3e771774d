// The support agent in a process of its own, on a database; `process.ts` starts it and tells it what to do.
import type { BaseStore } from "@langchain/langgraph";
import { Command, InMemoryStore, START } from "@langchain/langgraph";
import { ContractError } from "graphwright";
import { supportAgent } from "../../../examples/support-agent/graph.js";
import { ScriptedModel } from "../../../examples/support-agent/model.js";
import { DemoShop } from "../../../examples/support-agent/shop.js";
import type { Order, SupportAgentOutput } from "../../../generated/support-agent/index.js";
import { NotesStateGraph } from "../../contracts/generated/notes/index.js";
import { NotesNextStateGraph } from "../../contracts/generated/notes-next/index.js";
import { API_KEY } from "./api-key.js";
import type { Assignment, Calls, Failure, Look, Message, Stop } from "./calls.js";
import { openDatabase } from "./database.js";

const { database, stalls = false }: Assignment = JSON.parse(process.argv[2] ?? "{}");
const { checkpointer, store = new InMemoryStore() as BaseStore, setup, close } = await openDatabase(database);

/** PostgreSQL's store refuses namespaces with an underscore, such as `["users", "user_123", "notes"]`. */
const USER = "user-123";

let release = (): void => {};
const released = stalls
  ? new Promise<void>((resolve) => {
      release = resolve;
    })
  : undefined;

class SlowShop extends DemoShop {
  override async orders(customer: string, limit: number): Promise<Order[]> {
    if (released !== undefined) {
      say({ stalled: true });
      await released;
    }
    return super.orders(customer === USER ? "user_123" : customer, limit);
  }
}

const agent = supportAgent({ model: new ScriptedModel(), shop: new SlowShop(), checkpointer, store });
const context = {
  user: { id: USER, name: "Alice", plan: "team" },
  credentials: { api_key: API_KEY },
} as const;
const at = (thread: string) => ({ configurable: { thread_id: thread } });
// With "sync", each step is saved before the next one starts, so that a kill undoes nothing that was done.
const on = (thread: string) => ({ ...at(thread), context, durability: "sync" }) as const;

type Doers = {
  [Name in keyof Calls]: (...args: Calls[Name]["args"]) => Promise<Calls[Name]["result"]>;
};

const doers: Doers = {
  async setup() {
    await setup();
    return undefined;
  },
  ask: (...threads) =>
    all(threads, async (thread) => {
      const ticket = { id: thread, subject: "Lamp" };
      const messages = [{ role: "user", content: "The lamp arrived broken. I want my money back." }];
      return stopOf(thread, await agent.invoke({ ticket, messages }, on(thread)));
    }),
  answer: (...answers) =>
    all(answers, async ({ thread, resume }) =>
      stopOf(thread, await agent.invoke(new Command({ resume: resume as never }), on(thread))),
    ),
  goOn: (...threads) => all(threads, async (thread) => stopOf(thread, await agent.invoke(null, on(thread)))),
  async release() {
    release();
    return undefined;
  },
  look,
  async dump(thread) {
    const tuples: unknown[] = [];
    for await (const tuple of checkpointer.list(at(thread))) tuples.push(tuple);
    return JSON.stringify(tuples);
  },
  async note(thread) {
    const notes = new NotesStateGraph()
      .addNode("write", () => ({ lines: ["milk"], stars: 3, old_name: "shopping" }))
      .addNode("check", () => ({ title: "done" }))
      .addEdge(START, "write")
      .addEdge("write", "check")
      .compile({ checkpointer, interruptBefore: ["check"] });
    await notes.invoke({}, at(thread));
    return undefined;
  },
  async noteNext(thread) {
    const notes = new NotesNextStateGraph()
      .addNode("write", () => ({ lines: [{ text: "milk" }], stars: [3], new_name: "shopping" }))
      .addNode("check", () => ({ title: "done" }))
      .addEdge(START, "write")
      .addEdge("write", "check")
      .compile({ checkpointer });
    await notes.invoke(null, at(thread));
    return undefined;
  },
};

async function look(thread: string): Promise<Look> {
  const { tasks, next, values } = await agent.getState(at(thread));
  const turns: Record<string, number> = {};
  for await (const past of agent.getStateHistory(at(thread))) {
    for (const node of past.next) turns[node] = (turns[node] ?? 0) + 1;
  }
  return {
    questions: tasks.flatMap(({ interrupts }) =>
      interrupts.flatMap(({ isOwn, value }) => (isOwn ? [value.name] : [])),
    ),
    next,
    messages: values.messages.map(({ type }) => type),
    turns,
  };
}

function stopOf(thread: string, result: Partial<SupportAgentOutput> & { __interrupt__?: unknown }): Stop {
  const [question] = Array.isArray(result.__interrupt__) ? result.__interrupt__ : [];
  const paid = (result.actions ?? []).flatMap((action) =>
    action.kind === "refund" ? [action.order_id] : [],
  );
  return { thread, question: question?.value.name, paid };
}

/** All at once; where some fail, it fails only when all have come to their end. */
async function all<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const settled = await Promise.allSettled(items.map(work));
  return settled.map((each) => {
    if (each.status === "rejected") throw each.reason;
    return each.value;
  });
}

function say(message: Message): void {
  process.send?.(message);
}

function failureOf(error: unknown): Failure {
  if (ContractError.isInstance(error)) {
    return { name: error.name, message: error.message, boundary: error.boundary };
  }
  return error instanceof Error
    ? { name: error.name, message: error.message }
    : { name: "", message: String(error) };
}

process.on("message", async ({ call, name, args }: { call: number; name: keyof Doers; args: never[] }) => {
  try {
    const perform = doers[name] as (...args: never[]) => Promise<unknown>;
    say({ call, result: await perform(...args) });
  } catch (error) {
    say({ call, error: failureOf(error) });
  }
});
process.on("disconnect", () => void close().finally(() => process.exit()));
