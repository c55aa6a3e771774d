import { InMemoryStore, RunControl } from "@langchain/langgraph";
import { ExecutionInfo, Runtime } from "graphwright";
import { describe, expect, it, vi } from "vitest";

const info = { checkpointId: "c1", checkpointNs: "node:t1", taskId: "t1", nodeAttempt: 1 };

describe("a Runtime", () => {
  it("has the values of a run that provides nothing", () => {
    const runtime = new Runtime();
    expect(runtime.context).toBeUndefined();
    expect(runtime.store).toBeUndefined();
    expect(runtime.previous).toBeUndefined();
    expect(runtime.executionInfo).toBeUndefined();
    expect(runtime.serverInfo).toBeUndefined();
    expect(runtime.control).toBeUndefined();
    expect(runtime.drainRequested).toBe(false);
    expect(runtime.drainReason).toBeUndefined();
    expect(runtime.signal.aborted).toBe(false);
    expect(() => runtime.streamWriter("dropped")).not.toThrow();
    expect(() => runtime.heartbeat()).not.toThrow();
  });

  it("cannot be changed", () => {
    const runtime = new Runtime({ context: { user_id: "a" }, executionInfo: info });
    expect(() => Object.assign(runtime, { context: { user_id: "b" } })).toThrow(TypeError);
    expect(() => Object.assign(runtime.executionInfo ?? {}, { taskId: "t2" })).toThrow(TypeError);
    expect(runtime.context).toEqual({ user_id: "a" });
  });

  it("gives its functions without needing this", () => {
    const write = vi.fn();
    const { streamWriter, writer } = new Runtime({ streamWriter: write });
    streamWriter("a");
    writer("b");
    expect(write.mock.calls).toEqual([["a"], ["b"]]);
  });

  it("tells a drain that was requested", () => {
    const control = new RunControl();
    const runtime = new Runtime({ control });
    expect(runtime.drainRequested).toBe(false);
    control.requestDrain("sigterm");
    expect(runtime.drainRequested).toBe(true);
    expect(runtime.drainReason).toBe("sigterm");
  });
});

describe("merge", () => {
  const store = new InMemoryStore();
  const write = vi.fn();
  const beat = vi.fn();
  const controller = new AbortController();
  type TestRuntime = Runtime<{ user_id: string }, InMemoryStore>;
  const full: TestRuntime = new Runtime<{ user_id: string }, InMemoryStore>({
    context: { user_id: "a" },
    store,
    streamWriter: write,
    previous: 1,
    executionInfo: info,
    serverInfo: { assistantId: "as", graphId: "g" },
    heartbeat: beat,
    control: new RunControl(),
    signal: controller.signal,
  });

  it("keeps what the other does not provide, a writer and a heartbeat that do nothing included", () => {
    const merged = full.merge(new Runtime<{ user_id: string }, InMemoryStore>());
    expect({ ...merged }).toEqual({ ...full });
    expect(merged.streamWriter).toBe(write);
    expect(merged.heartbeat).toBe(beat);
    expect(merged).not.toBe(full);
  });

  it("takes what the other provides", () => {
    const other = new Runtime<{ user_id: string }, InMemoryStore>({
      context: { user_id: "b" },
      previous: 2,
      executionInfo: { ...info, taskId: "t2" },
    });
    const merged = full.merge(other);
    expect(merged.context).toEqual({ user_id: "b" });
    expect(merged.previous).toBe(2);
    expect(merged.executionInfo?.taskId).toBe("t2");
    expect(merged.store).toBe(store);
    expect(full.context).toEqual({ user_id: "a" });
  });
});

describe("override", () => {
  it("replaces the values given and keeps the rest", () => {
    const runtime = new Runtime({ context: { user_id: "a" }, previous: 1 });
    const changed = runtime.override({ context: { user_id: "b" } });
    expect(changed.context).toEqual({ user_id: "b" });
    expect(changed.previous).toBe(1);
    expect(runtime.context).toEqual({ user_id: "a" });
  });

  it("takes a value away that is given as undefined", () => {
    const runtime = new Runtime({ store: new InMemoryStore(), executionInfo: info });
    const changed = runtime.override({ store: undefined, executionInfo: undefined });
    expect(changed.store).toBeUndefined();
    expect("executionInfo" in changed).toBe(false);
  });
});

describe("patchExecutionInfo", () => {
  it("replaces values of the execution info in a new runtime", () => {
    const runtime = new Runtime({ executionInfo: info });
    const patched = runtime.patchExecutionInfo({ nodeAttempt: 2, threadId: "th" });
    expect(patched.executionInfo).toBeInstanceOf(ExecutionInfo);
    expect({ ...patched.executionInfo }).toEqual({ ...info, nodeAttempt: 2, threadId: "th" });
    expect(runtime.executionInfo?.nodeAttempt).toBe(1);
  });

  it("throws where there is no execution info yet", () => {
    expect(() => new Runtime().patchExecutionInfo({ nodeAttempt: 2 })).toThrow(/no execution info to patch/);
  });
});

describe("ExecutionInfo.patch", () => {
  it("returns a changed copy", () => {
    const before = new ExecutionInfo(info);
    const after = before.patch({ runId: "r" });
    expect(after.runId).toBe("r");
    expect(before.runId).toBeUndefined();
    expect(after.patch({}).runId).toBe("r");
  });
});
