import { inspect } from "node:util";
import type { AIMessage, ToolMessage } from "@langchain/core/messages";
import { AIMessage as Message } from "@langchain/core/messages";
import { fakeModel } from "@langchain/core/testing";
import { InMemoryStore, MemorySaver } from "@langchain/langgraph";
import {
  agentContext,
  ContractError,
  certainDefaults,
  defineContract,
  getRuntime,
  middlewareRuntime,
  Schema,
} from "graphwright";
import { createAgent, createMiddleware, ToolInvocationError } from "langchain";
import { describe, expect, it } from "vitest";
import { loadSchema } from "../../codegen/load/load.js";
import { SupportAgentContext, supportAgentContract } from "../../generated/support-agent/index.js";
import { TallyStateGraph } from "../contracts/generated/tally/index.js";
import { compileNode } from "../support/compile-node.js";
import { refusal } from "../support/refusal.js";
import { type AgentToolRuntime, calling, context, order, tools } from "./support-agent.js";

const whole = SupportAgentContext.parse(context);
const messages = [{ role: "user", content: "Where is my order?" }];

/** A model that calls `find_orders` with these arguments, then answers. */
const scripted = (args: object) =>
  fakeModel().respond(calling("find_orders", args)).respond(new Message("It is on its way."));

describe("a tool of a contract in an agent", () => {
  it("is run with the agent's context, checked, and its state", async () => {
    const seen: AgentToolRuntime[] = [];
    const agent = createAgent({
      model: scripted({ user_id: "u" }),
      tools: [
        tools.find_orders((input, runtime) => {
          seen.push(runtime);
          expect(input).toEqual({ user_id: "u", limit: 10 });
          return [order];
        }),
      ],
      contextSchema: agentContext(supportAgentContract),
    });
    const result = await agent.invoke({ messages }, { context });
    const [, call, answer, last] = result.messages as [unknown, AIMessage, ToolMessage, AIMessage];
    expect(call.tool_calls).toMatchObject([{ args: { user_id: "u" } }]);
    expect(answer).toMatchObject({ content: JSON.stringify([order]), name: "find_orders" });
    expect(last.text).toBe("It is on its way.");
    expect(seen[0]?.context).toEqual(whole);
    expect(seen[0]?.toolCallId).toBe("call_1");
    expect(seen[0]?.state).toHaveProperty("messages");
  });

  it("reports wrong arguments to the model", async () => {
    const agent = createAgent({ model: scripted({ user_id: 4711 }), tools: [tools.find_orders(() => [])] });
    const result = await agent.invoke({ messages }, { context });
    const answer = result.messages[2] as ToolMessage;
    expect(answer.status).toBe("error");
    expect(answer.text).toContain("/user_id must be a string");
    expect(answer.text).not.toContain("4711");
  });

  it("reports them to the model where middleware wraps the call, too", async () => {
    const failed: unknown[] = [];
    const watch = createMiddleware({
      name: "Watch",
      wrapToolCall: async (request, handler) => {
        try {
          return await handler(request);
        } catch (error) {
          failed.push(error);
          throw error;
        }
      },
    });
    const agent = createAgent({
      model: scripted({ user_id: 4711 }),
      tools: [tools.find_orders(() => [])],
      middleware: [watch],
    });
    const result = await agent.invoke({ messages }, { context });
    expect((result.messages[2] as ToolMessage).text).toContain("/user_id must be a string");
    expect(result.messages[3]?.text).toBe("It is on its way.");
    expect(failed[0]).toBeInstanceOf(ContractError);
    expect(ToolInvocationError.isInstance(failed[0])).toBe(true);
    expect(failed[0]).toMatchObject({ toolCall: { args: { user_id: 4711 } }, toolError: failed[0] });
    expect(inspect(failed[0])).not.toContain("4711");
  });

  it("ends the agent's run where it returns directly", async () => {
    const agent = createAgent({
      model: scripted({ user_id: "u" }),
      tools: [tools.find_orders(() => [order], { returnDirect: true })],
    });
    const result = await agent.invoke({ messages }, { context });
    expect(result.messages).toHaveLength(3);
  });
});

describe("agentContext", () => {
  it("checks the context before the agent starts", async () => {
    const model = fakeModel().respond(new Message("hi"));
    const agent = createAgent({ model, tools: [], contextSchema: agentContext(supportAgentContract) });
    const wrong = { ...context, locale: 4711 } as never;
    const error = await refusal(agent.invoke({ messages }, { context: wrong }));
    expect(error).toMatchObject({ graph: "support-agent", boundary: "context" });
    expect(error.issues).toMatchObject([{ path: "/locale", keyword: "type" }]);
    expect(model.callCount).toBe(0);
    // @ts-expect-error The contract requires a context.
    await expect(agent.invoke({ messages }, {})).rejects.toThrow(ContractError);
    expect(await agent.invoke({ messages }, { context })).toHaveProperty("messages");
  });

  it("does not take a thread's id for a context that was not given", async () => {
    const jsonSchema = {
      $ref: "#/$defs/Context",
      $defs: { Context: { properties: { tone: { default: "kind" } }, additionalProperties: false } },
    } as const;
    const optional = defineContract({
      ...supportAgentContract,
      context: new Schema({
        name: "Context",
        jsonSchema,
        validate: compileNode(loadSchema(jsonSchema, { path: "bot/context.schema.json" }).root),
        defaults: certainDefaults({ properties: { tone: { default: "kind" } } }),
      }),
    });
    const seen: unknown[] = [];
    const contextSchema = agentContext(optional);
    const watch = createMiddleware({
      name: "Watch",
      contextSchema,
      beforeModel: (_state, runtime) => void seen.push(runtime.context),
    });
    const model = fakeModel().respond(new Message("hi")).respond(new Message("hi"));
    const agent = createAgent({
      model,
      tools: [],
      contextSchema,
      middleware: [watch],
      checkpointer: new MemorySaver(),
    });
    const thread = { configurable: { thread_id: "t" } };
    await agent.invoke({ messages }, thread as never);
    await agent.invoke({ messages }, { ...thread, context: { tone: "curt" } } as never);
    expect(seen).toEqual([{ tone: "kind" }, { tone: "curt" }]);
    const missing = createAgent({ model, tools: [], contextSchema: agentContext(supportAgentContract) });
    const error = await refusal(missing.invoke({ messages }, thread as never));
    expect(error.message).toContain("No context was given");
  });

  it("gives every hook a context with defaults", async () => {
    const seen: unknown[] = [];
    const watch = createMiddleware({
      name: "Watch",
      contextSchema: agentContext(supportAgentContract),
      beforeAgent: (_state, runtime) => void seen.push(runtime.context.limits.tool_calls),
      beforeModel: (_state, runtime) => void seen.push(runtime.context.locale),
      wrapModelCall: (request, handler) => {
        seen.push(request.runtime.context.user.name);
        return handler(request);
      },
      afterModel: (_state, runtime) => void seen.push(runtime.context.credentials.api_key),
    });
    const model = fakeModel().respond(new Message("hi"));
    const agent = createAgent({ model, tools: [], middleware: [watch] });
    await agent.invoke({ messages }, { context });
    expect(seen).toEqual([25, "en", "Alice", "0123456789abcdef"]);
    const error = await agent
      .invoke({ messages }, { context: { ...context, locale: 1 } as never })
      .catch((e) => e);
    expect(String(error)).toContain("/locale must be a string");
  });

  it("does not exist for a contract without a context", () => {
    const { contract } = new TallyStateGraph({ count_votes: (votes) => votes });
    expect(() => agentContext(contract)).toThrow('Graph "tally" has no context');
  });
});

describe("middlewareRuntime", () => {
  it("is the contract's runtime in every hook", async () => {
    const store = new InMemoryStore();
    const seen: unknown[] = [];
    const watch = createMiddleware({
      name: "Watch",
      beforeModel: async (_state, hook) => {
        const runtime = middlewareRuntime(supportAgentContract, hook);
        await runtime.store?.put(["users"], runtime.context.user.id, runtime.context.user);
        runtime.streamWriter({ type: "typing" });
        expect(() => runtime.streamWriter({ type: "nonsense" } as never)).toThrow(ContractError);
        seen.push(runtime.context, runtime.executionInfo?.nodeAttempt);
        expect(getRuntime(SupportAgentContext).context).toEqual(whole);
      },
      wrapModelCall: (request, handler) => {
        seen.push(middlewareRuntime(supportAgentContract, request.runtime).context);
        return handler(request);
      },
      wrapToolCall: (request, handler) => {
        seen.push(middlewareRuntime(supportAgentContract, request.runtime).context.locale);
        return handler(request);
      },
    });
    const model = scripted({ user_id: "u" });
    const agent = createAgent({ model, tools: [tools.find_orders(() => [])], middleware: [watch], store });
    const events: unknown[] = [];
    for await (const event of await agent.stream({ messages }, { context, streamMode: "custom" }))
      events.push(event);
    expect(seen).toEqual([whole, 1, whole, "en", whole, 1, whole]);
    expect(events).toEqual([{ type: "typing" }, { type: "typing" }]);
    expect(await store.get(["users"], "user_123")).toMatchObject({ value: { name: "Alice" } });
  });

  it("refuses an agent's context that is not the contract's", async () => {
    const watch = createMiddleware({
      name: "Watch",
      beforeModel: (_state, hook) => void middlewareRuntime(supportAgentContract, hook),
    });
    const agent = createAgent({
      model: fakeModel().respond(new Message("hi")),
      tools: [],
      middleware: [watch],
    });
    await expect(agent.invoke({ messages }, { context: { user: 1 } })).rejects.toThrow(
      'Graph "support-agent" refused the context',
    );
  });
});
