import { mergeConfigs } from "@langchain/core/runnables";
import {
  Command,
  CompiledStateGraph,
  isCommand,
  isInterrupted,
  type LangGraphRunnableConfig,
  START,
} from "@langchain/langgraph";
import {
  checkCheckpoint,
  checkInput,
  checkOutput,
  checkResume,
  checkUpdate,
  initialState,
  pickFields,
} from "../boundaries/boundaries.js";
import type { Contract } from "../contract/contract.js";
import { ContractError } from "../contract/contract-error.js";
import { checkAnswers } from "../interrupts/open-interrupts.js";
import type { JsonSchema } from "../json.js";
import { handledBy } from "../langgraph/error-handler-node.js";
import {
  type Loop,
  readOutput,
  replaceRunLoop,
  replaceStore,
  runLoop,
  watchWriter,
} from "../langgraph/run-loop.js";
import { unescapeKey } from "../validation/json-pointer.js";
import type { CallOptions } from "./call-options.js";
import type { Checks } from "./checks.js";
import type { AnyCompiledGraph } from "./contract-graph.js";
import { markChecked } from "./input-mapper.js";
import { rehearseCommand, rehearseSteps } from "./pending-writes.js";
import { checkRunContext, isNode, withRunContext } from "./run-context.js";
import { listed, refuseUnknownTargets, updatesOf } from "./update-mapper.js";

type Values = Record<string, unknown>;
const LangGraphGraph = CompiledStateGraph as new (
  fields: ConstructorParameters<typeof CompiledStateGraph>[0],
) => AnyCompiledGraph;

type StopOptions = Pick<CallOptions, "interruptBefore" | "interruptAfter">;

/** What LangGraph's class needs, and what ours adds. LangGraph copies a graph with `new`, from all of its own properties. */
export type CompiledContractGraphFields = ConstructorParameters<typeof LangGraphGraph>[0] & {
  readonly contract: Contract;
  readonly checks: Checks;
};

/**
 * The class of all compiled graphs of contracts; `ContractGraph` is how they are typed. Use a graph's `compile()` to make one, and this to
 * ask with `instanceof` whether something is one.
 */
export class CompiledContractGraph extends LangGraphGraph {
  readonly contract: Contract;
  readonly checks: Checks;

  constructor(fields: CompiledContractGraphFields) {
    super(fields);
    this.contract = fields.contract;
    this.checks = fields.checks;
    replaceRunLoop(this, (params) => this.#runLoop(params));
  }

  get langgraph(): AnyCompiledGraph {
    return this as AnyCompiledGraph;
  }

  override async invoke(
    input: Values | Command | null,
    options?: Parameters<AnyCompiledGraph["invoke"]>[1],
  ): Promise<Values> {
    const found: Values | undefined = await super.invoke(input, options);
    const isWhole = options?.outputKeys === undefined && (options?.streamMode ?? "values") === "values";
    if (!isWhole) return found as Values;
    const result = found ?? (await this.#unwritten(options));
    // A run that was interrupted has no output yet; without defaults the output is what the run's own check saw.
    if (this.contract.output?.hasDefaults !== true || isInterrupted(result)) return result;
    return this.checks.output ? (checkOutput(this.contract, result) as Values) : result;
  }

  getInputJsonSchema(): JsonSchema {
    return (this.contract.input ?? this.contract.update).jsonSchema;
  }

  getOutputJsonSchema(): JsonSchema {
    return (this.contract.output ?? this.contract.state).jsonSchema;
  }

  getContextJsonSchema(): JsonSchema | undefined {
    return this.contract.context?.jsonSchema;
  }

  protected override async _validateInput(input: Values | Command | null): Promise<Values> {
    if (input === null || input === undefined || !this.checks.input) return input as unknown as Values;
    if (isCommand(input)) return this.#checkCommand(input) as unknown as Values;
    return markChecked(checkInput(this.contract, input)) as Values;
  }

  protected override async _validateContext(context: Values): Promise<Values> {
    return checkRunContext(this.contract, context);
  }

  /** A graph that runs inside another one gets the whole state of the outer one, and takes the fields that its own input has. */
  override _streamIterator(
    input: unknown,
    options?: Values & LangGraphRunnableConfig,
  ): ReturnType<AnyCompiledGraph["_streamIterator"]> {
    const isNested = options?.configurable?.__pregel_read !== undefined;
    const own =
      isNested && !isCommand(input) ? pickFields(this.contract, input, this.contract.inputFields) : input;
    if (!isNested) this.#refuseUnknownStops({ ...this.config, ...options });
    return super._streamIterator(own, withRunContext(this.contract, this.config?.context, options));
  }

  /** LangGraph takes any name in the options of a call, and never stops there. */
  #refuseUnknownStops(options: LangGraphRunnableConfig & StopOptions): void {
    const nodes = new Set(this.#nodeNames);
    for (const option of ["interruptBefore", "interruptAfter"] as const) {
      const stops = options[option];
      if (!Array.isArray(stops)) continue;
      const unknown = stops.find((name) => !nodes.has(name));
      if (unknown === undefined) continue;
      throw new Error(
        `Graph "${this.contract.name}": ${option} names ${JSON.stringify(unknown)}, and the graph has no such node; it has ${listed(nodes)}.`,
      );
    }
  }

  /** @internal Checks what a run goes on from, where that is a checkpoint, perhaps one of an older contract. */
  checkStart(loop: Loop): void {
    if (!this.checks.update || Object.keys(loop.checkpoint.channel_versions).length === 0) return;
    const fields = this.contract.fields.map(([name]) => name);
    checkCheckpoint(this.contract, readOutput(loop, fields), loop.config.configurable?.thread_id);
  }

  /** @internal Checks the output where a run has come to its end, not to an interrupt. */
  checkEnd(loop: Loop): void {
    if (this.checks.output && loop.status === "done")
      checkOutput(this.contract, readOutput(loop, this.outputChannels));
  }

  /** What a run ended with that has written nothing, of which LangGraph says nothing. As a node of another graph it has no update. */
  async #unwritten(options: LangGraphRunnableConfig | undefined): Promise<Values> {
    if (isNode(options?.configurable)) return {};
    const { outputFields } = this.contract;
    const values: Values = this.checkpointer
      ? (await this.getState(mergeConfigs(this.config, options))).values
      : initialState(this.contract);
    return pickFields(this.contract, values, outputFields) as Values;
  }

  async #runLoop(params: { readonly loop: Loop }): Promise<void> {
    const { loop } = params;
    replaceStore(loop);
    this.checkStart(loop);
    await checkAnswers(this, loop);
    this.#tryCommand(loop);
    const endRehearsal = this.checks.update ? rehearseSteps(loop) : undefined;
    const end = this.contract.events === undefined ? undefined : watchWriter(loop, this.contract.name);
    try {
      await runLoop.call(this, params);
      endRehearsal?.();
    } catch (error) {
      throw withNode(error, loop);
    } finally {
      end?.();
    }
    this.checkEnd(loop);
  }

  /** A command's update is folded into what the thread holds, which is known only now. */
  #tryCommand({ input, channels }: Loop): void {
    if (!this.checks.input || !isCommand(input) || input.update === undefined || input.update === null)
      return;
    const writes = updatesOf(input).flatMap((update) => Object.entries(update));
    rehearseCommand(this.contract, channels, writes);
  }

  get #nodeNames(): string[] {
    return Object.keys(this.nodes).filter((name) => name !== START && handledBy(name) === undefined);
  }

  /** A command's update goes straight to the channels, not through a node's writer. */
  #checkCommand(command: Command): Command {
    checkResume(this.contract, command);
    refuseUnknownTargets(this.contract, undefined, new Set(this.#nodeNames), command.goto);
    if (command.update === undefined || command.update === null) return command;
    const updates = updatesOf(command).map((update) => checkUpdate(this.contract, update, undefined));
    return new Command({ ...command, update: updates.flatMap((update) => Object.entries(update)) });
  }
}

/** Adds the node to the error of a reducer that failed on its update; LangGraph folds the updates of a step when all its nodes have ended. */
function withNode(error: unknown, { tasks = {} }: Loop): unknown {
  if (!ContractError.isInstance(error) || error.boundary !== "update" || error.node !== undefined)
    return error;
  const [issue] = error.issues;
  if (issue?.keyword !== "x-reducer") return error;
  const field = unescapeKey(issue.path.slice(1));
  const nodes = Object.values(tasks)
    .filter(({ writes }) => writes.some(([channel]) => channel === field))
    .map(({ name }) => name);
  if (nodes.length === 0) return error;
  const { graph, boundary, issues } = error;
  const hint =
    "LangGraph has saved these updates with the thread's last checkpoint, where they fail again. The thread goes on with another input, or with updateState on the config of that checkpoint, the first that getStateHistory lists.";
  const named = new ContractError({ graph, boundary, node: nodes.join(", "), issues, hint });
  named.cause = error.cause;
  return named;
}
