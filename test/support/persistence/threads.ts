import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { API_KEY } from "./api-key.js";
import type { Stop } from "./calls.js";
import type { Database } from "./database.js";
import { newThread } from "./new-thread.js";
import { AgentProcess } from "./process.js";

const REFUND = "o-2";

/** How many threads run at once, in how many processes. */
export interface Load {
  readonly processes: number;
  readonly threads: number;
}

/** What has to hold of the threads that a database keeps, whichever it is. */
export function describeThreads(database: Database, load: Load): void {
  const running: AgentProcess[] = [];
  const start = (stalls = false): AgentProcess => {
    const process = new AgentProcess({ database, stalls });
    running.push(process);
    return process;
  };
  let first: AgentProcess;
  let second: AgentProcess;

  describe("threads", () => {
    beforeAll(async () => {
      first = start();
      second = start();
      await first.call("setup");
    });
    afterAll(() => Promise.all(running.map((process) => process.kill())));

    it("wait for an answer in one process and get it in another", async () => {
      const thread = newThread();
      const asking = start();
      expect(await asking.call("ask", thread)).toEqual([waiting(thread)]);
      await asking.end();
      const answer = { thread, resume: { approved: true } };
      expect(await second.call("answer", answer)).toEqual([done(thread, REFUND)]);
      expect(await first.call("look", thread)).toMatchObject({ questions: [], next: [] });
    });

    it("go on in a new process when theirs was killed in the middle of a run", async () => {
      const thread = newThread();
      const doomed = start(true);
      const run = doomed.call("ask", thread).catch(({ message }: Error) => message);
      await Promise.race([doomed.stalled, run]);
      await doomed.kill();
      expect(await run).toContain("The process ended (SIGKILL)");

      expect(await first.call("look", thread)).toMatchObject({ next: ["tools"], messages: ["human", "ai"] });
      expect(await second.call("goOn", thread)).toEqual([waiting(thread)]);
      const answer = { thread, resume: { approved: true } };
      expect(await first.call("answer", answer)).toEqual([done(thread, REFUND)]);
      // What was done before the kill was not done again.
      expect((await first.call("look", thread)).turns).toMatchObject({ remember: 1, close: 1 });
    });

    it("keep their question open when an answer is refused, for every process", async () => {
      const thread = newThread();
      await first.call("ask", thread);
      const wrong = { thread, resume: { approved: "yes" } };
      await expect(second.call("answer", wrong)).rejects.toMatchObject({
        name: "ContractError",
        boundary: "resume",
        message: expect.stringContaining("/approved must be a boolean, but is a string"),
      });
      expect((await first.call("look", thread)).questions).toEqual(["approve_refund"]);
      const right = { thread, resume: { approved: false } };
      expect(await first.call("answer", right)).toEqual([done(thread)]);
    });

    it("stay as they are when a question is answered again that another process has answered", async () => {
      const thread = newThread();
      await first.call("ask", thread);
      const answer = { thread, resume: { approved: true } };
      expect(await first.call("answer", answer)).toEqual([done(thread, REFUND)]);
      const before = await first.call("look", thread);
      expect(await second.call("answer", answer)).toEqual([done(thread, REFUND)]);
      expect(await first.call("look", thread)).toEqual(before);
    });

    it("of an older contract are refused where they no longer fit", async () => {
      const thread = newThread();
      await first.call("note", thread);
      await expect(second.call("noteNext", thread)).rejects.toMatchObject({
        name: "ContractError",
        boundary: "checkpoint",
        message: expect.stringContaining("/lines/0 must be an object, but is a string"),
      });
    });

    it("hold no secret of the context", async () => {
      const thread = newThread();
      await first.call("ask", thread);
      const dump = await second.call("dump", thread);
      expect(dump).toContain("approve_refund");
      expect(dump).not.toContain(API_KEY);
    });

    it(`run ${load.threads} at once in ${load.processes} processes, and none is mixed up`, async () => {
      const processes = Array.from({ length: load.processes }, () => start());
      const threads = Array.from({ length: load.threads }, newThread);
      const share = (offset: number) => threads.filter((_, index) => (index + offset) % load.processes === 0);
      const asked = await Promise.all(
        processes.map((process, index) => process.call("ask", ...share(index))),
      );
      expect(sorted(asked.flat())).toEqual(sorted(threads.map(waiting)));

      // Each is answered in another process than the one that asked, every other one with a no.
      const isApproved = (thread: string) => threads.indexOf(thread) % 3 === 0;
      const answered = await Promise.all(
        processes.map((process, index) =>
          process.call(
            "answer",
            ...share(index + 1).map((thread) => ({ thread, resume: { approved: isApproved(thread) } })),
          ),
        ),
      );
      const expected = threads.map((thread) => (isApproved(thread) ? done(thread, REFUND) : done(thread)));
      expect(sorted(answered.flat())).toEqual(sorted(expected));
    });
  });
}

function waiting(thread: string): Stop {
  return { thread, question: "approve_refund", paid: [] };
}

function done(thread: string, ...paid: readonly string[]): Stop {
  return { thread, paid };
}

function sorted(stops: readonly Stop[]): Stop[] {
  return stops.toSorted((a, b) => a.thread.localeCompare(b.thread));
}
