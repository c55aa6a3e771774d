import type { BaseStore } from "@langchain/langgraph";
import { type ContractStore, openStore } from "graphwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type SupportAgentStore, supportAgentContract } from "../../../generated/support-agent/index.js";
import { refusal } from "../refusal.js";
import { type Database, openDatabase, type Persistence } from "./database.js";
import { newThread } from "./new-thread.js";
import { AgentProcess } from "./process.js";

/** What has to hold of the store of a database. */
export function describeMemory(database: Database): void {
  let opened: Persistence;
  let store: BaseStore;
  let memory: ContractStore<SupportAgentStore>;

  describe("a store", () => {
    beforeAll(async () => {
      opened = await openDatabase(database);
      await opened.setup();
      if (opened.store === undefined) throw new Error(`There is no store for ${database.kind}.`);
      store = opened.store;
      memory = openStore(supportAgentContract, store);
    });
    afterAll(() => opened?.close());

    it("brings what one process has kept to another", async () => {
      const process = new AgentProcess({ database });
      const thread = newThread();
      await process.call("ask", thread);
      await process.call("answer", { thread, resume: { approved: true } });
      await process.end();
      expect((await memory.get(["users"], "user-123", { check: true }))?.value.name).toBe("Alice");
      const note = await memory.get(["users", "user-123", "notes"], thread, { check: true });
      expect(note?.value).toMatchObject({ ticket_id: thread, text: expect.stringContaining("Lamp") });
    });

    it("refuses values that do not fit, and writes none of their batch", async () => {
      const error = await refusal(
        memory.batch([
          { namespace: ["users"], key: "fits", value: { id: "fits", name: "Bob", plan: "free" } },
          // @ts-expect-error There is no such plan.
          { namespace: ["users"], key: "wrong", value: { id: "wrong", name: "Eve", plan: "gold" } },
        ]),
      );
      expect(error).toMatchObject({ boundary: "store", issues: [{ path: "/plan" }] });
      expect(await store.get(["users"], "fits")).toBeNull();
    });

    it("has values from before the contract: they are read as they are, or refused where a check is asked for", async () => {
      await store.put(["users"], "older", { id: "older", name: "Old", plan: "basic" });
      await store.put(["users", "older", "notes"], "n-1", { text: "likes tea" });

      expect((await memory.get(["users"], "older"))?.value.plan).toBe("basic");
      const [user, note] = [
        await refusal(memory.get(["users"], "older", { check: true })),
        await refusal(memory.search(["users", "older", "notes"], { check: true })),
      ];
      expect(user.message).toContain('The value is the item "older" of the namespace ["users"].');
      expect(user.issues).toMatchObject([{ path: "/plan", keyword: "enum" }]);
      expect(note.message).toContain(
        'The value is the item "n-1" of the namespace ["users","older","notes"].',
      );
      expect(note.issues).toMatchObject([{ path: "/written_at", keyword: "required" }]);

      const written_at = "2026-03-02T09:30:00Z";
      await memory.put(["users", "older", "notes"], "n-1", { text: "likes tea", written_at });
      const mended = await memory.search(["users", "older", "notes"], { check: true });
      expect(mended.map(({ value }) => value)).toEqual([{ text: "likes tea", written_at }]);
    });

    it("finds nothing of a namespace whose name only begins like the one that is searched", async () => {
      const written_at = "2026-03-02T09:30:00Z";
      for (const id of ["u-1", "u-12"]) {
        await memory.put(["users", id, "notes"], "n", { text: `of ${id}`, written_at });
      }
      const found = await memory.search(["users", "u-1"], { check: true });
      expect(found.map(({ value }) => value.text)).toEqual(["of u-1"]);
    });

    it("keeps texts as they are, whatever they hold", async () => {
      const id = `o'brien "1" ${String.fromCodePoint(0x1f600)}`;
      const text = `'; DROP TABLE store; -- \\u0041 \r\n${String.fromCodePoint(0x2028)}é`;
      await memory.put(["users", id, "notes"], id, { text, written_at: "2026-03-02T09:30:00Z" });
      const found = await memory.search(["users", id, "notes"], { check: true });
      expect(found.map(({ key, namespace, value }) => [key, namespace, value.text])).toEqual([
        [id, ["users", id, "notes"], text],
      ]);
      expect(await memory.listNamespaces({ prefix: ["users", id] })).toEqual([["users", id, "notes"]]);
      await memory.delete(["users", id, "notes"], id);
      expect(await memory.search(["users", id, "notes"])).toEqual([]);
    });
  });
}
