import { BaseStore, type Operation, type OperationResults } from "@langchain/langgraph";

/** One call of `batch`, waiting for its turn. */
interface Waiting {
  readonly operations: Operation[];
  readonly resolve: (results: unknown[]) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * The store that nodes get: operations that are made in the same turn of the event loop go to the underlying store as one batch, in their order.
 *
 * LangGraph wraps a run's store likewise, but empties its queue from a timer, so that each access waits for about a millisecond;
 * this one empties it in a microtask. What is kept: order, batches, errors to every caller of a failed batch, and that a run ends only
 * when what its nodes asked for has been done.
 */
export class BatchingStore extends BaseStore {
  /** By this name LangGraph knows a wrapper, and takes the store out of it rather than wrap it again. */
  readonly lg_name = "AsyncBatchedStore";
  readonly store: BaseStore;
  /** LangGraph starts a wrapper that does not run; this one always does. */
  readonly isRunning = true;
  #waiting: Waiting[] = [];
  readonly #flushing = new Set<Promise<void>>();

  constructor(store: BaseStore) {
    super();
    this.store = store;
  }

  override batch<Operations extends readonly Operation[]>(
    operations: Operations,
  ): Promise<OperationResults<Operations>> {
    return new Promise((resolve, reject) => {
      if (this.#waiting.length === 0) queueMicrotask(() => this.#flush());
      this.#waiting.push({
        operations: [...operations],
        resolve: resolve as (results: unknown[]) => void,
        reject,
      });
    });
  }

  /** Waits for what is under way; LangGraph calls it when a run ends. */
  override async stop(): Promise<void> {
    while (this.#waiting.length > 0 || this.#flushing.size > 0) {
      await Promise.resolve();
      await Promise.all(this.#flushing);
    }
  }

  toJSON(): { readonly store: string } {
    return { store: "[LangGraphStore]" };
  }

  #flush(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    const flush = this.#run(waiting).finally(() => this.#flushing.delete(flush));
    this.#flushing.add(flush);
  }

  async #run(waiting: readonly Waiting[]): Promise<void> {
    try {
      const results: unknown[] = await this.store.batch(waiting.flatMap(({ operations }) => operations));
      let start = 0;
      for (const { operations, resolve } of waiting) {
        resolve(results.slice(start, start + operations.length));
        start += operations.length;
      }
    } catch (error) {
      for (const { reject } of waiting) reject(error);
    }
  }
}
