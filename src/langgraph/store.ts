import { AsyncBatchedStore, type BaseStore } from "@langchain/langgraph";
import { expectFact } from "./facts.js";

/** The store inside LangGraph's wrapper, which can do everything but `batch`, on which a contract's store rests; any other store as it is. */
export function unwrapStore(store: BaseStore | undefined): BaseStore | undefined {
  if (!(store instanceof AsyncBatchedStore)) return store;
  const inside: unknown = Reflect.get(store, "store");
  expectFact("batchedStore", typeof inside === "object" && inside !== null);
  return inside as BaseStore;
}
