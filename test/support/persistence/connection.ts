import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "./database.js";
import { newThread } from "./new-thread.js";
import { AgentProcess } from "./process.js";
import { Relay } from "./relay.js";

/** What has to hold when the connection to a database's server is cut. */
export function describeConnection(database: Database): void {
  const running: AgentProcess[] = [];
  let relay: Relay;
  const start = (stalls = false): AgentProcess => {
    const process = new AgentProcess({ database: { ...database, url: relay.url(database.url) }, stalls });
    running.push(process);
    return process;
  };

  describe("a connection", () => {
    beforeAll(async () => {
      relay = await Relay.to(database.url);
      await start().call("setup");
    });
    afterAll(async () => {
      await Promise.all(running.map((process) => process.kill()));
      relay.close();
    });

    it("that is cut in the middle of a run fails it clearly, and the thread goes on when it is back", async () => {
      const thread = newThread();
      const process = start(true);
      const run = process.call("ask", thread).catch((error: Error) => error);
      await Promise.race([process.stalled, run]);
      relay.cut();
      await process.call("release");
      const error = await run;
      expect(error).toBeInstanceOf(Error);
      expect(String(error)).toMatch(/connection|connect|ECONN|socket|server/i);
      expect(String(error)).not.toContain("The process ended");

      relay.mend();
      expect(await process.call("look", thread)).toMatchObject({
        next: ["tools"],
        messages: ["human", "ai"],
      });
      expect(await process.call("goOn", thread)).toMatchObject([{ question: "approve_refund" }]);
      const answer = { thread, resume: { approved: true } };
      expect(await start().call("answer", answer)).toEqual([{ thread, paid: ["o-2"] }]);
      expect((await process.call("look", thread)).turns).toMatchObject({ remember: 1, close: 1 });
    });

    it("that is cut while nothing runs is made anew", async () => {
      const thread = newThread();
      const process = start();
      await process.call("ask", thread);
      relay.cut();
      await new Promise((resolve) => setTimeout(resolve, 500));
      relay.mend();
      const answer = { thread, resume: { approved: true } };
      expect(await process.call("answer", answer)).toEqual([{ thread, paid: ["o-2"] }]);
    });
  });
}
