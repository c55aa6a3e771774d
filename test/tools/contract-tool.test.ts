import { ToolMessage } from "@langchain/core/messages";
import { isStructuredTool, StructuredTool } from "@langchain/core/tools";
import { convertToOpenAITool } from "@langchain/core/utils/function_calling";
import { Command } from "@langchain/langgraph";
import {
  ContractTool,
  certainDefaults,
  type DefaultsPlan,
  defineContract,
  getRuntime,
  Schema,
  ToolRuntime,
  toolFactories,
} from "graphwright";
import { describe, expect, it } from "vitest";
import { loadSchema } from "../../codegen/load/load.js";
import { greetingContract } from "../../generated/greeting/index.js";
import {
  SupportAgentContext,
  SupportAgentFindOrdersArguments,
  supportAgentContract,
} from "../../generated/support-agent/index.js";
import { compileNode } from "../support/compile-node.js";
import { refusal } from "../support/refusal.js";
import { type AgentToolRuntime, context, order, tools } from "./support-agent.js";

/** The tool as a model sees it, returning whatever it is told, of whatever type. */
function ordersReturning(result: unknown, options?: { responseFormat: "content" }) {
  return tools.find_orders(() => result as never, options);
}

/** Calls without the types in the way. */
function invoke(tool: ContractTool, args: unknown, config: object = { context }): Promise<unknown> {
  return tool.invoke(args as never, config as never);
}

const findCall = (args: object) => ({ type: "tool_call", id: "call_1", name: "find_orders", args });

describe("a tool of a contract", () => {
  it("is a LangChain tool with the contract's name, description and JSON Schema", () => {
    const tool = tools.find_orders(() => []);
    expect(tool).toBeInstanceOf(StructuredTool);
    expect(tool).toBeInstanceOf(ContractTool);
    expect(isStructuredTool(tool)).toBe(true);
    expect(tool.name).toBe("find_orders");
    expect(tool.description).toBe("Finds a customer's orders, newest first.");
    expect(tool.schema).toBe(SupportAgentFindOrdersArguments.jsonSchema);
    expect(convertToOpenAITool(tool).function).toMatchObject({
      name: "find_orders",
      parameters: { properties: { limit: { type: "integer", default: 10 } }, required: ["user_id"] },
    });
  });

  it("needs a function when it is made", () => {
    const message = 'The tool "find_orders" needs a function that does its work.';
    expect(() => tools.find_orders(undefined as never)).toThrow(message);
    expect(() => tools.find_orders({ responseFormat: "content" } as never)).toThrow(message);
  });

  it("gives its function the arguments with defaults, and leaves those of the caller alone", async () => {
    const seen: unknown[] = [];
    const tool = tools.find_orders((input) => {
      seen.push(input);
      return [order];
    });
    const args = Object.freeze({ user_id: "u" });
    expect(await tool.invoke(args, { context })).toEqual([order]);
    expect(seen).toEqual([{ user_id: "u", limit: 10 }]);
    expect(args).toEqual({ user_id: "u" });
  });

  it("answers a model's call with a message", async () => {
    const tool = tools.find_orders(async () => [order]);
    const answer = await invoke(tool, findCall({ user_id: "u" }));
    expect(answer).toBeInstanceOf(ToolMessage);
    expect(answer).toMatchObject({
      tool_call_id: "call_1",
      name: "find_orders",
      content: JSON.stringify([order]),
    });
  });

  it.each([
    ["a wrong type", { user_id: 4711 }, "/user_id", "type"],
    ["a missing argument", {}, "/user_id", "required"],
    ["an unknown argument", { user_id: "u", usr: "secret" }, "", "additionalProperties"],
    ["a value out of range", { user_id: "u", limit: 4711 }, "/limit", "maximum"],
    [
      "a hostile key",
      JSON.parse('{ "user_id": "u", "__proto__": { "secret": 1 } }'),
      "",
      "additionalProperties",
    ],
    ["no object", "secret", "", "type"],
    ["nothing", undefined, "", "type"],
    [
      "arguments that look like a call",
      { type: "tool_call", args: { user_id: "u" }, id: "x" },
      "/user_id",
      "required",
    ],
  ])(
    "refuses %s as a contract's error, before its function is called",
    async (_what, args, path, keyword) => {
      const tool = tools.find_orders(() => {
        throw new Error("called");
      });
      const error = await refusal(invoke(tool, findCall(args as object)));
      expect(error).toMatchObject({ graph: "support-agent", boundary: "tool input", node: undefined });
      expect(error.issues).toContainEqual(expect.objectContaining({ path, keyword }));
      expect(error.message).toContain('the tool "find_orders"');
      expect(error.message).not.toMatch(/4711|secret/);
    },
  );

  it("answers with JSON where its output is a list, whatever the list holds", async () => {
    const tool = tools.find_orders(() => []);
    expect(await invoke(tool, findCall({ user_id: "u" }))).toMatchObject({ content: "[]" });
    expect(await invoke(tool, { user_id: "u" })).toEqual([]);
  });

  it.each([
    ["a wrong value", [{ ...order, total: "4711" }], "/0/total", "type"],
    ["something else", "4711", "", "type"],
    ["nothing", undefined, "", "type"],
  ])("refuses %s as its output", async (_what, result, path, keyword) => {
    const error = await refusal(invoke(ordersReturning(result), { user_id: "u" }));
    expect(error).toMatchObject({ graph: "support-agent", boundary: "tool output" });
    expect(error.issues).toMatchObject([{ path, keyword }]);
    expect(error.message).toContain('the tool "find_orders"');
    expect(error.message).not.toContain("4711");
  });

  it("passes on commands and messages as they are", async () => {
    const command = new Command({ goto: "elsewhere" });
    const message = new ToolMessage({ content: "hi", tool_call_id: "call_1" });
    for (const direct of [command, message]) {
      const tool = tools.find_orders(() => direct);
      expect(await invoke(tool, findCall({ user_id: "u" }))).toBe(direct);
    }
  });

  it("checks the artifact where it returns a pair", async () => {
    const good = tools.find_orders(() => ["One order.", [order]], { responseFormat: "content_and_artifact" });
    expect(await invoke(good, findCall({ user_id: "u" }))).toMatchObject({
      content: "One order.",
      artifact: [order],
    });
    const bad = tools.find_orders(() => ["One order.", [{ id: "o1" }] as never], {
      responseFormat: "content_and_artifact",
    });
    const error = await refusal(invoke(bad, findCall({ user_id: "u" })));
    expect(error.issues).toContainEqual(expect.objectContaining({ path: "/0/total", keyword: "required" }));
    const single = tools.find_orders(() => "x" as never, { responseFormat: "content_and_artifact" });
    await expect(invoke(single, findCall({ user_id: "u" }))).rejects.toThrow("two-tuple");
  });

  it("applies the defaults of its output, and is not told by LangChain's own check what its schema means", async () => {
    const schema = (
      name: string,
      jsonSchema: { readonly [keyword: string]: never },
      defaults?: DefaultsPlan,
    ) =>
      new Schema({
        name,
        jsonSchema,
        validate: compileNode(loadSchema(jsonSchema, { path: "bot/tools.schema.json" }).root),
        ...(defaults === undefined ? {} : { defaults: certainDefaults(defaults) }),
      });
    // Draft-04's boolean `exclusiveMinimum`, which LangChain's validator takes for a number.
    const old = {
      $schema: "http://json-schema.org/draft-04/schema#",
      type: "object",
      properties: { n: { type: "integer", minimum: 5, exclusiveMinimum: true } },
    };
    const out = { type: "object", properties: { done: { type: "boolean", default: true } } };
    const bot = defineContract({
      ...greetingContract,
      context: undefined as never,
      tools: [
        [
          "count",
          {
            description: "Counts.",
            input: schema("In", old as never),
            output: schema("Out", out as never, { properties: { done: { default: true } } }),
          },
        ],
      ],
    });
    type Count = {
      args: { n?: number };
      input: { n?: number };
      returned: { done?: boolean };
      output: { done: boolean };
    };
    const { count } = toolFactories<{ count: Count }, ToolRuntime<undefined>>(bot);
    const tool = count(() => ({}));
    expect(await tool.invoke({ n: 6 })).toEqual({ done: true });
    expect((await refusal(tool.invoke({ n: 5 }))).issues).toMatchObject([{ path: "/n" }]);
  });

  it("takes LangChain's options, those that are set later too", async () => {
    const tool = tools.find_orders(() => [], { returnDirect: true, tags: ["shop"], metadata: { team: "a" } });
    expect(tool).toMatchObject({ returnDirect: true, responseFormat: "content" });
    const started: unknown[] = [];
    tool.callbacks = [
      {
        handleToolStart: (_tool, input, _id, _parent, tags, metadata, name) => {
          started.push([input, tags, metadata, name]);
        },
      },
    ];
    await tool.invoke({ user_id: "u" }, { context });
    expect(started).toEqual([
      ['{"user_id":"u","limit":10}', ["shop"], expect.objectContaining({ team: "a" }), "find_orders"],
    ]);
  });

  it("stops when its call is aborted", async () => {
    const controller = new AbortController();
    const tool = tools.find_orders(() => new Promise<never>(() => {}));
    const running = tool.invoke({ user_id: "u" }, { context, signal: controller.signal });
    setTimeout(() => controller.abort(new Error("enough")), 5);
    await expect(running).rejects.toThrow();
    const never = tools.find_orders(() => {
      throw new Error("called");
    });
    await expect(never.invoke({ user_id: "u" }, { context, signal: controller.signal })).rejects.toThrow(
      "enough",
    );
  });

  it("does not exist where the contract has no tools", () => {
    expect(() => toolFactories(greetingContract)).toThrow('Graph "greeting" has no tools');
  });
});

describe("the runtime of a tool", () => {
  it("has the context, checked, with defaults, wherever it is called", async () => {
    const seen: AgentToolRuntime[] = [];
    const tool = tools.find_orders((_input, runtime) => {
      seen.push(runtime);
      return [];
    });
    const given = structuredClone(context);
    await tool.invoke({ user_id: "u" }, { context: given });
    expect(seen[0]).toBeInstanceOf(ToolRuntime);
    expect(seen[0]?.context).toEqual(SupportAgentContext.parse(context));
    expect(given).toEqual(context);
    expect(seen[0]).toMatchObject({ state: undefined, toolCallId: undefined, toolCall: undefined });
    expect(seen[0]?.config.context).toEqual(SupportAgentContext.parse(context));
    expect(Object.isFrozen(seen[0])).toBe(true);
  });

  it("is refused a context that does not fit, and none where one is needed", async () => {
    const tool = tools.find_orders(() => {
      throw new Error("called");
    });
    const wrong = await refusal(
      invoke(tool, { user_id: "u" }, { context: { ...context, user: { id: 4711 } } }),
    );
    expect(wrong).toMatchObject({ graph: "support-agent", boundary: "context" });
    expect(wrong.message).not.toContain("4711");
    const none = await refusal(invoke(tool, { user_id: "u" }, {}));
    expect(none.message).toContain("No context was given");
  });

  it("knows the call", async () => {
    const seen: AgentToolRuntime[] = [];
    const tool = tools.find_orders((_input, runtime) => {
      seen.push(runtime);
      return [];
    });
    const call = findCall({ user_id: "u" });
    await invoke(tool, call);
    expect(seen[0]?.toolCallId).toBe("call_1");
    expect(seen[0]?.toolCall).toEqual(call);
  });

  it("is what getRuntime gives below the tool, after an await too", async () => {
    const tool = tools.find_orders(async (_input, runtime) => {
      await new Promise((resolve) => setTimeout(resolve, 1));
      expect(getRuntime(supportAgentContract)).toBe(runtime);
      expect(getRuntime(SupportAgentContext).context.user.name).toBe("Alice");
      return [];
    });
    await tool.invoke({ user_id: "u" }, { context });
  });

  it("of an outer tool does not leak into one that it calls", async () => {
    const inner = tools.search_help((_input, runtime) => {
      expect(runtime.toolCallId).toBeUndefined();
      expect(runtime.context.user.name).toBe("Alice");
      return [];
    });
    const outer = tools.find_orders(async () => {
      await inner.invoke({ query: "q" });
      return [];
    });
    expect(await invoke(outer, findCall({ user_id: "u" }))).toMatchObject({ content: "[]" });
  });

  it("stays one when it is merged, overridden and patched", () => {
    const runtime = new ToolRuntime({
      context: 1,
      state: { a: 1 },
      toolCallId: "x",
      config: { runName: "r" },
    });
    expect(runtime.override({ context: 2 })).toMatchObject({ context: 2, state: { a: 1 }, toolCallId: "x" });
    expect(runtime.override({ toolCallId: undefined }).toolCallId).toBeUndefined();
    const merged = runtime.merge(new ToolRuntime({ state: { a: 2 } }));
    expect(merged).toBeInstanceOf(ToolRuntime);
    expect(merged).toMatchObject({ context: 1, state: { a: 2 }, toolCallId: "x", config: { runName: "r" } });
    const info = { checkpointId: "c", checkpointNs: "", taskId: "t", nodeAttempt: 1 };
    const patched = runtime.override({ executionInfo: info }).patchExecutionInfo({ nodeAttempt: 2 });
    expect(patched).toMatchObject({ toolCallId: "x", executionInfo: { nodeAttempt: 2 } });
    expect(Object.isFrozen(patched)).toBe(true);
    expect(() => runtime.patchExecutionInfo({ nodeAttempt: 2 })).toThrow("no execution info");
  });
});
