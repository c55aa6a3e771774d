import type { RunnableConfig } from "@langchain/core/runnables";
import type { IterableReadableStream } from "@langchain/core/utils/stream";
import {
  Command,
  CompiledStateGraph,
  type END,
  isCommand,
  isInterrupted,
  type LangGraphRunnableConfig,
  type START,
  type StateSnapshot,
} from "@langchain/langgraph";
import { checkContext, checkInput, checkOutput, checkUpdate, pickFields } from "./boundaries.js";
import type { Checks } from "./checks.js";
import type { Contract } from "./contract.js";
import type { GraphTypes, WithContext, WithOptionalContext } from "./graph-types.js";
import { markChecked } from "./input-mapper.js";
import { type Loop, readOutput, replaceStore, runLoop } from "./run-loop.js";
import type { StreamChunks, StreamModes, StreamOutput, StreamSelection } from "./stream-output.js";
import { updatesOf } from "./update-mapper.js";

// LangGraph's own type parameters describe schemas of its own making; the contract's types are declared by the methods below.
// biome-ignore lint/suspicious/noExplicitAny: only `any` is compatible with what the methods declare.
type Base = typeof CompiledStateGraph<any, any, any, any, any, any, any, any, any>;
const Base: Base = CompiledStateGraph;
/** In overloads whose parameters are `never`: they satisfy LangGraph's signatures, and nobody can call them. */
// biome-ignore lint/suspicious/noExplicitAny: as above.
type Compatible = any;
type Values = Record<string, unknown>;
type CallOptionsOf<Graph extends Base> = Parameters<InstanceType<Graph>["invoke"]>[1];
type CompiledFields = ConstructorParameters<Base>[0];

/** A snapshot of a thread, its values typed. */
export interface ContractStateSnapshot<State> extends StateSnapshot {
  readonly values: State;
}

/** Stands for a context that nobody gave; LangGraph can't tell an absent context from `configurable`. */
const absentContext: Values = Object.freeze({});

/**
 * A compiled graph that checks what crosses its border against its contract, wherever it runs: called, as a subgraph of a plain
 * LangGraph graph, or inside a LangGraph server. In all else it is LangGraph's `CompiledStateGraph`.
 *
 * @typeParam Types - The graph's generated types.
 * @typeParam Nodes - The names of its nodes.
 */
export class CompiledContractGraph<
  Types extends GraphTypes = GraphTypes,
  Nodes extends string = string,
> extends Base {
  readonly contract: Contract<Types>;
  /** Which boundaries are checked. */
  readonly checks: Checks;

  /** Use a graph's `compile()`; LangGraph itself copies compiled graphs with `new`. */
  constructor(fields: CompiledFields & { readonly contract: Contract<Types>; readonly checks: Checks }) {
    super(fields);
    this.contract = fields.contract;
    this.checks = fields.checks;
  }

  /**
   * Runs the graph to its end or to its next interrupt.
   *
   * @param input - What the run starts from, a `Command` to resume with, or `null` to go on from the last checkpoint.
   * @throws ContractError where context, input, an update or the output does not fit the contract.
   */
  override async invoke(
    input: Types["Input"] | Command | null,
    options?: WithOptionalContext<Types["ContextInput"]>,
  ): Promise<Types["Result"]> {
    const result = await super.invoke(input, options as CallOptionsOf<Base>);
    // A run that was interrupted has no output yet; without defaults the output is what the run's own check saw.
    if (this.contract.output?.hasDefaults !== true || isInterrupted(result)) return result;
    return (this.checks.output ? checkOutput(this.contract, result) : result) as Types["Result"];
  }

  /**
   * Runs the graph and yields what happens as it happens.
   *
   * @param options - `streamMode` and `subgraphs` select what is yielded, and its type.
   * @throws ContractError, from the iteration, where a value does not fit the contract.
   */
  override stream<const Mode extends StreamModes = "updates", Subgraphs extends boolean = false>(
    input: Types["Input"] | Command | null,
    options?: WithOptionalContext<Types["ContextInput"]> & StreamSelection<Mode, Subgraphs>,
  ): Promise<IterableReadableStream<StreamOutput<StreamChunks<Types, Nodes>, Mode, Subgraphs>>>;
  override stream(input: never, options?: never): Promise<Compatible>;
  override async stream(input: Compatible, options?: Compatible): Promise<Compatible> {
    return super.stream(input, options);
  }

  /** A copy of the graph with these options bound; with a `context`, calls need none. */
  override withConfig(
    config: WithOptionalContext<Types["ContextInput"]>,
  ): CompiledContractGraph<Types, Nodes>;
  override withConfig(config: never): Compatible;
  override withConfig(config: Compatible): Compatible {
    return super.withConfig(config);
  }

  /** The state of a thread as its last checkpoint has it, or as the checkpoint that the config names has it. */
  override async getState(
    config: RunnableConfig,
    options?: { subgraphs?: boolean },
  ): Promise<ContractStateSnapshot<Types["State"]>> {
    return super.getState(config, options);
  }

  /** The states of a thread, newest first. */
  override getStateHistory(
    config: RunnableConfig,
    options?: Parameters<InstanceType<Base>["getStateHistory"]>[1],
  ): AsyncIterableIterator<ContractStateSnapshot<Types["State"]>> {
    return super.getStateHistory(config, options);
  }

  /**
   * Changes the state of a thread as if a node had returned the update.
   *
   * @param asNode - The node; LangGraph finds the one that ran last where it can.
   * @throws ContractError where the update does not fit the contract; the thread stays as it was.
   */
  override async updateState(
    config: RunnableConfig,
    update: Types["Update"] | Command | null,
    asNode?: Nodes | typeof START | typeof END,
  ): Promise<RunnableConfig> {
    return super.updateState(config, update, asNode);
  }

  protected override async _validateInput(input: Compatible): Promise<Compatible> {
    if (input === null || input === undefined) return input;
    if (isCommand(input)) return this.#checkCommand(input);
    if (!this.checks.input) return input;
    return markChecked(checkInput(this.contract, input));
  }

  protected override async _validateContext(context: Values): Promise<Values> {
    const schema = this.contract.context;
    if (schema === undefined) return context;
    return checkContext(this.contract, schema, context === absentContext ? undefined : context) as Values;
  }

  /**
   * LangGraph checks `configurable` where a call gives no context; a contract wants to know that there was none.
   * A graph that runs inside another one gets the whole state of the outer one, and takes the fields that it has itself.
   */
  override _streamIterator(
    input: Compatible,
    options?: Values & LangGraphRunnableConfig,
  ): AsyncGenerator<Compatible> {
    const isNested = options?.configurable?.__pregel_read !== undefined;
    const own = isNested && !isCommand(input) ? pickFields(this.contract, input) : input;
    const isGiven =
      this.contract.context === undefined || (options?.context ?? this.config?.context) !== undefined;
    return super._streamIterator(own, isGiven ? options : { ...options, context: absentContext });
  }

  /** @internal Checks the output where a run has come to its end, not to an interrupt. */
  checkEnd(loop: Loop): void {
    if (this.checks.output && loop.status === "done")
      checkOutput(this.contract, readOutput(loop, this.outputChannels));
  }

  /** A command's update goes straight to the channels, not through a node's writer. */
  #checkCommand(command: Command): Command {
    if (!this.checks.update || command.update === undefined || command.update === null) return command;
    const updates = updatesOf(command).map((update) => checkUpdate(this.contract, update, undefined));
    return new Command({ ...command, update: updates.flatMap((update) => Object.entries(update)) });
  }
}

// `_runLoop` is private to TypeScript, so it can't be overridden in the class; it is the one place that every way to run a graph passes at its end.
Object.defineProperty(CompiledContractGraph.prototype, "_runLoop", {
  configurable: true,
  writable: true,
  value: async function (this: CompiledContractGraph, params: { readonly loop: Loop }): Promise<void> {
    replaceStore(params.loop);
    await runLoop.call(this, params);
    this.checkEnd(params.loop);
  },
});

/**
 * A compiled graph whose calls must give a context, because its contract requires something of it. `withConfig({ context })` binds one.
 */
export interface CompiledContractGraphWithContext<Types extends GraphTypes, Nodes extends string>
  extends CompiledContractGraph<Types, Nodes> {
  invoke(
    input: Types["Input"] | Command | null,
    options: WithContext<Types["ContextInput"]>,
  ): Promise<Types["Result"]>;
  stream<const Mode extends StreamModes = "updates", Subgraphs extends boolean = false>(
    input: Types["Input"] | Command | null,
    options: WithContext<Types["ContextInput"]> & StreamSelection<Mode, Subgraphs>,
  ): Promise<IterableReadableStream<StreamOutput<StreamChunks<Types, Nodes>, Mode, Subgraphs>>>;
  stream(input: never, options?: never): Promise<Compatible>;
}

/** What `compile()` returns. */
export type Compiled<Types extends GraphTypes, Nodes extends string> = Types["ContextRequired"] extends true
  ? CompiledContractGraphWithContext<Types, Nodes>
  : CompiledContractGraph<Types, Nodes>;
