import { AsyncBatchedStore, type BaseStore } from "@langchain/langgraph";
import { checkContext } from "../boundaries/boundaries.js";
import type { Contract } from "../contract/contract.js";
import type { NodeConfig } from "./langgraph-runtime.js";

/**
 * The config of a run that may be any graph's, fit for what is written for a contract (a tool, a task, a hook of an agent): the
 * context is checked and has its defaults, whoever runs it. Without a context member it stays as it is.
 *
 * @throws ContractError where the context is not one of the contract.
 */
export function foreignConfig<Config extends NodeConfig>(contract: Contract, config: Config): Config {
  const store = unwrapped(config.store);
  const context =
    contract.context === undefined
      ? config.context
      : (checkContext(contract, contract.context, config.context) as NonNullable<NodeConfig["context"]>);
  if (store === config.store && context === config.context) return config;
  return {
    ...config,
    ...(store === undefined ? {} : { store }),
    ...(context === undefined ? {} : { context }),
  };
}

/** The name of the node that is running, as LangGraph notes it; undefined outside a graph. */
export function nodeOf(config: NodeConfig): string | undefined {
  const node: unknown = config.metadata?.langgraph_node;
  return typeof node === "string" ? node : undefined;
}

/** A plain graph's wrapper of its store can do everything but `batch`, which is what a contract's store rests on. */
function unwrapped(store: BaseStore | undefined): BaseStore | undefined {
  if (!(store instanceof AsyncBatchedStore)) return store;
  return (store as unknown as { readonly store: BaseStore }).store;
}
