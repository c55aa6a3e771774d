import {
  type BaseStore,
  interrupt as interruptGraph,
  type LangGraphRunnableConfig,
  type RunControl,
} from "@langchain/langgraph";
import { previousState } from "../langgraph/config.js";
import { ExecutionInfo, type ExecutionInfoValues } from "./execution-info.js";
import { executionInfoOf } from "./run-id.js";
import type { ServerInfo } from "./server-info.js";

/** LangGraph's own `interrupt`. */
export type LangGraphInterrupt = (value: unknown) => unknown;

/** The values of a {@link Runtime}. A value that is left out is as in a run that does not provide it. */
export interface RuntimeValues<
  Context = unknown,
  Store = BaseStore,
  Event = unknown,
  Interrupt = LangGraphInterrupt,
> {
  readonly context?: Context | undefined;
  readonly store?: Store | undefined;
  readonly streamWriter?: ((event: Event) => void) | undefined;
  readonly previous?: unknown;
  readonly executionInfo?: ExecutionInfo | ExecutionInfoValues | undefined;
  readonly serverInfo?: ServerInfo | undefined;
  readonly heartbeat?: (() => void) | undefined;
  readonly control?: RunControl | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly interrupt?: Interrupt | undefined;
}

const noWriter = (): void => {};
const noHeartbeat = (): void => {};

/** The signal of runtimes that are given none. Made when one is needed: on import, edge runtimes allow no controllers. */
let neverAborted: AbortSignal | undefined;

/**
 * What a run gives to its nodes besides the state: the static context, the store, the custom stream and data about the execution.
 *
 * The TypeScript counterpart of Python LangGraph's
 * [`Runtime`](https://reference.langchain.com/python/langgraph/runtime/), and assignable to a LangGraph.js `Runtime`. It is immutable:
 * {@link merge}, {@link override} and {@link patchExecutionInfo} return new runtimes. Its functions don't use `this`, so
 * `const { context, streamWriter } = runtime` works.
 */
export interface Runtime<
  Context = unknown,
  Store = BaseStore,
  Event = unknown,
  Interrupt = LangGraphInterrupt,
> {
  /** The run's static context: validated, defaults applied. */
  readonly context: Context;
  /** The run's store; undefined without one. */
  readonly store?: Store;
  /** Writes to the custom stream; does nothing where nobody streams. */
  readonly streamWriter: (event: Event) => void;
  /** The same as {@link streamWriter}, under LangGraph.js's name. */
  readonly writer: (event: Event) => void;
  /** The functional API's previous return value for the thread. */
  readonly previous: unknown;
  /** Which attempt of which task is executing; undefined before a task is prepared. */
  readonly executionInfo?: ExecutionInfo;
  /** Undefined outside a LangGraph server. */
  readonly serverInfo?: ServerInfo;
  /** Reports to the node's idle timeout that the node is still working; does nothing in a node without one. */
  readonly heartbeat: () => void;
  /** The run's control plane; undefined outside a run. */
  readonly control?: RunControl;
  /** Aborts when the run is cancelled, times out, or fails elsewhere. */
  readonly signal: AbortSignal;
  /** Stops the run until a person answers: with a question of the contract and its value or, without an interrupts member, with any value, as LangGraph's `interrupt` does. */
  readonly interrupt: Interrupt;
  /** Whether the run was asked to stop at the next superstep. */
  readonly drainRequested: boolean;
  /** Why the run was asked to stop. */
  readonly drainReason: string | undefined;

  /**
   * Merges two runtimes, as Python's `Runtime.merge` does.
   *
   * @param other - Its values replace those of this runtime. Values that it does not provide are kept. A writer or a heartbeat that does
   * nothing counts as not provided.
   * @returns A new runtime.
   */
  merge(other: Runtime<Context, Store, Event, Interrupt>): Runtime<Context, Store, Event, Interrupt>;

  /**
   * Replaces values, as Python's `Runtime.override` does.
   *
   * @param values - The new values. A value that is set to undefined is removed.
   * @returns A new runtime.
   */
  override(
    values: RuntimeValues<Context, Store, Event, Interrupt>,
  ): Runtime<Context, Store, Event, Interrupt>;

  /**
   * Replaces values of the execution info.
   *
   * @param values - The new values.
   * @returns A new runtime.
   * @throws Error if the runtime has no execution info yet, that is, outside a node.
   */
  patchExecutionInfo(values: Partial<ExecutionInfoValues>): Runtime<Context, Store, Event, Interrupt>;
}

/**
 * The runtime of a contract with a store member. It always has a store, because a run without one is refused before its first node.
 *
 * @typeParam Store - The contract's store, e.g. `ContractStore<SupportAgentStore>`.
 */
export interface StoreRuntime<Context, Store, Event = unknown, Interrupt = LangGraphInterrupt>
  extends Runtime<Context, Store, Event, Interrupt> {
  /** The run's store, typed and checked. */
  readonly store: Store;
  merge(other: Runtime<Context, Store, Event, Interrupt>): StoreRuntime<Context, Store, Event, Interrupt>;
  override(
    values: RuntimeValues<Context, Store, Event, Interrupt>,
  ): StoreRuntime<Context, Store, Event, Interrupt>;
  patchExecutionInfo(values: Partial<ExecutionInfoValues>): StoreRuntime<Context, Store, Event, Interrupt>;
}

/** The class of all runtimes; {@link Runtime} is how those of nodes are typed. */
export class RuntimeBase<
  Context = unknown,
  Store = BaseStore,
  Event = unknown,
  Interrupt = LangGraphInterrupt,
> implements Runtime<Context, Store, Event, Interrupt>
{
  readonly context: Context;
  declare readonly store?: Store;
  readonly streamWriter: (event: Event) => void;
  readonly writer: (event: Event) => void;
  readonly previous: unknown;
  declare readonly executionInfo?: ExecutionInfo;
  declare readonly serverInfo?: ServerInfo;
  readonly heartbeat: () => void;
  declare readonly control?: RunControl;
  readonly signal: AbortSignal;
  readonly interrupt: Interrupt;

  constructor(values: RuntimeValues<Context, Store, Event, Interrupt> = {}) {
    this.context = values.context as Context;
    if (values.store !== undefined) this.store = values.store;
    this.streamWriter = values.streamWriter ?? noWriter;
    this.writer = this.streamWriter;
    this.previous = values.previous;
    const info = values.executionInfo;
    if (info !== undefined)
      this.executionInfo = info instanceof ExecutionInfo ? info : new ExecutionInfo(info);
    const server = values.serverInfo;
    if (server !== undefined)
      this.serverInfo = Object.isFrozen(server) ? server : Object.freeze({ ...server });
    this.heartbeat = values.heartbeat ?? noHeartbeat;
    if (values.control !== undefined) this.control = values.control;
    neverAborted ??= new AbortController().signal;
    this.signal = values.signal ?? neverAborted;
    this.interrupt = values.interrupt ?? (interruptGraph as Interrupt);
    // A subclass has fields of its own to set first, and freezes itself then.
    if (new.target === RuntimeBase) Object.freeze(this);
  }

  /**
   * Makes a runtime from LangGraph's config of a node.
   *
   * @param config - The config that LangGraph passes to a node.
   */
  static fromConfig<Context = unknown>(config: LangGraphRunnableConfig): RuntimeBase<Context> {
    return new RuntimeBase<Context>({
      context: config.context as Context | undefined,
      store: config.store,
      streamWriter: config.writer,
      previous: previousState(config),
      executionInfo: executionInfoOf(config),
      serverInfo: config.serverInfo,
      heartbeat: config.heartbeat,
      control: config.control,
      signal: config.signal,
      interrupt: config.interrupt,
    });
  }

  get drainRequested(): boolean {
    return this.control?.drainRequested ?? false;
  }

  get drainReason(): string | undefined {
    return this.control?.drainReason;
  }

  merge(other: Runtime<Context, Store, Event, Interrupt>): Runtime<Context, Store, Event, Interrupt> {
    return this.override({
      context: other.context ?? this.context,
      store: other.store ?? this.store,
      streamWriter: other.streamWriter === noWriter ? this.streamWriter : other.streamWriter,
      previous: other.previous ?? this.previous,
      executionInfo: other.executionInfo ?? this.executionInfo,
      serverInfo: other.serverInfo ?? this.serverInfo,
      heartbeat: other.heartbeat === noHeartbeat ? this.heartbeat : other.heartbeat,
      control: other.control ?? this.control,
      signal: other.signal === neverAborted ? this.signal : other.signal,
      interrupt: (other.interrupt as unknown) === interruptGraph ? this.interrupt : other.interrupt,
    });
  }

  override(
    values: RuntimeValues<Context, Store, Event, Interrupt>,
  ): Runtime<Context, Store, Event, Interrupt> {
    return new RuntimeBase<Context, Store, Event, Interrupt>({ ...this, ...values });
  }

  patchExecutionInfo(values: Partial<ExecutionInfoValues>): Runtime<Context, Store, Event, Interrupt> {
    if (this.executionInfo === undefined) {
      throw new Error(
        "This runtime has no execution info to patch: LangGraph sets it when it prepares a node's task.",
      );
    }
    return this.override({ executionInfo: this.executionInfo.patch(values) });
  }
}

/**
 * A runtime that is made by hand without a store. It passes for the runtime of any contract, because a test gives a node only what that node needs.
 */
type Storeless<Context, Store, Event, Interrupt> = Runtime<Context, Store, Event, Interrupt> &
  StoreRuntime<Context, Store, Event, Interrupt> & { readonly store: never };

/** Makes runtimes by hand. */
interface RuntimeConstructor {
  readonly prototype: RuntimeBase;
  new <Context, Store, Event = unknown, Interrupt = LangGraphInterrupt>(
    values: RuntimeValues<Context, Store, Event, Interrupt> & { readonly store: Store },
  ): StoreRuntime<Context, Store, Event, Interrupt>;
  new <Context = unknown, Store = BaseStore, Event = unknown, Interrupt = LangGraphInterrupt>(
    values?: RuntimeValues<Context, Store, Event, Interrupt>,
  ): Storeless<Context, Store, Event, Interrupt>;
  fromConfig<Context = unknown>(config: LangGraphRunnableConfig): Runtime<Context>;
}

export const Runtime: RuntimeConstructor = RuntimeBase as RuntimeConstructor;
