import type { ExecutionInfoValues } from "./execution-info.js";
import type { LangGraphInterrupt, Runtime, RuntimeValues } from "./runtime.js";

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
