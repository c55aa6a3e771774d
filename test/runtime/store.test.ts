import { type BaseStore, InMemoryStore, type Operation, type OperationResults } from "@langchain/langgraph";
import { openStore } from "graphwright";
import { describe, expect, it } from "vitest";
import {
  type SupportAgentRuntime,
  SupportAgentStateGraph,
  supportAgentContract,
} from "../../generated/support-agent/index.js";
import { refusal } from "../support/refusal.js";
import { agentContext, ticket } from "../support/support-agent.js";

const alice = { id: "user_123", name: "Alice", plan: "team" } as const;
const note = { text: "likes tea", written_at: "2026-01-01T00:00:00Z" };

/** A store that notes the batches that reach it. */
class NotingStore extends InMemoryStore {
  readonly batches: number[] = [];

  override batch<Operations extends readonly Operation[]>(
    operations: Operations,
  ): Promise<OperationResults<Operations>> {
    this.batches.push(operations.length);
    return super.batch(operations);
  }
}

async function inNode(
  store: BaseStore,
  node: (runtime: SupportAgentRuntime) => Promise<void>,
): Promise<void> {
  const graph = new SupportAgentStateGraph()
    .addNode("remember", async (_state, runtime) => {
      await node(runtime);
    })
    .setEntryPoint("remember")
    .setFinishPoint("remember")
    .compile({ store });
  await graph.invoke({ ticket, messages: [{ role: "user", content: "hi" }] }, { context: agentContext });
}

describe("a contract's store", () => {
  it("puts, gets, searches, lists and deletes by the namespaces of the contract", async () => {
    const store = new InMemoryStore();
    await inNode(store, async ({ store: memory }) => {
      await memory?.put(["users"], "user_123", alice);
      await memory?.put(["users", "user_123", "notes"], "n1", note);
      expect((await memory?.get(["users"], "user_123"))?.value.name).toBe("Alice");
      expect((await memory?.search(["users", "user_123", "notes"]))?.map(({ value }) => value.text)).toEqual([
        "likes tea",
      ]);
      expect(await memory?.search(["users"])).toHaveLength(2);
      expect(await memory?.listNamespaces({ prefix: ["users"] })).toEqual(
        expect.arrayContaining([["users"], ["users", "user_123", "notes"]]),
      );
      await memory?.delete(["users", "user_123", "notes"], "n1");
      expect(await memory?.get(["users", "user_123", "notes"], "n1")).toBeNull();
    });
    expect((await store.get(["users"], "user_123"))?.value).toEqual(alice);
  });

  it("refuses a value that does not fit its namespace, and writes nothing of the batch", async () => {
    const store = new InMemoryStore();
    const error = await refusal(
      inNode(store, async ({ store: memory }) => {
        await memory?.batch([
          { namespace: ["users"], key: "a", value: alice },
          // @ts-expect-error The plan is not one of the contract's.
          { namespace: ["users"], key: "b", value: { ...alice, plan: "gold" } },
        ]);
      }),
    );
    expect(error).toMatchObject({ graph: "support-agent", boundary: "store", node: "remember" });
    expect(error.issues).toMatchObject([{ path: "/plan", keyword: "enum" }]);
    expect(error.message).not.toContain("gold");
    expect(await store.get(["users"], "a")).toBeNull();
  });

  it("refuses a namespace that the contract does not have, and names those it has", async () => {
    const memory = openStore(supportAgentContract, new InMemoryStore());
    const error = await refusal(memory.put(["user"] as never, "a", alice as never));
    expect(error.message).toContain(
      'no namespace ["user"] (did you mean ["users"]?); it has ["users"], ["users","{user_id}","notes"]',
    );
    await refusal(memory.get(["users", "a", "letters"] as never, "a"));
    await refusal(memory.delete([] as never, "a"));
  });

  it("checks what is read when it is asked to", async () => {
    const store = new InMemoryStore();
    await store.put(["users"], "old", { id: "old" });
    const memory = openStore(supportAgentContract, store);
    expect((await memory.get(["users"], "old"))?.value).toEqual({ id: "old" });
    const error = await refusal(memory.get(["users"], "old", { check: true }));
    expect(error).toMatchObject({ boundary: "store", node: undefined });
    expect(error.issues.map(({ path }) => path)).toEqual(["/name", "/plan"]);
    expect(error.message).toContain('"old"');
  });

  it("checks what a search finds when it is asked to", async () => {
    const store = new InMemoryStore();
    const memory = openStore(supportAgentContract, store);
    await store.put(["users", "a", "notes"], "old", { text: "likes tea" });
    await memory.put(["users", "a", "notes"], "new", note);
    expect(await memory.search(["users", "a", "notes"])).toHaveLength(2);
    const error = await refusal(memory.search(["users"], { check: true }));
    expect(error.issues).toMatchObject([{ path: "/written_at", keyword: "required" }]);
    expect(error.message).toContain('The value is the item "old" of the namespace ["users","a","notes"].');

    await store.put(["users", "a", "notes"], "old", note);
    const found = await memory.search(["users"], { check: true, limit: 5 });
    expect(found.map(({ value }) => value)).toEqual([note, note]);
    await store.put(["users", "a", "letters"], "l", { text: "Dear A" });
    const unknown = await refusal(memory.search(["users"], { check: true }));
    expect(unknown.message).toContain('no namespace ["users","a","letters"]');
  });

  it("finds nothing of a namespace that only begins with the same text", async () => {
    /** Compares prefixes as texts, as PostgreSQL's store does. */
    class TextStore extends InMemoryStore {
      override batch<Operations extends readonly Operation[]>(
        operations: Operations,
      ): Promise<OperationResults<Operations>> {
        const wide = operations.map((each) =>
          "namespacePrefix" in each ? { ...each, namespacePrefix: ["users"] } : each,
        );
        return super.batch(wide as unknown as Operations);
      }
    }
    const memory = openStore(supportAgentContract, new TextStore());
    for (const id of ["u-1", "u-12"]) await memory.put(["users", id, "notes"], id, note);
    expect((await memory.search(["users", "u-1"])).map(({ key }) => key)).toEqual(["u-1"]);
    expect(await memory.search([])).toHaveLength(2);
  });

  it("takes __proto__ as a key and as a placeholder without harm", async () => {
    const memory = openStore(supportAgentContract, new InMemoryStore());
    await memory.put(["users", "__proto__", "notes"], "__proto__", note);
    expect((await memory.get(["users", "__proto__", "notes"], "__proto__"))?.value).toEqual(note);
    expect(Reflect.get({}, "text")).toBeUndefined();
  });

  it("never changes the caller's value", async () => {
    const store = new InMemoryStore();
    const value = Object.freeze({ ...alice });
    await openStore(supportAgentContract, store).put(["users"], "a", value);
    expect(value).toEqual(alice);
  });
});

describe("access to the store during a run", () => {
  it("goes to the store in one batch where it is made at once", async () => {
    const store = new NotingStore();
    await inNode(store, async ({ store: memory }) => {
      await Promise.all([
        memory?.get(["users"], "a"),
        memory?.get(["users"], "b"),
        memory?.get(["users"], "c"),
      ]);
      await memory?.get(["users"], "d");
    });
    expect(store.batches).toEqual([3, 1]);
  });

  it("keeps its order", async () => {
    const store = new InMemoryStore();
    await inNode(store, async ({ store: memory }) => {
      await memory?.put(["users"], "a", { ...alice, name: "first" });
      await memory?.put(["users"], "a", { ...alice, name: "second" });
      expect((await memory?.get(["users"], "a"))?.value.name).toBe("second");
    });
  });

  it("tells its failure to each caller", async () => {
    class BrokenStore extends InMemoryStore {
      override async batch(): Promise<never> {
        throw new Error("the disk is full");
      }
    }
    const failures: string[] = [];
    await inNode(new BrokenStore(), async ({ store: memory }) => {
      const calls = [memory?.get(["users"], "a"), memory?.put(["users"], "b", alice)];
      for (const outcome of await Promise.allSettled(calls)) {
        if (outcome.status === "rejected") failures.push(String(outcome.reason));
      }
    });
    expect(failures).toEqual(["Error: the disk is full", "Error: the disk is full"]);
  });

  it("is done when the run ends, though no node waited for it", async () => {
    const store = new InMemoryStore();
    await inNode(store, async ({ store: memory }) => {
      void memory?.put(["users"], "a", alice);
    });
    expect((await store.get(["users"], "a"))?.value).toEqual(alice);
  });
});
