import { availableParallelism } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Worker } from "node:worker_threads";
import { expect, it, onTestFinished } from "vitest";
import { contracts } from "../../bench/support/contracts.js";
import { discover } from "../../codegen/discover/discover.js";
import { compile } from "../../codegen/pipeline/compile.js";
import { filesIn, folder, put } from "../support/folder.js";

const built = join(import.meta.dirname, "../../dist/codegen/index.js");

/** Together just more than is compiled as a whole. */
const CONTRACTS = 24;
const COMMENT_BYTES = 120_000;

it("compiles a large library on several threads, to the same bytes as on one", async () => {
  const started: Worker[] = [];
  const count = (worker: Worker) => started.push(worker);
  process.on("worker", count);
  onTestFinished(() => void process.off("worker", count));
  const cwd = folder();
  for (const [path, text] of contracts(CONTRACTS)) {
    const schema: object = JSON.parse(text);
    const isState = path.endsWith("state.schema.json");
    put(cwd, {
      [`schemas/${path}`]: isState ? { $comment: "-".repeat(COMMENT_BYTES), ...schema } : schema,
    });
  }

  const { generate } = (await import(pathToFileURL(built).href)) as typeof import("../../codegen/index.js");
  await generate({ cwd, importExtension: "none" });
  const { ".graphwright.json": _, ...onThreads } = filesIn(join(cwd, "generated"));
  expect(started).toHaveLength(availableParallelism() > 1 ? Math.min(availableParallelism(), 4) : 0);

  const onOne = new Map<string, string>();
  await compile(
    discover(join(cwd, "schemas")).discovery,
    {
      cwd,
      source: "schemas",
      importExtension: "none",
      limits: { whole: Number.POSITIVE_INFINITY, batch: 1 },
    },
    { put: (path, text) => onOne.set(path, text), clear: () => onOne.clear() },
  );
  expect(Object.entries(onThreads).find(([path]) => path.endsWith("/client.ts"))?.[1]).toContain(
    'from "./schemas";',
  );
  expect(onThreads).toEqual(Object.fromEntries(onOne));
});
