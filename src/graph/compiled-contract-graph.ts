import { mergeConfigs, type RunnableConfig } from "@langchain/core/runnables";
import {
  Command,
  CompiledStateGraph,
  isCommand,
  isGraphInterrupt,
  isInterrupted,
  type LangGraphRunnableConfig,
  START,
} from "@langchain/langgraph";
import { checkCheckpoint } from "../boundaries/checkpoint.js";
import { pickFields } from "../boundaries/fields.js";
import { listed, refuseUnknownTargets } from "../boundaries/goto.js";
import { checkInput } from "../boundaries/input.js";
import { checkOutput } from "../boundaries/output.js";
import { checkResume } from "../boundaries/resume.js";
import { checkUpdate } from "../boundaries/update.js";
import { withObserver } from "../boundaries/watch-in-run.js";
import type { Contract } from "../contract/contract.js";
import { type Boundary, ContractError } from "../contract/contract-error.js";
import type { Observer } from "../contract/observer.js";
import { checkAnswers } from "../interrupts/open-interrupts.js";
import { isInTask, isNode } from "../langgraph/config.js";
import { handledNode } from "../langgraph/error-handler-node.js";
import { expectFact, expectNoFailure } from "../langgraph/facts.js";
import { hasEnded, type Loop, type Run, readOutput } from "../langgraph/loop.js";
import { hookInto } from "../langgraph/run-hooks.js";
import { expectMapped } from "../langgraph/write-mapper.js";
import { withRunId } from "../runtime/run-id.js";
import type { JsonSchema } from "../schema/json.js";
import { isPlain } from "../schema/plain-object.js";
import { unescapeKey } from "../schema/validation/json-pointer.js";
import { initialState } from "../state/initial-state.js";
import { publishedSchema } from "../state/published-schema.js";
import type { CallOptions } from "./call-options.js";
import { type CheckLevel, type Checks, checkAt } from "./checks.js";
import type { AnyCompiledGraph } from "./contract-graph.js";
import { guardRun } from "./guard-run.js";
import { markChecked } from "./input-mapper.js";
import { checkPendingWrites, tryCommandWrites } from "./pending-writes.js";
import { checkRunContext, withRunContext, withUpdateContext } from "./run-context.js";
import { watchFailure } from "./run-failure.js";
import { updatesOf } from "./update-mapper.js";

type Values = Record<string, unknown>;
const LangGraphGraph = CompiledStateGraph as new (
  fields: ConstructorParameters<typeof CompiledStateGraph>[0],
) => AnyCompiledGraph;

type Options = Values & LangGraphRunnableConfig;
type StopOptions = Pick<CallOptions, "interruptBefore" | "interruptAfter">;

/** What LangGraph's class needs, and what ours adds. LangGraph copies a graph with `new`, from all of its own properties. */
export type CompiledContractGraphFields = ConstructorParameters<typeof LangGraphGraph>[0] & {
  readonly contract: Contract;
  readonly checks: Checks;
  readonly observer: Observer | undefined;
};

/**
 * The class of all compiled graphs of contracts; `ContractGraph` is how they are typed. Use a graph's `compile()` to make one, and this to
 * ask with `instanceof` whether something is one.
 */
export class CompiledContractGraph extends LangGraphGraph {
  readonly contract: Contract;
  readonly checks: Checks;
  /** Who sees the checks. */
  readonly observer: Observer | undefined;

  constructor(fields: CompiledContractGraphFields) {
    super(fields);
    this.contract = fields.contract;
    this.checks = fields.checks;
    this.observer = fields.observer;
    expectFact("copiedGraph", fields.contract !== undefined && fields.checks !== undefined);
    hookInto(this, {
      start: (input, options) => this.#start(input, options),
      input: (input) => this.#checkInput(input),
      context: (context) =>
        this.#checked("context", true, () => checkRunContext(this.contract, context), context),
      failure: (options) => watchFailure(options, this.observer),
      run: (run, go) => this.#run(run, go),
    });
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
    if (this.checks.output === false) return result;
    // The run's own check has reported what does not fit.
    const fits =
      this.checks.output === true || (this.contract.output ?? this.contract.state).safeParse(result).success;
    return fits ? (checkOutput(this.contract, result) as Values) : result;
  }

  override async bulkUpdateState(
    ...parameters: Parameters<AnyCompiledGraph["bulkUpdateState"]>
  ): Promise<RunnableConfig> {
    expectNoFailure();
    const [start, supersteps] = parameters;
    // A namespace is that of a graph inside this one, which may have no contract.
    if (start.configurable?.checkpoint_ns) return super.bulkUpdateState(...parameters);
    const checked = withUpdateContext(this.contract, this.config?.context, start);
    const config = await super.bulkUpdateState(checked, supersteps);
    const nodes = new Set<unknown>([undefined, ...this.#nodeNames]);
    const updates = supersteps.flatMap((superstep) => superstep.updates);
    if (updates.some(({ values, asNode }) => values != null && nodes.has(asNode))) expectMapped();
    return config;
  }

  getInputJsonSchema(): JsonSchema {
    return publishedSchema(this.contract, (this.contract.input ?? this.contract.update).jsonSchema);
  }

  getOutputJsonSchema(): JsonSchema {
    return publishedSchema(this.contract, (this.contract.output ?? this.contract.state).jsonSchema);
  }

  getContextJsonSchema(): JsonSchema | undefined {
    return this.contract.context?.jsonSchema;
  }

  /** What a run is called with. A graph that runs inside another one gets the whole state of the outer one, and takes the fields that its own input has. */
  #start(
    input: unknown,
    options: Options | undefined,
  ): readonly [input: unknown, options: Options | undefined] {
    const isNested = isInTask(options?.configurable);
    const own =
      isNested && !isCommand(input) ? pickFields(this.contract, input, this.contract.inputFields) : input;
    if (!isNested) this.#refuseUnknownStops({ ...this.config, ...options });
    const watched = withObserver(this.observer, options);
    const checked = withRunContext(this.contract, this.config?.context, watched);
    return [own, withRunId(checked, this.config?.runId)];
  }

  #checkInput(input: unknown): unknown {
    if (input === null || input === undefined) return input;
    const check = () =>
      isCommand(input) ? this.#checkCommand(input) : markChecked(checkInput(this.contract, input));
    // What passes with a warning must not be checked again on its way to the channels.
    const otherwise = this.checks.input === "warn" && isPlain(input) ? markChecked(input) : input;
    return this.#checked("input", this.checks.input, check, otherwise);
  }

  #checked<Given>(boundary: Boundary, level: CheckLevel, check: () => Given, given: Given): Given {
    return checkAt({ level, observer: this.observer }, { graph: this.contract.name, boundary }, check, given);
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
        `Graph "${this.contract.name}": ${option} names ${JSON.stringify(unknown)}, but the graph has no node with this name; its nodes are ${listed(nodes)}.`,
      );
    }
  }

  /** Checks what a run goes on from, where that is a checkpoint, perhaps one of an older contract. */
  #checkStart(loop: Loop): void {
    const { update: level } = this.checks;
    if (level === false || Object.keys(loop.checkpoint.channel_versions).length === 0) return;
    const fields = this.contract.fields.map(([name]) => name);
    const thread: unknown = loop.config.configurable?.thread_id;
    const check = () => checkCheckpoint(this.contract, readOutput(loop, fields), thread);
    this.#checked("checkpoint", level, check, undefined);
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

  async #run(run: Run, go: () => Promise<void>): Promise<void> {
    const { loop } = run;
    const endWriter = guardRun(this.contract, loop, "graph");
    this.#checkStart(loop);
    await checkAnswers(this, loop);
    this.#tryCommand(loop);
    const writes = checkPendingWrites(run, this.contract, this.checks.update === true);
    try {
      await go();
      writes.end();
    } catch (error) {
      // Of a graph inside another one the interrupt goes on to that; a question that was refused must not.
      if (isGraphInterrupt(error)) writes.throwRefused();
      throw withNode(error, loop);
    } finally {
      endWriter();
    }
    if (!hasEnded(loop)) return;
    const check = () => checkOutput(this.contract, readOutput(loop, this.outputChannels));
    this.#checked("output", this.checks.output, check, undefined);
  }

  /** A command's update is folded into what the thread holds, which is known only now. */
  #tryCommand({ input, channels }: Loop): void {
    if (
      this.checks.input !== true ||
      !isCommand(input) ||
      input.update === undefined ||
      input.update === null
    )
      return;
    const writes = updatesOf(input).flatMap((update) => Object.entries(update));
    tryCommandWrites(this.contract, channels, writes);
  }

  get #nodeNames(): string[] {
    return Object.keys(this.nodes).filter((name) => name !== START && handledNode(name) === undefined);
  }

  /** A command's update goes straight to the channels, not through a node's writer. */
  #checkCommand(command: Command): Command {
    checkResume(this.contract, command);
    const nodes = new Set(this.#nodeNames);
    refuseUnknownTargets({ contract: this.contract, node: undefined, nodes }, command.goto);
    if (command.update === undefined || command.update === null) return command;
    const updates = updatesOf(command).map((update) => checkUpdate(this.contract, update));
    return new Command({ ...command, update: updates.flatMap((update) => Object.entries(update)) });
  }
}

/** Adds the node to the error of a reducer that failed on its update; LangGraph folds the updates of a step when all its nodes have ended. */
function withNode(error: unknown, { tasks }: Loop): unknown {
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
    "LangGraph has saved these updates with the thread's last checkpoint, and would fail again. To go on, use another input, or call updateState with the config of that checkpoint, the first one that getStateHistory lists.";
  const named = new ContractError({ graph, boundary, node: nodes.join(", "), issues, hint });
  named.cause = error.cause;
  return named;
}
