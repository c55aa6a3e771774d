import type { StructuredToolInterface } from "@langchain/core/tools";
import { type BaseStore, Command } from "@langchain/langgraph";
import { ToolNode } from "@langchain/langgraph/prebuilt";
import {
  type Ask,
  agentContext,
  type ContractStore,
  type ContractTool,
  middlewareRuntime,
  type Runtime,
  ToolRuntime,
} from "graphwright";
import { createAgent, createMiddleware, fakeModel } from "langchain";
import { describe, expectTypeOf, it } from "vitest";
import {
  type SupportAgentContext,
  type SupportAgentFindOrdersArguments,
  type SupportAgentInterrupts,
  type SupportAgentRuntime,
  type SupportAgentState,
  type SupportAgentStore,
  supportAgentContract,
} from "../../generated/support-agent/index.js";
import { type AgentToolRuntime, context, order, type Toolset, tools } from "./support-agent.js";

const model = fakeModel();

describe("a tool's function", () => {
  it("gets checked arguments, defaults applied, and the runtime", () => {
    tools.find_orders((input, runtime) => {
      expectTypeOf(input).toEqualTypeOf<SupportAgentFindOrdersArguments>();
      expectTypeOf(input.limit).toEqualTypeOf<number>();
      expectTypeOf(runtime).toEqualTypeOf<AgentToolRuntime>();
      expectTypeOf(runtime.context).toEqualTypeOf<SupportAgentContext>();
      expectTypeOf(runtime.state).toEqualTypeOf<SupportAgentState | undefined>();
      expectTypeOf(runtime.toolCallId).toEqualTypeOf<string | undefined>();
      expectTypeOf(runtime.store).toEqualTypeOf<ContractStore<SupportAgentStore>>();
      expectTypeOf(runtime.interrupt).toEqualTypeOf<Ask<SupportAgentInterrupts>>();
      // @ts-expect-error There is no such argument.
      input.usr;
      // @ts-expect-error Outside of a graph there is no state.
      runtime.state.ticket;
      // @ts-expect-error No event is like this.
      runtime.streamWriter({ type: "nonsense" });
      return [];
    });
  });

  it("returns the tool's output, sync or async, or what LangGraph acts on", () => {
    tools.find_orders(() => [order]);
    tools.find_orders(async ({ user_id, limit }) => [{ ...order, id: `${user_id}${limit}` }]);
    tools.find_orders(() => new Command({ goto: "a" }));
    tools.find_orders(async (input) => (input.limit > 1 ? new Command({ goto: "a" }) : [order]));
    // @ts-expect-error An order has a total.
    tools.find_orders(() => [{ id: "o", placed_at: "now" }]);
    // @ts-expect-error A number is no list of orders.
    tools.find_orders(async () => 5);
    // @ts-expect-error It must return something.
    tools.find_orders(() => {});
    // @ts-expect-error The contract has no such tool.
    tools.find_order;
  });

  it("returns a pair only where the options say so", () => {
    tools.find_orders(() => ["one", [order]], { responseFormat: "content_and_artifact" });
    // @ts-expect-error The artifact is the tool's output.
    tools.find_orders(() => ["one", [5]], { responseFormat: "content_and_artifact" });
    // @ts-expect-error Without the option it is no output.
    tools.find_orders(() => ["one", [order]]);
    // @ts-expect-error With the option it must be a pair.
    tools.find_orders(() => [order], { responseFormat: "content_and_artifact" });
  });
});

describe("a tool", () => {
  const findOrders = tools.find_orders(() => [order]);

  it("is called with the arguments that a model may pass", async () => {
    expectTypeOf(findOrders).toEqualTypeOf<ContractTool<"find_orders", Toolset["find_orders"]>>();
    expectTypeOf(findOrders.name).toEqualTypeOf<"find_orders">();
    expectTypeOf(await findOrders.invoke({ user_id: "u" })).toEqualTypeOf<Toolset["find_orders"]["output"]>();
    // @ts-expect-error The user is missing.
    findOrders.invoke({ limit: 5 });
    // @ts-expect-error The limit is a number.
    findOrders.invoke({ user_id: "u", limit: "5" });
  });

  it("goes where tools go", () => {
    expectTypeOf(findOrders).toExtend<StructuredToolInterface>();
    new ToolNode([findOrders, tools.search_help(() => [])]);
    model.bindTools([findOrders]);
    createAgent({ model, tools: [findOrders] });
  });
});

describe("the runtime of a tool", () => {
  it("is a runtime, and stays its own kind", () => {
    const runtime = new ToolRuntime({ context: { a: 1 }, state: { b: "" } });
    expectTypeOf(runtime).toEqualTypeOf<ToolRuntime<{ a: number }, { b: string }>>();
    expectTypeOf(runtime).toExtend<Runtime<{ a: number }, BaseStore>>();
    expectTypeOf(runtime.override({ toolCallId: "x" })).toEqualTypeOf(runtime);
    // @ts-expect-error Runtimes are immutable.
    runtime.state = undefined;
    // @ts-expect-error The id is a string.
    runtime.override({ toolCallId: 5 });
  });
});

describe("middleware", () => {
  it("has the contract's context in its hooks", () => {
    const watch = createMiddleware({
      name: "Watch",
      contextSchema: agentContext(supportAgentContract),
      beforeModel: (_state, runtime) => {
        expectTypeOf(runtime.context.user.name).toEqualTypeOf<string>();
        expectTypeOf(runtime.context.locale).toEqualTypeOf<string>();
        // @ts-expect-error The context has no such property.
        runtime.context.usr;
        expectTypeOf(middlewareRuntime(supportAgentContract, runtime)).toEqualTypeOf<SupportAgentRuntime>();
      },
      wrapModelCall: (request, handler) => {
        expectTypeOf(request.runtime.context.limits.tool_calls).toEqualTypeOf<number>();
        return handler(request);
      },
    });
    const agent = createAgent({ model, tools: [], middleware: [watch] });
    agent.invoke({ messages: [] }, { context });
    // @ts-expect-error The user is missing.
    agent.invoke({ messages: [] }, { context: { locale: "en" } });
  });

  it("asks an agent's callers for the context", () => {
    const agent = createAgent({ model, tools: [], contextSchema: agentContext(supportAgentContract) });
    agent.invoke({ messages: [] }, { context });
    // @ts-expect-error The credentials are missing.
    agent.invoke({ messages: [] }, { context: { user: context.user } });
  });
});
