import type { ToolCall } from "@langchain/core/messages/tool";
import type { BaseStore, LangGraphRunnableConfig } from "@langchain/langgraph";
import type { ExecutionInfoValues } from "../runtime/execution-info.js";
import {
  type LangGraphInterrupt,
  type Runtime,
  RuntimeBase,
  type RuntimeValues,
} from "../runtime/runtime.js";

/** What a {@link ToolRuntime} bundles. */
export interface ToolRuntimeValues<
  Context = unknown,
  State = unknown,
  Store = BaseStore,
  Event = unknown,
  Interrupt = LangGraphInterrupt,
> extends RuntimeValues<Context, Store, Event, Interrupt> {
  readonly state?: State | undefined;
  readonly config?: LangGraphRunnableConfig | undefined;
  readonly toolCallId?: string | undefined;
  readonly toolCall?: ToolCall | undefined;
}

/** The class of the runtimes of tools; {@link ToolRuntime} is how they are typed. */
export class ToolRuntimeBase<
  Context = unknown,
  State = unknown,
  Store = BaseStore,
  Event = unknown,
  Interrupt = LangGraphInterrupt,
> extends RuntimeBase<Context, Store, Event, Interrupt> {
  /** What the node that runs the tool was given: the graph's state. Undefined where the tool is called outside of a graph. */
  readonly state: State | undefined;
  /** LangGraph's raw config of the node or, outside of a graph, the config of the call. */
  readonly config: LangGraphRunnableConfig;
  /** Which of a model's calls it is; undefined where the tool was called with bare arguments. */
  readonly toolCallId: string | undefined;
  /** The model's call as it came, its arguments unchecked; undefined where the tool was called with bare arguments. */
  readonly toolCall: ToolCall | undefined;

  constructor(values: ToolRuntimeValues<Context, State, Store, Event, Interrupt> = {}) {
    super(values);
    this.state = values.state;
    this.config = values.config ?? {};
    this.toolCallId = values.toolCallId;
    this.toolCall = values.toolCall;
    if (new.target === ToolRuntimeBase) Object.freeze(this);
  }

  /** A runtime with the other's values over this one's; what the other does not provide is kept. */
  override merge(
    other: Runtime<Context, Store, Event, Interrupt>,
  ): ToolRuntime<Context, State, Store, Event, Interrupt> {
    const merged = this.override(super.merge(other));
    if (!(other instanceof ToolRuntimeBase)) return merged;
    return merged.override({
      state: other.state ?? this.state,
      config: { ...this.config, ...other.config },
      toolCallId: other.toolCallId ?? this.toolCallId,
      toolCall: other.toolCall ?? this.toolCall,
    });
  }

  /**
   * Replaces values, as Python's `Runtime.override` does.
   *
   * @param values - The new values. A value that is set to undefined is removed.
   * @returns A new runtime.
   */
  override override(
    values: ToolRuntimeValues<Context, State, Store, Event, Interrupt>,
  ): ToolRuntime<Context, State, Store, Event, Interrupt> {
    return new ToolRuntimeBase<Context, State, Store, Event, Interrupt>({ ...this, ...values });
  }

  /**
   * Replaces values of the execution info.
   *
   * @param values - The new values.
   * @returns A new runtime.
   * @throws Error if the runtime has no execution info yet, that is, outside a node.
   */
  override patchExecutionInfo(
    values: Partial<ExecutionInfoValues>,
  ): ToolRuntime<Context, State, Store, Event, Interrupt> {
    return this.override(super.patchExecutionInfo(values));
  }
}

/**
 * What a tool gets besides its arguments: the runtime of the node that runs it, the graph's state and the call itself.
 *
 * @typeParam State - The state of the contract's graph. A tool that is run by another graph or agent sees that one's state.
 */
export interface ToolRuntime<
  Context = unknown,
  State = unknown,
  Store = BaseStore,
  Event = unknown,
  Interrupt = LangGraphInterrupt,
> extends ToolRuntimeBase<Context, State, Store, Event, Interrupt> {}

/** The runtime of a tool whose contract has a store member: its store is always there. Where the tool runs without a store, what is asked of it is refused. */
export interface StoreToolRuntime<Context, State, Store, Event = unknown, Interrupt = LangGraphInterrupt>
  extends ToolRuntime<Context, State, Store, Event, Interrupt> {
  /** The run's store, typed and checked. */
  readonly store: Store;
  merge(
    other: Runtime<Context, Store, Event, Interrupt>,
  ): StoreToolRuntime<Context, State, Store, Event, Interrupt>;
  override(
    values: ToolRuntimeValues<Context, State, Store, Event, Interrupt>,
  ): StoreToolRuntime<Context, State, Store, Event, Interrupt>;
  patchExecutionInfo(
    values: Partial<ExecutionInfoValues>,
  ): StoreToolRuntime<Context, State, Store, Event, Interrupt>;
}

/** Makes runtimes of tools by hand. */
interface ToolRuntimeConstructor {
  readonly prototype: ToolRuntimeBase;
  new <Context, State, Store, Event = unknown, Interrupt = LangGraphInterrupt>(
    values: ToolRuntimeValues<Context, State, Store, Event, Interrupt> & { readonly store: Store },
  ): StoreToolRuntime<Context, State, Store, Event, Interrupt>;
  new <
    Context = unknown,
    State = unknown,
    Store = BaseStore,
    Event = unknown,
    Interrupt = LangGraphInterrupt,
  >(
    values?: ToolRuntimeValues<Context, State, Store, Event, Interrupt>,
  ): ToolRuntime<Context, State, Store, Event, Interrupt>;
}

export const ToolRuntime: ToolRuntimeConstructor = ToolRuntimeBase as ToolRuntimeConstructor;
