import "@langchain/langgraph";
import "@langchain/langgraph/pregel";
import { afterEach, expect, it, vi } from "vitest";

afterEach(() => vi.unstubAllGlobals());

it("does nothing on import: edge runtimes allow no timers and controllers there", async () => {
  const used: string[] = [];
  for (const name of ["AbortController", "setTimeout", "setInterval", "queueMicrotask"] as const) {
    const original: unknown = Reflect.get(globalThis, name);
    const spy = new Proxy(original as (...parameters: unknown[]) => unknown, {
      apply: (target, self, parameters) => {
        if (fromHere()) used.push(name);
        return Reflect.apply(target, self, parameters);
      },
      construct: (target, parameters) => {
        used.push(name);
        return Reflect.construct(target, parameters);
      },
    });
    vi.stubGlobal(name, spy);
  }
  vi.resetModules();
  const { Runtime } = await import("graphwright");
  expect(used).toEqual([]);
  expect(new Runtime().signal.aborted).toBe(false);
  expect(used).toEqual(["AbortController"]);
});

/** Whether a call comes from this package; the test runner uses timers too. */
function fromHere(): boolean {
  return (new Error().stack ?? "")
    .split("\n")
    .some((line) => /\/src\/[a-z]/.test(line) && !line.includes("node_modules"));
}
