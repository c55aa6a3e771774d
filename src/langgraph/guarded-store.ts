import { BaseStore, type Operation, type OperationResults } from "@langchain/langgraph";
import { BatchingStore } from "./batching-store.js";

/** Checks an operation; returns what is done in its place. */
export type CheckOperation = (operation: Operation) => Operation;

/**
 * The run's store as `config.store` and `getStore()` give it to nodes: each operation is checked before any of a batch is done.
 *
 * A graph that runs inside takes the store out of it, as out of LangGraph's own wrapper, so that these checks end where the contract does.
 */
export class GuardedStore extends BaseStore {
  readonly lg_name = "AsyncBatchedStore";
  readonly isRunning = true;
  /** What LangGraph takes out. */
  readonly store: BaseStore;
  /** The same run's store without the checks. */
  readonly unguarded: BatchingStore;
  readonly #check: CheckOperation;

  constructor(store: BaseStore, check: CheckOperation) {
    super();
    this.store = store;
    this.unguarded = new BatchingStore(store);
    this.#check = check;
  }

  override async batch<Operations extends readonly Operation[]>(
    operations: Operations,
  ): Promise<OperationResults<Operations>> {
    const checked = operations.map(this.#check);
    return this.unguarded.batch(checked) as Promise<OperationResults<Operations>>;
  }

  override stop(): Promise<void> {
    return this.unguarded.stop();
  }

  toJSON(): { readonly store: string } {
    return this.unguarded.toJSON();
  }
}
