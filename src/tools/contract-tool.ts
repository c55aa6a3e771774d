import type { CallbackManagerForToolRun, Callbacks } from "@langchain/core/callbacks/manager";
import { parseCallbackConfigArg } from "@langchain/core/callbacks/manager";
import { isDirectToolOutput, type ToolCall } from "@langchain/core/messages/tool";
import { patchConfig, type RunnableConfig, raceWithSignal } from "@langchain/core/runnables";
import { AsyncLocalStorageProviderSingleton } from "@langchain/core/singletons";
import { StructuredTool, type ToolRunnableConfig } from "@langchain/core/tools";
import type { JSONSchema } from "@langchain/core/utils/json_schema";
import type { LangGraphRunnableConfig } from "@langchain/langgraph";
import { checkToolInput, checkToolOutput, type ToolPlace } from "../boundaries/tool.js";
import type { Contract, ToolDefinition } from "../contract/contract.js";
import { ContractError } from "../contract/contract-error.js";
import { nodeName } from "../langgraph/config.js";
import { toContractConfig } from "../runtime/contract-config.js";
import { rememberRuntime } from "../runtime/get-runtime.js";
import { nodeRuntime } from "../runtime/node-runtime.js";
import type { Schema } from "../schema/schema.js";
import { failedOutput } from "./failed-output.js";
import { inContext, isGenerator } from "./partial-results.js";
import { ToolInputError } from "./tool-input-error.js";
import { ToolRuntime } from "./tool-runtime.js";
import type { ArtifactOptions, ToolFunction, ToolOptions, ToolTypes } from "./tool-types.js";

/** What a tool node passes to a tool: the node's config, and what it knows of the call. */
interface ToolConfig extends LangGraphRunnableConfig {
  readonly state?: unknown;
  readonly config?: LangGraphRunnableConfig;
  readonly toolCallId?: string;
  readonly toolCall?: ToolCall;
}

/**
 * A LangChain tool that checks its arguments and its output against its contract. The contract's tool factories make it. Otherwise it is
 * LangChain's `StructuredTool`, and works with models, tool nodes and agents.
 */
export class ContractTool<
  Name extends string = string,
  Tool extends ToolTypes = ToolTypes,
  Result = Tool["output"],
> extends StructuredTool<JSONSchema, Tool["input"], Tool["args"], Result> {
  static override lc_name(): string {
    return "ContractTool";
  }

  override readonly name: Name;
  override readonly description: string;
  /** The JSON Schema of the arguments, as the contract has it. */
  override readonly schema: JSONSchema;
  readonly contract: Contract;
  // Not `#private`: LangChain's `call` runs on an object that inherits from the tool; see below.
  private readonly definition: ToolDefinition;
  private readonly run: ToolFunction<never, never, unknown>;
  /** The tool, but with a schema that accepts everything. */
  private readonly unchecked: object;

  /**
   * Use the contract's tool factories.
   *
   * @throws TypeError if the argument that does the tool's work is not a function.
   */
  constructor(
    contract: Contract,
    name: Name,
    definition: ToolDefinition,
    run: ToolFunction<never, never, unknown>,
    options: ToolOptions | ArtifactOptions = {},
  ) {
    super(options);
    if (typeof run !== "function")
      throw new TypeError(`The tool "${name}" needs a function that does its work.`);
    this.name = name;
    this.description = definition.description;
    this.schema = jsonSchemaOf(definition.input);
    if (options.returnDirect !== undefined) this.returnDirect = options.returnDirect;
    this.contract = contract;
    this.definition = definition;
    this.run = run;
    this.unchecked = Object.create(this, { schema: { value: {} } });
  }

  /**
   * LangChain checks arguments in `call`, with an interpreter that knows no defaults and fewer dialects. The contract's own check
   * comes before it and takes its place.
   *
   * A tool node, which brings its own config along, gets what makes it fail where the program broke the contract: only wrong arguments are for the model.
   *
   * @throws ContractError where the arguments do not fit the contract.
   */
  override async call(arg: never, given?: Callbacks | RunnableConfig, tags?: string[]): Promise<never> {
    const config: ToolConfig & RunnableConfig = parseCallbackConfigArg(given);
    const toolCall = config.toolCall ?? (isToolCall(arg) ? arg : undefined);
    const args: unknown = (arg as unknown) === toolCall ? toolCall?.args : arg;
    const input = checkToolInput(
      this.place(config),
      args,
      (violation) => new ToolInputError(violation, toolCall),
    );
    // The call goes along, so that arguments that happen to look like a call themselves are not taken for one.
    const checked = toolCall === undefined ? input : { ...toolCall, type: "tool_call", args: input };
    try {
      return (await super.call.call(
        this.unchecked as this,
        checked as never,
        { runName: this.name, ...config },
        tags,
      )) as never;
    } catch (error) {
      const isInToolNode = config.config !== undefined && config.toolCallId !== undefined;
      if (isInToolNode && ContractError.isInstance(error)) return failedOutput(error) as never;
      throw error;
    }
  }

  protected override async _call(
    input: Tool["input"],
    manager?: CallbackManagerForToolRun,
    parent: ToolRunnableConfig = {},
  ): Promise<Result> {
    const config = toContractConfig<ToolConfig>(this.contract, parent);
    config.signal?.throwIfAborted();
    const runtime = this.runtime(config);
    const below = configBelow(config, manager);
    rememberRuntime(below, runtime, this.contract);
    const running = AsyncLocalStorageProviderSingleton.runWithConfig(below, async () =>
      this.run(input as never, runtime as never),
    );
    const returned: unknown = await raceWithSignal(running, config.signal);
    // LangChain passes on what a generator yields, and takes what it returns for the output.
    return (
      isGenerator(returned)
        ? inContext(below, returned, (result) => this.output(result, config))
        : this.output(returned, config)
    ) as Result;
  }

  /** What LangChain makes the tool's message of. */
  private output(returned: unknown, config: ToolConfig): unknown {
    const result = this.checkResult(returned, config);
    // An output is data. LangChain would take a list whose items have a `type`, or none at all, for the parts of a message.
    const isList = Array.isArray(result) && this.responseFormat !== "content_and_artifact";
    return isList && config.toolCall?.id ? JSON.stringify(result) : result;
  }

  private runtime(config: ToolConfig): ToolRuntime {
    return new ToolRuntime({
      ...nodeRuntime(this.contract, nodeName(config) ?? this.name, config),
      state: config.state,
      config: config.config ?? config,
      toolCallId: config.toolCallId ?? config.toolCall?.id,
      toolCall: config.toolCall,
    });
  }

  /** Commands and messages are for LangGraph; of a pair the second is the tool's output, the first is what the model reads of it. */
  private checkResult(result: unknown, config: ToolConfig): unknown {
    if (isDirectToolOutput(result)) return result;
    if (this.responseFormat !== "content_and_artifact") return checkToolOutput(this.place(config), result);
    // LangChain says what is wrong where it is not a pair.
    if (!Array.isArray(result) || result.length !== 2) return result;
    return [result[0], checkToolOutput(this.place(config), result[1])];
  }

  private place(config: ToolConfig): ToolPlace {
    const { contract, name, definition } = this;
    return { contract, node: nodeName(config), name, definition };
  }
}

/** What runs below the tool gets the node's config, without what is about this one call. */
function configBelow(
  config: ToolConfig,
  manager: CallbackManagerForToolRun | undefined,
): LangGraphRunnableConfig {
  const { state, config: outer, toolCall, toolCallId, ...rest } = config;
  const callbacks = manager?.getChild();
  return patchConfig(rest, callbacks === undefined ? {} : { callbacks });
}

function isToolCall(value: unknown): value is ToolCall {
  return typeof value === "object" && value !== null && "type" in value && value.type === "tool_call";
}

/** Models take no booleans for schemas. */
function jsonSchemaOf({ jsonSchema }: Schema<unknown, unknown>): JSONSchema {
  return (typeof jsonSchema === "boolean" ? (jsonSchema ? {} : { not: {} }) : jsonSchema) as JSONSchema;
}
