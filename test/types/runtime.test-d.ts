import type { BaseStore, Runtime as LangGraphRuntime } from "@langchain/langgraph";
import { type ExecutionInfo, getRuntime, type Runtime } from "graphwright";
import { describe, expectTypeOf, it } from "vitest";
import { GreetingContext, type GreetingRuntime } from "../../generated/greeting/index.js";
import type { SupportAgentContext, SupportAgentRuntime } from "../../generated/support-agent/index.js";

declare const runtime: GreetingRuntime;

describe("Runtime", () => {
  it("of a contract with all members is LangGraph's, with the contract's questions and events", () => {
    expectTypeOf<SupportAgentRuntime>().toExtend<
      LangGraphRuntime<SupportAgentContext, SupportAgentRuntime["interrupt"], SupportAgentRuntime["writer"]>
    >();
    expectTypeOf(getRuntime()).toEqualTypeOf<Runtime>();
  });

  it("types the context as the schema does, not optional", () => {
    expectTypeOf(runtime.context.user_id).toEqualTypeOf<string>();
    // @ts-expect-error The schema closes the context.
    runtime.context.usr_id;
  });

  it("types its other members", () => {
    expectTypeOf(runtime.store).toEqualTypeOf<BaseStore | undefined>();
    expectTypeOf(runtime.executionInfo).toEqualTypeOf<ExecutionInfo | undefined>();
    expectTypeOf(runtime.drainRequested).toEqualTypeOf<boolean>();
    expectTypeOf(runtime.signal).toEqualTypeOf<AbortSignal>();
    expectTypeOf(runtime.merge(runtime)).toEqualTypeOf<GreetingRuntime>();
  });

  it("is a LangGraph.js Runtime", () => {
    expectTypeOf(runtime).toExtend<LangGraphRuntime<GreetingContext>>();
    expectTypeOf<Runtime<Record<string, unknown>>>().toExtend<LangGraphRuntime>();
  });

  it("can't be changed", () => {
    // @ts-expect-error The context is read-only.
    runtime.context = { user_id: "x" };
    // @ts-expect-error An override has the context's type.
    runtime.override({ context: { user_id: 5 } });
    // @ts-expect-error There is no such member.
    runtime.override({ ctx: { user_id: "x" } });
    // @ts-expect-error Attempts are numbers.
    runtime.patchExecutionInfo({ nodeAttempt: "2" });
  });

  it("is typed by getRuntime's schema", () => {
    const found = () => getRuntime(GreetingContext);
    expectTypeOf<ReturnType<typeof found>["context"]>().toEqualTypeOf<GreetingContext>();
  });
});
