import { AsyncBatchedStore, type BaseStore } from "@langchain/langgraph";
import { expectFact } from "./facts.js";
import { GuardedStore } from "./guarded-store.js";

/**
 * The store inside LangGraph's wrapper, which can do everything but `batch`, on which a contract's store rests; the run's store without the checks of the
 * contract whose node is running; any other store as it is.
 */
export function unwrapStore(store: BaseStore | undefined): BaseStore | undefined {
  if (store instanceof GuardedStore) return store.unguarded;
  if (!(store instanceof AsyncBatchedStore)) return store;
  const inside: unknown = Reflect.get(store, "store");
  expectFact("batchedStore", typeof inside === "object" && inside !== null);
  return inside as BaseStore;
}
